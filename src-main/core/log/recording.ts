/** The four messages of an exchange: what the client sent, what was made of it, what the provider said, what the client got. */
export const SIDES = ['client-request', 'upstream-request', 'upstream-response', 'client-response'] as const
export type Side = (typeof SIDES)[number]

/** Bytes as they came or went, and when: milliseconds since the exchange began. */
export interface RecordedChunk {
  readonly at: number
  readonly bytes: Uint8Array
}

/** One message as it was on the wire. Of several attempts, the last one's. Header values hold no credential. */
export interface RecordedMessage {
  readonly headers: Readonly<Record<string, string>>
  readonly method?: string
  /** Without credentials in it; of requests only. */
  readonly url?: string
  /** Of responses only. */
  readonly status?: number
  /** The body's bytes, decompressed where we decompressed them; fewer than `size` where `truncated`. */
  readonly chunks: readonly RecordedChunk[]
  /** Bytes of the whole body. */
  readonly size: number
  /** The body was longer than what is kept of one. */
  readonly truncated: boolean
}

/** What was recorded of an exchange; a side that never came to be is absent. */
export type Recording = { readonly [S in Side]?: RecordedMessage }
