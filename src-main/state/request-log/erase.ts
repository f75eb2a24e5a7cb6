import type { DatabaseSync } from 'node:sqlite'

/** What was deleted leaves the files, too: free pages, side file and the text index keep it for a while otherwise. */
export interface Erasing {
  /** The words of what is gone; in steps of a few milliseconds that say how much they did, 0: nothing is left to do. */
  words(): number
  /** Free pages, and what the side file holds. False: somebody reads what was before; to be tried again. */
  pages(): boolean
}

/** Pages of the text index that a step writes. */
const STEP = 200
/** Changes that a merge counts without having done anything. */
const IDLE = 2

export function openErasing(database: DatabaseSync): Erasing {
  const merge = database.prepare("INSERT INTO words (words, rank) VALUES ('merge', ?)")
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)')
  const changes = database.prepare('SELECT total_changes() AS count')
  const count = (): number => Number(changes.get()?.['count'])
  let isBegun = false

  return {
    // An index without texts only marks what is gone; its words go when all of its parts are made into one.
    words() {
      const before = count()
      merge.run(isBegun ? STEP : -STEP)
      const done = count() - before
      isBegun = done >= IDLE
      return isBegun ? done : 0
    },
    pages() {
      database.exec('PRAGMA incremental_vacuum')
      return checkpoint.get()?.['busy'] === 0
    },
  }
}
