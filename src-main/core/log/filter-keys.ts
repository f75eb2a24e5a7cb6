import { DIALECTS } from '../conversation.ts'
import { FEATURES } from '../exchange.ts'
import { OPERATIONS } from '../spoken.ts'
import type { Condition, NumberField, TextField } from './filter.ts'
import { readNumbers, readPoint } from './filter-numbers.ts'

/** What a value means for a key; a text says what to write instead. */
type ReadValue = (value: string, key: string, now: number) => readonly Condition[] | string

const text =
  (field: TextField): ReadValue =>
  value => [{ kind: 'text', field, value }]

/** Milliseconds; a bare number is milliseconds. */
const TIMES = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const COUNTS = { k: 1000, m: 1_000_000 }

const number =
  (field: NumberField, units: Readonly<Record<string, number>>, example: string): ReadValue =>
  value =>
    readNumbers(value, units)?.map(limit => ({ kind: 'number', field, ...limit })) ??
    `“${field}:${value}” needs a number, such as ${field}:${example}`

const status = number('status', {}, '>=400')
const lossy = number('lossy', {}, '>2')

const point =
  (field: NumberField, compare: '>=' | '<'): ReadValue =>
  (value, _key, now) => {
    const at = readPoint(value, TIMES, now)
    return at === undefined
      ? `“${field}:${value}” needs a time, such as ${field}:2h or ${field}:2026-11-20`
      : [{ kind: 'number', field, compare, value: at }]
  }

const STATES = [
  'running',
  'completed',
  'failed',
  'broken',
  'aborted',
  'error',
  'stream',
  'whole',
  'kept',
  'replay',
]

const WAYS = [...DIALECTS, 'pass', 'translate', ...OPERATIONS]

/** One of a few words. */
const oneOf = (words: readonly string[], make: (word: string) => Condition): ReadValue => {
  return (value, key) => {
    const word = words.find(one => one === value.toLowerCase())
    return word ? [make(word)] : `“${key}:${value}” is not known; there are ${words.join(', ')}`
  }
}

const has = oneOf(['tool', ...FEATURES], word => ({ kind: 'has', value: word === 'tool' ? 'tools' : word }))

/** What a filter can begin with, and how what follows is read. */
export const FILTER_KEYS: Readonly<Record<string, ReadValue>> = {
  model: text('model'),
  provider: text('provider'),
  alias: text('alias'),
  client: text('client'),
  session: text('session'),
  thread: text('thread'),
  key: text('key'),
  path: text('path'),
  id: text('id'),
  stop: text('stop'),
  error: text('error'),
  is: oneOf(STATES, value => ({ kind: 'text', field: 'is', value })),
  has,
  status: (value, key, now) =>
    /^[1-5]xx$/i.test(value) ? hundred(Number(value.charAt(0)) * 100) : status(value, key, now),
  via: value => {
    const [from, to] = value.includes('>') ? value.split('>') : [undefined, value]
    const unknown = [from, to].find(word => word && !WAYS.some(way => resembles(way, word)))
    if (unknown) return `“${unknown}” is no way to go; there are ${WAYS.join(', ')}`
    return [{ kind: 'via', ...(from !== undefined && { from }), ...(to && { to }) }]
  },
  lossy: (value, key, now) => {
    if (value === '') return [{ kind: 'number', field: 'lossy', compare: '>', value: 0 }]
    return /^[<>=\d]/.test(value) ? lossy(value, key, now) : [{ kind: 'text', field: 'loss', value }]
  },
  ttft: number('ttft', TIMES, '>2s'),
  took: number('took', TIMES, '>10s'),
  tokens: number('tokens', COUNTS, '>10k'),
  cost: number('cost', {}, '>$0.05'),
  attempts: number('attempts', {}, '>1'),
  since: point('since', '>='),
  before: point('before', '<'),
}

const hundred = (from: number): readonly Condition[] => [
  { kind: 'number', field: 'status', compare: '>=', value: from },
  { kind: 'number', field: 'status', compare: '<', value: from + 100 },
]

/** A part of it, with `*` for what is left out. */
const resembles = (way: string, word: string): boolean =>
  word
    .toLowerCase()
    .split('*')
    .every(piece => way.includes(piece))
