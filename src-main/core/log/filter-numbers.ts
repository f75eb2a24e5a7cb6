import type { Compare } from './filter.ts'

export type ReadNumber = readonly { readonly compare: Compare; readonly value: number }[]
type Units = Readonly<Record<string, number>>

const NUMBER = /^\$?(\d+(?:\.\d+)?|\.\d+)([a-z]*)$/i
const COMPARED = /^(>=|<=|>|<|=)?(.*)$/
const COMPARISONS: Readonly<Record<string, Compare>> = { '>=': '>=', '<=': '<=', '>': '>', '<': '<' }

/** `5`, `>=2s`, `1s..5s`, `..5s`: comparisons that must all hold. Undefined where it is no number. */
export function readNumbers(text: string, units: Units): ReadNumber | undefined {
  if (text.includes('..')) return readRange(text, units)
  const [, sign = '', rest = ''] = COMPARED.exec(text) ?? []
  const value = readNumber(rest, units)
  return value === undefined ? undefined : [{ compare: COMPARISONS[sign] ?? '=', value }]
}

function readRange(text: string, units: Units): ReadNumber | undefined {
  const [from = '', to = '', ...more] = text.split('..')
  const ends = [
    { compare: '>=', end: from },
    { compare: '<=', end: to },
  ] as const
  const read = ends.flatMap(({ compare, end }) => (end ? [{ compare, value: readNumber(end, units) }] : []))
  const whole = read.flatMap(({ compare, value }) => (value === undefined ? [] : [{ compare, value }]))
  return whole.length > 0 && whole.length === read.length && more.length === 0 ? whole : undefined
}

function readNumber(text: string, units: Units): number | undefined {
  const read = NUMBER.exec(text)
  const unit = read?.[2] ? units[read[2].toLowerCase()] : 1
  return read && unit !== undefined ? Number(read[1]) * unit : undefined
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/** `2h`: that long ago. `2026-11-20`, `2026-11-20T14:30`: in the time of this machine. Milliseconds since the epoch. */
export function readPoint(text: string, units: Units, now: number): number | undefined {
  const date = DATE.exec(text)
  if (date) return readDate(date.slice(1).map(part => Number(part ?? 0)))
  const ago = /[a-z]$/i.test(text) ? readNumber(text, units) : undefined
  return ago === undefined ? undefined : now - ago
}

function readDate([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[]) {
  const date = new Date(year, month - 1, day, hour, minute, second)
  // 2026-02-31 is no day, though JavaScript takes it for one of March.
  return date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : undefined
}
