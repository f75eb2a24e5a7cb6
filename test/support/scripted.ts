import type { IncomingHttpHeaders } from 'node:http'
import type { JsonObject } from '../../src-main/core/json.ts'

/** One request as an upstream saw it. */
export interface SeenRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly raw: Buffer
  /** The parsed body; empty where it was no JSON object. */
  readonly body: JsonObject
  /** Settles when the exchange is over: `finished` by the upstream's own end, `aborted` when the other side left first. */
  readonly closed: Promise<'finished' | 'aborted'>
}

/** A piece of a reply. Each is written on its own; a promise is a gate that is waited for. */
export type Chunk = string | Uint8Array | Promise<unknown>

/** What an upstream does with a request. `silent` never answers, `hang-up` closes the socket before any answer. */
export type ScriptedReply =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly chunks: readonly Chunk[]
      /** After the last chunk: a clean end, a torn connection, or nothing at all. */
      readonly ending: 'end' | 'cut' | 'hang'
    }
  | { readonly kind: 'silent' }
  | { readonly kind: 'hang-up' }

export type Script = (request: SeenRequest) => ScriptedReply | undefined | Promise<ScriptedReply | undefined>

type Ending = 'end' | 'cut' | 'hang'

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): ScriptedReply => ({
  kind: 'reply',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  chunks: [JSON.stringify(value)],
  ending: 'end',
})

/** A body of any kind, e.g. a proxy's HTML page. */
export const body = (
  chunks: readonly Chunk[],
  contentType: string,
  { status = 200, ending = 'end' }: { status?: number; ending?: Ending } = {},
): ScriptedReply => ({ kind: 'reply', status, headers: { 'content-type': contentType }, chunks, ending })

/** A stream of server-sent events (or of pieces of them, where write boundaries matter). */
export const events = (chunks: readonly Chunk[], ending: Ending = 'end'): ScriptedReply =>
  body(chunks, 'text/event-stream; charset=utf-8', { ending })

export const silence: ScriptedReply = { kind: 'silent' }
export const hangUp: ScriptedReply = { kind: 'hang-up' }

/** A promise and its opener, for things that must happen in an order instead of after a time. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}
