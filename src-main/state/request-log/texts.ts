import type { DatabaseSync } from 'node:sqlite'
import { KEYS_OF_DAY } from './columns.ts'

/**
 * Texts that the details of a day's exchanges have in common, by number. Each day has its own, so that they go with it: no
 * text outlives the exchanges that said it by more than a day.
 */
export interface Texts {
  /** Undefined for a text that was not seen before on that day: it may never come again. */
  numberOf(day: number, text: string): number | undefined
  /** Those of days without an exchange are removed. */
  removeUnused(): void
  /** To be called when a transaction was rolled back. */
  forget(): void
}

/** Days at hand: those that run over midnight are of the day before. */
const DAYS = 2
/** Characters. Longer texts are rarely the same. */
const LONGEST = 4_000
/** Texts of a day that get a number. */
const MOST = 20_000
/** Characters of texts that were seen once and are remembered. */
const MOST_SEEN = 2_000_000

interface Day {
  readonly numbers: Map<string, number>
  readonly seen: Set<string>
  seenLength: number
}

export function openTexts(database: DatabaseSync): Texts {
  const textsOf = database.prepare('SELECT number, value FROM texts WHERE day = ?')
  const add = database.prepare('INSERT INTO texts (day, number, value) VALUES (?, ?, ?)')
  const remove = database.prepare(
    `DELETE FROM texts WHERE day IN (SELECT day FROM (SELECT DISTINCT day FROM texts) WHERE NOT EXISTS
       (SELECT 1 FROM exchanges WHERE key >= day * ${KEYS_OF_DAY} AND key < (day + 1) * ${KEYS_OF_DAY}))`,
  )
  const days = new Map<number, Day>()

  const dayAt = (day: number): Day => {
    const known = days.get(day)
    if (known) return known
    const numbers = new Map<string, number>()
    for (const { number, value } of textsOf.all(day)) numbers.set(String(value), Number(number))
    const [oldest] = days.keys()
    if (days.size >= DAYS && oldest !== undefined) days.delete(oldest)
    const made = { numbers, seen: new Set<string>(), seenLength: 0 }
    days.set(day, made)
    return made
  }

  return {
    numberOf(day, text) {
      if (text.length > LONGEST) return undefined
      const at = dayAt(day)
      const known = at.numbers.get(text)
      if (known !== undefined || at.numbers.size >= MOST) return known
      if (!at.seen.delete(text)) {
        remember(at, text)
        return undefined
      }
      at.seenLength -= text.length
      const number = at.numbers.size
      add.run(day, number, text)
      at.numbers.set(text, number)
      return number
    },
    removeUnused() {
      if (remove.run().changes > 0) days.clear()
    },
    forget: () => days.clear(),
  }
}

function remember(day: Day, text: string): void {
  if (day.seenLength + text.length > MOST_SEEN) {
    day.seen.clear()
    day.seenLength = 0
  }
  day.seen.add(text)
  day.seenLength += text.length
}
