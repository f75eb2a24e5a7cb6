import type { Exchange, RunningExchange } from '../exchange.ts'
import type { Filter } from './filter.ts'
import type { Recording, Side } from './recording.ts'

/** An exchange as the log has it: one that runs has no end yet. */
export type Logged = RunningExchange | Exchange

/** A message whose body is text without credentials: what disk, page and exports may have. */
export interface StoredMessage {
  readonly headers: Readonly<Record<string, string>>
  readonly method?: string
  readonly url?: string
  readonly status?: number
  /** Text; what is no text is said in words in its place. Images and files stand as `sha256:… (bytes)`. */
  readonly text: string
  /** Bytes of the whole body as it was. */
  readonly size: number
  readonly truncated: boolean
  /** How many credentials were taken out of the text. */
  readonly hidden: number
  /** Of streams: milliseconds from the event before, or the exchange's begin, to each event or comment, when it was whole. */
  readonly times?: readonly number[]
}

export type StoredMessages = { readonly [S in Side]?: StoredMessage }

/** What was recorded of an exchange, and the credentials that must not be in what is made of it. */
export interface Recorded {
  readonly recording: Recording
  readonly secrets: readonly string[]
}

/** Place in the log, newest first: rows before it are older. */
export interface Cursor {
  readonly startedAt: number
  readonly id: string
}

/** The log on disk. Writes are queued and never throw; reads see what was queued before them. */
export interface ExchangeStore {
  /** Adds an exchange, or says more of one: the last word of an id counts. */
  put(exchange: Logged, recorded?: Recorded): void
  /** The newest that fit, at most `limit`, older than `before`. */
  find(query: {
    readonly filter: Filter
    readonly limit: number
    readonly before?: Cursor
  }): Promise<readonly Logged[]>
  /** How many fit; counting ends at `most`. */
  count(query: { readonly filter: Filter; readonly most: number }): Promise<number>
  get(id: string): Promise<Logged | undefined>
  messages(id: string): Promise<StoredMessages>
  /** Kept ones are never pruned. False where there is no such exchange. */
  keep(id: string, kept: boolean): Promise<boolean>
  isKept(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Gives how many there were. Kept ones go, too. */
  remove(ids: readonly string[]): Promise<number>
  /** Everything that is not kept; or only its bodies. Gives how many exchanges it touched. */
  purge(what: 'exchanges' | 'bodies'): Promise<number>
  usage(query: UsageQuery): Promise<readonly UsageGroup[]>
  facts(): Promise<StoreFacts>
  /** Everything that was queued is on disk. */
  flush(): Promise<void>
  close(): Promise<void>
}

export interface StoreFacts {
  readonly exchanges: number
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly oldest?: number
  /** What stands in the way of writing, as a sentence. */
  readonly problem?: string
}

export const USAGE_KEYS = ['day', 'model', 'provider', 'client', 'alias', 'session', 'key'] as const
export type UsageKey = (typeof USAGE_KEYS)[number]

export interface UsageQuery {
  /** Milliseconds since the epoch, `from` included and `to` not. */
  readonly from: number
  readonly to: number
  /** Up to two: the second splits each group of the first (a day's models). */
  readonly by: readonly UsageKey[]
  readonly filter: Filter
  /** Minutes to add to UTC for the user's day. */
  readonly offset: number
}

/** What the exchanges of one group used. Times are milliseconds; percentiles are absent where nothing was measured. */
export interface UsageGroup {
  /** One value for each of the query's `by`; empty where the exchanges have none. Days are `2026-11-21`. */
  readonly keys: readonly string[]
  readonly requests: number
  readonly errors: number
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly output: number
  readonly reasoning: number
  /** US dollars, of those requests whose price is known; absent where that is none. */
  readonly cost?: number
  /** Requests with tokens and without a known price. */
  readonly unpriced: number
  readonly firstToken?: Percentiles
  readonly total?: Percentiles
}

export interface Percentiles {
  readonly p50: number
  readonly p90: number
  readonly p99: number
}
