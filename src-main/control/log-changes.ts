import type { LogChange } from './contract/log.ts'
import type { LogSource } from './parts.ts'
import { waitForChanges } from './wait-for-changes.ts'

/** Milliseconds between two changes: thirty streams at once are still a page that can be read. */
const REST = 100
/** The page asks for what is older. */
const NEWEST = 200
/** Ids that a page may still show; of older ones it is told only that they are gone for good. */
const REMEMBERED = 5_000

/** The newest rows that fit, then those that are new or say more, until the signal ends it. */
export function logChanges(
  log: LogSource,
  filter: string,
  signal: AbortSignal | undefined,
): AsyncIterable<LogChange> {
  let waiting = new Set<string>()
  let isStale = false
  const told = new Set<string>()
  const tell = (ids: Iterable<string>): void => {
    for (const id of ids) {
      told.delete(id)
      told.add(id)
    }
    for (const id of told) {
      if (told.size <= REMEMBERED) break
      told.delete(id)
    }
  }
  const snapshot = async (): Promise<LogChange> => {
    isStale = false
    waiting = new Set()
    const page = await log.list({ filter, limit: NEWEST })
    told.clear()
    tell(page.rows.map(({ id }) => id).reverse())
    return { type: 'snapshot', ...page }
  }
  return waitForChanges<LogChange>({
    listen: changed =>
      log.onChange(ids => {
        if (ids === 'all') isStale = true
        else for (const id of ids) waiting.add(id)
        changed()
      }),
    signal,
    rest: REST,
    first: snapshot,
    async next() {
      if (isStale) return snapshot()
      const ids = [...waiting]
      waiting = new Set()
      const { rows, removed } = await log.look(ids, filter)
      const fitting = new Set(rows.map(({ id }) => id))
      const gone = [
        ...ids.filter(id => told.has(id) && !fitting.has(id)),
        ...removed.filter(id => !told.has(id)),
      ]
      for (const id of gone) told.delete(id)
      tell(fitting)
      return rows.length + gone.length > 0 ? { type: 'change', rows, gone } : undefined
    },
  })
}
