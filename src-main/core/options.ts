import type { JsonObject } from './json.ts'

export type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/** What may be tuned. Absent means: the client did not say, so neither do we. */
export interface Options {
  readonly maxOutputTokens?: number
  readonly temperature?: number
  readonly topP?: number
  readonly topK?: number
  readonly stop?: readonly string[]
  readonly choices?: number
  readonly seed?: number
  readonly frequencyPenalty?: number
  readonly presencePenalty?: number
  readonly logitBias?: JsonObject
  readonly logprobs?: boolean
  readonly topLogprobs?: number
  readonly format?:
    | { readonly type: 'text' }
    | { readonly type: 'json' }
    | {
        readonly type: 'schema'
        readonly schema: JsonObject
        readonly name?: string
        readonly description?: string
        readonly strict?: boolean
      }
  readonly reasoning?: {
    /** The exact effort, where the client gave one. */
    readonly effort?: string
    /** Anthropic's manual budget, in tokens. */
    readonly budget?: number
    /** Explicit on or off; `adaptive` leaves it to the model. */
    readonly mode?: 'enabled' | 'disabled' | 'adaptive'
    /** Whether the client wants to see it: a summary kind (`auto`, `concise`, `detailed`), or `omitted`. */
    readonly summary?: string
  }
  readonly verbosity?: string
  readonly metadata?: JsonObject
  /** `user`, `safety_identifier`, `metadata.user_id`. */
  readonly userId?: string
  readonly cacheKey?: string
  readonly cacheRetention?: string
  readonly serviceTier?: string
  readonly store?: boolean
  readonly previousResponseId?: string
  /** Whether a stream is padded, so that the length of its events tells nothing. */
  readonly obfuscation?: boolean
}
