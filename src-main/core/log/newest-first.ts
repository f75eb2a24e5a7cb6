import type { Cursor } from './store.ts'

/** The order of the log; ids settle what began in the same millisecond. */
export const newestFirst = (one: Cursor, other: Cursor): number =>
  other.startedAt - one.startedAt || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0)

/** Whether a place comes behind another one; any does, where there is none. */
export const isOlder = (one: Cursor, than: Cursor | undefined): boolean =>
  than === undefined || newestFirst(than, one) < 0
