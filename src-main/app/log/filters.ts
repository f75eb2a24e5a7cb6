import type { Filter } from '../../core/log/filter.ts'
import type { Logged } from '../../core/log/store.ts'

/** A filter box that was read, and what of it can be said of an exchange without the store. */
export interface ReadFilter {
  readonly read: Filter
  /** It asks for text that may stand in bodies, which only the store looks into. */
  readonly looksIntoText: boolean
  fits(logged: Logged): boolean
}

export function readFilter(_text: string): ReadFilter {
  return { read: { words: [] }, looksIntoText: false, fits: () => true }
}
