import type { RecentName } from '../control/contract/aliases.ts'
import type { LogDetail, LogRow } from '../control/contract/log.ts'
import type { LogSource } from '../control/parts.ts'
import { type Exchange, HIDDEN, type RunningExchange } from '../core/exchange.ts'

/** The exchanges of this start, in memory: they go with the process. */
export interface ExchangeLog extends LogSource {
  /** An exchange that runs; what is known of it is read when somebody looks. */
  progress(id: string, read: () => RunningExchange): void
  end(exchange: Exchange): void
  /** Those that have ended, the last to end first. */
  ended(most: number): readonly Exchange[]
  /** Different names that clients asked for, the latest first. */
  recentNames(most: number): readonly RecentName[]
  /** How often an alias or pattern was hit since the start. */
  hits(alias: string): { readonly hits: number; readonly lastHitAt?: number }
}

/** Keeps the newest `capacity` exchanges; the count of hits outlives them. */
export function createExchangeLog(capacity = 1000): ExchangeLog {
  const exchanges = new Map<string, () => RunningExchange | Exchange>()
  const hits = new Map<string, { hits: number; lastHitAt: number }>()
  const listeners = new Set<(id: string) => void>()

  const put = (id: string, read: () => RunningExchange | Exchange): void => {
    exchanges.set(id, read)
    const [oldest] = exchanges.keys()
    if (exchanges.size > capacity && oldest !== undefined) exchanges.delete(oldest)
    for (const listener of [...listeners]) listener(id)
  }
  const newestFirst = () => [...exchanges.values()].reverse().map(read => read())

  return {
    capacity,
    progress: put,
    end(exchange) {
      const { route, startedAt } = exchange
      if (route?.name !== undefined && (route.kind === 'alias' || route.kind === 'pattern')) {
        hits.set(route.name, { hits: (hits.get(route.name)?.hits ?? 0) + 1, lastHitAt: startedAt })
      }
      put(exchange.id, () => exchange)
    },
    rows: () => newestFirst().map(logRow),
    row(id) {
      const read = exchanges.get(id)
      return read && logRow(read())
    },
    detail(id) {
      const read = exchanges.get(id)
      return read && logDetail(read())
    },
    ended: most =>
      newestFirst()
        .filter(hasEnded)
        .sort((one, other) => endOf(other) - endOf(one))
        .slice(0, most),
    recentNames(most) {
      const names = new Map<string, RecentName>()
      for (const { requested, startedAt, clientDialect } of newestFirst()) {
        if (names.size === most) break
        if (requested === undefined || requested.includes(HIDDEN)) continue
        if (clientDialect === undefined || names.has(requested)) continue
        names.set(requested, { name: requested, at: startedAt, endpoint: clientDialect })
      }
      return [...names.values()]
    },
    hits: alias => hits.get(alias) ?? { hits: 0 },
    onChange(listener) {
      const own = (id: string) => listener(id)
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },
  }
}

function logRow(exchange: RunningExchange | Exchange): LogRow {
  const { steps, attempts, losses, usage, stop, bytesIn, ...row } = logDetail(exchange)
  const { raw, ...tokens } = usage ?? {}
  return { ...row, usage: usage && tokens, attempts: attempts.length, losses: losses.length }
}

const hasEnded = (exchange: RunningExchange | Exchange): exchange is Exchange => 'outcome' in exchange

const endOf = ({ startedAt, durationMs }: Exchange): number => startedAt + durationMs

const logDetail = (exchange: RunningExchange | Exchange): LogDetail =>
  hasEnded(exchange) ? exchange : { ...exchange, outcome: 'running' }
