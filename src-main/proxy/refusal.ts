import type { Dialect } from '../core/conversation.ts'
import type { JsonObject } from '../core/json.ts'
import type { Failure } from '../core/reply.ts'
import type { UpstreamReply } from '../upstream/upstream-reply.ts'

/** A provider's "no", or none at all. Nothing has gone to the caller yet. */
export interface Refusal {
  readonly kind: 'refused'
  readonly failure: Failure
  /** The answer as it came, where it may be passed on to a caller of the same dialect. */
  readonly original?: { readonly dialect: Dialect; readonly status: number; readonly body: string }
  readonly headers: UpstreamReply['headers']
  /** How the request went there, for the route header: `pass` or `chat>responses`. */
  readonly way?: string
  /** The provider's own status; undefined where no answer came. */
  readonly status?: number
  /** The provider's own words, for what they say of its endpoints. */
  readonly said?: Failure
  /** The body that was refused, where we wrote it: then it may be written otherwise. */
  readonly sent?: JsonObject
}

/** A refusal without a provider's answer. */
export const refusal = (failure: Failure, headers: Refusal['headers'] = {}): Refusal => ({
  kind: 'refused',
  failure,
  headers,
})
