import type { DatabaseSync } from 'node:sqlite'
import { keyAt, NAMED_COLUMNS } from './columns.ts'
import type { Bounds } from './operations.ts'
import { inTransaction } from './transaction.ts'
import type { Rows } from './write-rows.ts'

/** Steps that take a few milliseconds each and say how much they did; 0: there is nothing left to do. */
export interface Pruning {
  prune(bounds: Bounds): number
  purgeBodies(): number
  /** Names that nothing stands for any more; once in a while. */
  forgetNames(): number
  /** All at once: everything that is neither kept nor runs. */
  purge(): number
}

const AT_ONCE = 500
/** By size: rows with bodies can be large, and no more should go than must. */
const LARGE_AT_ONCE = 50
/** Pages. */
const SHRINK_BY = 2_000
/** Removed rows after which it is worth to look for names that are gone. */
const MANY = 20_000

export function openPruning(database: DatabaseSync, rows: Rows): Pruning {
  const older = database.prepare(
    'SELECT key FROM exchanges WHERE key < ? AND kept = 0 AND outcome <> 0 ORDER BY key LIMIT ?',
  )
  const size = database.prepare(
    `SELECT (page_count - freelist_count) * page_size AS bytes
     FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
  )
  const withBodies = database.prepare(
    'SELECT key FROM bodies JOIN exchanges USING (key) WHERE kept = 0 AND outcome <> 0 ORDER BY key LIMIT ?',
  )
  let removed = 0
  const unlooked = new Set<string>()

  /** Gives free pages back. */
  const shrink = (): void => database.exec(`PRAGMA incremental_vacuum(${SHRINK_BY})`)
  const keysOf = (all: readonly Record<string, unknown>[]): readonly number[] =>
    all.map(({ key }) => Number(key))
  const removeOldest = (before: number, count: number): number => {
    const gone = inTransaction(database, () => rows.remove(keysOf(older.all(before, count))))
    shrink()
    removed += gone
    return gone
  }

  return {
    prune({ before, bytes }) {
      const gone = removeOldest(keyAt(before), AT_ONCE)
      if (gone > 0) return gone
      return Number(size.get()?.['bytes']) > bytes ? removeOldest(Number.MAX_SAFE_INTEGER, LARGE_AT_ONCE) : 0
    },
    purgeBodies() {
      const keys = keysOf(withBodies.all(LARGE_AT_ONCE))
      inTransaction(database, () => {
        for (const key of keys) rows.removeBodies(key)
      })
      shrink()
      return keys.length
    },
    forgetNames() {
      if (removed >= MANY) {
        removed = 0
        for (const column of NAMED_COLUMNS) unlooked.add(column)
      }
      const [column] = unlooked
      if (column === undefined) return 0
      unlooked.delete(column)
      database
        .prepare(
          `DELETE FROM names WHERE field = ? AND key NOT IN
             (SELECT ${column} FROM exchanges WHERE ${column} IS NOT NULL)`,
        )
        .run(column)
      rows.forget()
      return 1
    },
    purge() {
      const { changes } = inTransaction(database, () => {
        database.exec("INSERT INTO words (words) VALUES ('delete-all')")
        const purged = database.prepare('DELETE FROM exchanges WHERE kept = 0 AND outcome <> 0').run()
        database.exec('DELETE FROM details WHERE key NOT IN (SELECT key FROM exchanges)')
        database.exec('DELETE FROM bodies WHERE key NOT IN (SELECT key FROM exchanges)')
        for (const { key } of database.prepare('SELECT key FROM exchanges ORDER BY key').all())
          rows.index(Number(key))
        rows.removeUnusedTexts()
        return purged
      })
      removed += Number(changes)
      return Number(changes)
    },
  }
}
