import type { LogChange } from './contract/log.ts'
import type { LogSource } from './parts.ts'
import { waitForChanges } from './wait-for-changes.ts'

/** All rows, then those that are new or say more, until the signal ends it. */
export function logChanges(log: LogSource, signal: AbortSignal | undefined): AsyncIterable<LogChange> {
  let waiting = new Set<string>()
  return waitForChanges<LogChange>({
    listen: changed =>
      log.onChange(id => {
        waiting.add(id)
        changed()
      }),
    signal,
    first() {
      waiting = new Set()
      return { type: 'snapshot', rows: log.rows(), capacity: log.capacity }
    },
    next() {
      const rows = [...waiting].flatMap(id => log.row(id) ?? [])
      waiting = new Set()
      return rows.length > 0 ? { type: 'change', rows } : undefined
    },
  })
}
