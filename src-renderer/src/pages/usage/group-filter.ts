import type { UsageKey } from '../../../../src-main/control/contract/usage.ts'
import { filterWord } from '../log/filter/suggest.ts'

/** The filter of the log that shows a group's requests; a day is a span of time. */
export function filterFor(by: UsageKey, value: string): string {
  return by === 'day' ? `since:${value} before:${dayAfter(value)}` : filterWord(by, value)
}

/** `2026-11-30` → `2026-12-01`. */
function dayAfter(day: string): string {
  const next = new Date(`${day}T12:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}
