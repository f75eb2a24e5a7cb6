import {
  errorMessageOf,
  hasEnded,
  hasError,
  knownTexts,
  type Listed,
  NUMBERS,
  outcomeOf,
  TEXTS,
} from './exchange-fields.ts'
import type { Compare, Condition, Filter, TextField } from './filter.ts'
import { holdsPhrases, phrasesOf } from './search-words.ts'

/** Whether an exchange fits, as far as that can be told without its bodies. The store's answer to a filter is the same. */
export const matchesFilter = (filter: Filter, listed: Listed): boolean =>
  filter.words.every(
    ({ conditions, negated }) =>
      conditions.length === 0 || conditions.every(condition => holds(condition, listed)) !== negated,
  )

function holds(condition: Condition, listed: Listed): boolean {
  switch (condition.kind) {
    case 'text':
      return holdsText(condition.field, condition.value, listed)
    case 'number': {
      const actual = NUMBERS[condition.field](listed)
      return actual !== undefined && COMPARE[condition.compare](actual, condition.value)
    }
    case 'via':
      return fitsVia(condition, listed)
    case 'has':
      return listed.features?.some(feature => feature === condition.value) ?? false
    case 'anywhere':
      return holdsPhrases([...knownTexts(listed), errorMessageOf(listed)], condition.value)
    default:
      return condition satisfies never
  }
}

function holdsText(field: TextField, value: string, listed: Listed): boolean {
  if (field === 'is') return isTrue(value, listed)
  if (field !== 'error') return TEXTS[field](listed).some(text => fits(text, value))
  if (!hasEnded(listed) || !hasError(listed)) return false
  const hasPhrases = phrasesOf(value).length > 0
  return (
    value === '' ||
    fits(listed.errorCode, value) ||
    fits(listed.outcome, value) ||
    (hasPhrases && holdsPhrases([listed.errorMessage], value))
  )
}

const isTrue = (value: string, listed: Listed): boolean =>
  value === outcomeOf(listed) || STATES[value]?.(listed) === true

const STATES: Readonly<Record<string, (listed: Listed) => boolean>> = {
  stream: ({ stream }) => stream,
  whole: ({ stream }) => !stream,
  kept: ({ kept }) => kept,
  error: hasError,
  replay: ({ replayOf }) => replayOf !== undefined,
}

const fitsVia = ({ from, to }: { from?: string; to?: string }, listed: Listed): boolean =>
  (!from || fits(listed.clientDialect, from)) &&
  (!to || fits(listed.upstreamDialect, to) || (from === undefined && fits(listed.action, to)))

/** Without regard to case, anywhere in the field; with `*`, the pieces in their order. A field that is not there never fits. */
export function fits(field: string | undefined, value: string): boolean {
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

const COMPARE: Readonly<Record<Compare, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
}
