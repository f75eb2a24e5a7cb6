import type { DatabaseSync } from 'node:sqlite'
import type { Exchange, RunningExchange } from '../../core/exchange.ts'
import { inTransaction } from './transaction.ts'
import type { Rows } from './write-rows.ts'

/** What still ran when an earlier process ended is marked as broken: nobody will say more of it. */
export function endStale(database: DatabaseSync, rows: Rows): void {
  const running = database.prepare('SELECT key FROM exchanges WHERE outcome = 0 ORDER BY key')
  inTransaction(database, () => {
    for (const { key } of running.all()) {
      const logged = rows.at(Number(key))
      if (logged) rows.put(broken(logged), undefined)
    }
  })
}

const broken = ({ seenMs = 0, ...running }: RunningExchange): Exchange => ({
  ...running,
  durationMs: Math.max(seenMs, lastKnown(running)),
  outcome: 'broken',
  status: running.attempts.at(-1)?.status ?? 500,
  errorCode: 'process_ended',
  errorMessage:
    'Patchbay ended while this request was running, which cut the client off. How far the reply had come is not known, and its duration is the time until it was last seen; send the request again.',
})

/** Milliseconds until the last thing that is known of it. */
const lastKnown = ({ startedAt, attempts, firstByteMs = 0, firstTokenMs = 0 }: RunningExchange): number =>
  Math.max(firstByteMs, firstTokenMs, ...attempts.map(one => one.startedAt + one.durationMs - startedAt))
