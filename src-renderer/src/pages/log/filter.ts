import type { LogRow } from '../../../../src-main/control/contract/log.ts'
import { hasError, statusText, tokensOf } from './row-text.ts'

/** One word of the filter box. `key` is empty for a bare word, which is looked for everywhere. */
interface Term {
  readonly key: FilterKey | ''
  readonly value: string
  /** It began with `-`. */
  readonly negated: boolean
  /** As it was typed. */
  readonly text: string
}

/** A filter box that was read: what to look for, and the words that mean nothing, with what to write instead. */
export interface Filter {
  readonly terms: readonly Term[]
  readonly problems: readonly string[]
}

type Test = (value: string) => ((row: LogRow) => boolean) | undefined

/** Units of times, in milliseconds; a bare number is milliseconds. */
const MILLISECONDS = { ms: 1, s: 1000, m: 60_000 }
const THOUSANDS = { k: 1000 }

const KEYS = {
  model: text(row => [row.requested, row.modelId]),
  client: text(row => [row.client]),
  key: text(row => [row.keyName]),
  path: text(row => [`${row.method} ${row.path}`]),
  error: text(row => (hasError(row) ? [row.errorCode, row.errorMessage, row.outcome] : [])),
  is: text(row => [row.outcome, row.stream ? 'stream' : 'whole']),
  status: value =>
    /^[1-5]xx$/i.test(value)
      ? row => statusText(row).startsWith(value.charAt(0))
      : number(row => row.status, {})(value),
  via: value => {
    const [from, to] = value.includes('>') ? value.split('>') : [undefined, value]
    return row =>
      (!from || fits(row.clientDialect, from)) &&
      (!to || fits(row.upstreamDialect, to) || (from === undefined && fits(row.action, to)))
  },
  lossy: value => (value ? number(row => row.losses, {})(value) : row => row.losses > 0),
  ttft: number(row => row.firstByteMs, MILLISECONDS),
  took: number(row => row.durationMs, MILLISECONDS),
  tokens: number(tokensOf, THOUSANDS),
  attempts: number(row => row.attempts, {}),
} satisfies Record<string, Test>

export type FilterKey = keyof typeof KEYS
export const FILTER_KEYS = Object.keys(KEYS) as readonly FilterKey[]

const WORD = /(-?)(?:([a-z]+):)?("(?:[^"\\]|\\.)*"?|\S*)/giy

/**
 * Reads a filter box: words apart by blanks, each `key:value` or bare, quoted where they hold blanks, `-` before what must
 * not be. `*` stands for anything; numbers take `>`, `>=`, `<`, `<=`. Never throws; what it cannot read is a problem.
 */
export function readFilter(text: string): Filter {
  const terms: Term[] = []
  const problems: string[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1
      continue
    }
    WORD.lastIndex = at
    const [word = '', minus = '', key = '', quoted = ''] = WORD.exec(text) ?? []
    at += Math.max(word.length, 1)
    const known = FILTER_KEYS.find(name => name === key.toLowerCase())
    // `http://…` and `openai:gpt` are things people look for, not mistakes.
    const value = known || !key ? unquote(quoted) : `${key}:${unquote(quoted)}`
    if (key && !known) problems.push(`“${key}:” is no filter; there are ${FILTER_KEYS.join(', ')}`)
    else if (known && !KEYS[known](value))
      problems.push(`“${word}” needs a number, such as ${known}:>=${EXAMPLES[known] ?? '1'}`)
    else if (known || value) terms.push({ key: known ?? '', value, negated: minus === '-', text: word })
  }
  return { terms, problems }
}

const EXAMPLES: Partial<Record<FilterKey, string>> = { status: '400', ttft: '2s', took: '10s', tokens: '10k' }

/** Whether a row fits all terms. */
export function matchesFilter(filter: Filter, row: LogRow): boolean {
  return filter.terms.every(({ key, value, negated }) => {
    const test = key === '' ? anywhere(value) : KEYS[key](value)
    return test === undefined || test(row) !== negated
  })
}

const anywhere = text(row => [
  row.requested,
  row.modelId,
  row.client,
  row.keyName,
  row.path,
  row.errorCode,
  row.errorMessage,
  row.id,
  statusText(row),
])

/** The value stands somewhere in one of the fields; without a value, one of the fields is there. */
function text(fields: (row: LogRow) => readonly (string | undefined)[]) {
  return (value: string) => (row: LogRow) => fields(row).some(field => fits(field, value))
}

/** A comparison with a number that may have a unit; undefined where the value is none. A row without the number never fits. */
function number(field: (row: LogRow) => number | undefined, units: Readonly<Record<string, number>>) {
  return (value: string): ((row: LogRow) => boolean) | undefined => {
    const read = /^(>=|<=|>|<|=)?(\d+(?:\.\d+)?)([a-z]*)$/i.exec(value)
    const unit = read?.[3] ? units[read[3].toLowerCase()] : 1
    if (!read || unit === undefined) return undefined
    const limit = Number(read[2]) * unit
    const compare = COMPARE[read[1] ?? '=']
    return row => {
      const actual = field(row)
      return actual !== undefined && compare?.(actual, limit) === true
    }
  }
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
}

/** Without regard to case, anywhere in the field; with `*`, the pieces in their order. */
function fits(field: string | undefined, value: string): boolean {
  if (field === undefined) return false
  const lower = field.toLowerCase()
  let at = 0
  for (const piece of value.toLowerCase().split('*')) {
    const found = lower.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return true
}

const unquote = (text: string): string =>
  text.startsWith('"') ? text.slice(1).replace(/"$/, '').replace(/\\(.)/g, '$1') : text
