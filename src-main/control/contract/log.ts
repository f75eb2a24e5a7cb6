import { z } from 'zod'
import type { Exchange } from '../../core/exchange.ts'

export const exchangeInput = z.strictObject({ id: z.string().min(1).max(200) })
type ExchangeInput = z.output<typeof exchangeInput>

/**
 * One request as a row of the log. It appears when the request starts and fills as more is known: until then fields are
 * absent. Holds no body and no secret.
 */
export interface LogRow
  extends Pick<
    Exchange,
    | 'id'
    | 'startedAt'
    | 'method'
    | 'path'
    | 'client'
    | 'keyName'
    | 'requested'
    | 'route'
    | 'modelId'
    | 'clientDialect'
    | 'upstreamDialect'
    | 'action'
    | 'stream'
    | 'errorCode'
    | 'errorMessage'
    | 'firstByteMs'
  > {
  readonly outcome: 'running' | Exchange['outcome']
  /** Absent while it runs. */
  readonly durationMs?: number
  readonly status?: number
  readonly usage?: Omit<NonNullable<Exchange['usage']>, 'raw'>
  readonly attempts: number
  readonly losses: number
}

/** Everything that is known of one request. */
export interface LogDetail
  extends Omit<LogRow, 'attempts' | 'losses' | 'usage'>,
    Pick<Exchange, 'steps' | 'attempts' | 'losses' | 'usage' | 'stop' | 'bytesIn'> {
  /** Absent while it runs. */
  readonly bytesOut?: number
}

/**
 * All rows, newest first; then rows that are new or say more: put each in the place of the one with its id, or before all
 * others. Drop the oldest above `capacity`. After a reconnect a snapshot comes again.
 */
export type LogChange =
  | { readonly type: 'snapshot'; readonly rows: readonly LogRow[]; readonly capacity: number }
  | { readonly type: 'change'; readonly rows: readonly LogRow[] }

export interface LogOperations {
  /** Newest first. */
  list(): readonly LogRow[]
  changes(signal: AbortSignal | undefined): AsyncIterable<LogChange>
  /** Null: it was too long ago. */
  get(input: ExchangeInput): LogDetail | null
}
