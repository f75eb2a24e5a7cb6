import type { Readable } from 'node:stream'

/**
 * The answer as it came: any status, redirects included (they are never followed, keys would travel along). `body` is the
 * raw bytes, still compressed if they were, with back-pressure; read it to the end or destroy it. Its errors become a
 * failure by `sendFailure`; those that nobody reads harm nobody.
 */
export interface UpstreamReply {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: Readable
  /** Milliseconds until a connection was there; absent where one was used again. */
  readonly connectMs?: number
}
