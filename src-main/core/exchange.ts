import type { Loss, Usage } from './reply.ts'
import type { ResolutionStep, RouteKind } from './routing/resolution.ts'
import type { Spoken } from './spoken.ts'

/** How an exchange ended: a reply that arrived whole, an error in its place, a reply cut short, a caller who left. */
export type ExchangeOutcome = 'completed' | 'failed' | 'broken' | 'aborted'

/** US dollars, and who says so: the reply itself, the price in the provider's live list, or a bundled price list. */
export interface Cost {
  readonly usd: number
  readonly source: 'reply' | 'list' | 'bundled'
}

export const FEATURES = [
  'tools',
  'tool-call',
  'image',
  'file',
  'audio',
  'reasoning',
  'cache',
  'schema',
] as const
/** `tools`: offered; `tool-call`: made in the reply; `cache`: input came from one; `schema`: the reply's shape was asked for. */
export type Feature = (typeof FEATURES)[number]

/** One try to have a request answered. `status` absent: no HTTP answer came. Times are milliseconds. */
export interface Attempt {
  /** The provider's id alone where the model is not known: a stored reply is asked for by its own id. */
  readonly modelId: string
  readonly dialect: Spoken
  readonly action: 'pass' | 'translate'
  readonly startedAt: number
  /** Until its reply had come to its end, or it failed; while it goes on, until now. */
  readonly durationMs: number
  /** Until a connection was there; absent where one was reused or none came. */
  readonly connectMs?: number
  /** Until the head of its answer was there; absent where none came. */
  readonly headMs?: number
  readonly status?: number
  readonly errorCode?: string
  /** The provider's id of the request, for its support. */
  readonly upstreamId?: string
}

/** Whether messages are recorded, and whether they go to disk. */
export type BodyPolicy = 'off' | 'memory' | 'disk'

/** One request with everything that happened to it: a row of the request log. Holds no secret and no body. */
export interface Exchange {
  /** What the caller got as `x-request-id`. */
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Of one that the end of this process cut off: until it was last seen running. */
  readonly durationMs: number
  readonly method: string
  /** Path without its query. */
  readonly path: string
  /** The caller's user agent. */
  readonly client?: string
  /** The caller's own ids for a run and a conversation in it, where it sends them. */
  readonly session?: string
  readonly thread?: string
  /** The exchange that this one repeats, sent from the log. */
  readonly replayOf?: string
  /** Name of the local key that was used. */
  readonly keyName?: string
  /** The model name as the client sent it. */
  readonly requested?: string
  readonly route?: { readonly kind: RouteKind; readonly name?: string }
  /** Where the reply came from, `provider/upstreamId`. */
  readonly modelId?: string
  readonly steps: readonly ResolutionStep[]
  /** What the path that was called speaks: the dialect of the reply, or what is called beside the dialects. */
  readonly clientDialect?: Spoken
  readonly upstreamDialect?: Spoken
  readonly action?: 'pass' | 'translate'
  readonly stream: boolean
  readonly attempts: readonly Attempt[]
  readonly outcome: ExchangeOutcome
  /** What the caller got; 499 where it left before a reply began. */
  readonly status: number
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly losses: readonly Loss[]
  /** What was to be done with its messages when it began. */
  readonly bodies?: BodyPolicy
  /** From the request's arrival until it was first sent on: its body read, its name resolved, its key fetched. */
  readonly queueMs?: number
  /**
   * From the request's arrival to the first byte of the body that the last attempt brought; where none brought any, to the
   * first byte that was given to the caller.
   */
  readonly firstByteMs?: number
  /** From the request's arrival to the first text, reasoning or tool input of a stream, where its caller got any of it: TTFT. */
  readonly firstTokenMs?: number
  readonly bytesIn: number
  /** Absent where the end of this process cut it off: nobody counted to its end. */
  readonly bytesOut?: number
  /** As far as it could be observed. */
  readonly usage?: Usage
  readonly cost?: Cost
  /** What the request or its reply had in it; looked for by `has:`. */
  readonly features?: readonly Feature[]
  /** The provider's own word for why it stopped. */
  readonly stop?: string
}

/** A request that has not ended: what is known of it so far. */
export type RunningExchange = Omit<
  Exchange,
  'durationMs' | 'outcome' | 'status' | 'errorCode' | 'errorMessage' | 'bytesOut'
> & {
  /** In the store: milliseconds until it was last seen running. */
  readonly seenMs?: number
}
