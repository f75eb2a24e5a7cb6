import type { Conversation, Dialect } from '../conversation.ts'
import type { JsonObject } from '../json.ts'
import type { Failure, Loss, Reply, ReplyEvent } from '../reply.ts'
import type { Target } from '../target.ts'

/** A result, with what could not be kept, or the reason why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly losses: readonly Loss[] }
  | { readonly ok: false; readonly failure: Failure }

/** A request as it goes upstream. Auth, host and content-type are the sender's; `headers` are the dialect's own. */
export interface WireRequest {
  readonly body: JsonObject
  readonly headers: Readonly<Record<string, string>>
}

/** One event of a server-sent stream, as the SSE parser gives it. */
export interface ServerEvent {
  readonly event?: string
  readonly data: string
}

/** What a reader of replies must know: the request it answers, and who answered. */
export interface ReadContext {
  readonly conversation: Conversation
  readonly target: Target
}

/** What a writer of replies must know. Ids and the clock are arguments, so that the same events give the same bytes. */
export interface WriteContext extends ReadContext {
  /** The model name to show to the client. */
  readonly model: string
  /** A fresh id with the dialect's prefix, e.g. `id('msg_')`. */
  readonly id: (prefix: string) => string
  /** Seconds since the epoch. */
  readonly created: number
}

/** Turns one provider's stream into reply events. Keeps to the grammar of `ReplyEvent` whatever it is fed; never throws. */
export interface StreamReader {
  read(event: ServerEvent): ReplyEvent[]
  /** The connection has ended: closes what is open, and says `failure` when the end mark is missing. */
  end(): ReplyEvent[]
}

/** Prints reply events as one client's stream. Gives SSE text, complete events only, perhaps empty. */
export interface StreamWriter {
  write(event: ReplyEvent): string
  /** What keeps the connection alive while nothing happens. */
  alive(): string
  /** What of the events so far could not be told as it was. */
  losses(): readonly Loss[]
  /** The whole reply once its end was written, in dialects whose replies can be asked for again; undefined after a failure. */
  whole?(): JsonObject | undefined
}

/** A whole reply as a body, with what of it could not be told as it was. */
export interface WrittenReply {
  readonly body: JsonObject
  readonly losses: readonly Loss[]
}

/** One wire protocol: a reader and a writer for requests, replies, streams and errors. */
export interface DialectModule {
  readonly name: Dialect
  /** Where it lives below a base URL, e.g. `/chat/completions`. */
  readonly path: string
  /** Reads a client's body. Fails with `untranslatable` and a JSON path where content cannot be understood. */
  readRequest(body: JsonObject): Outcome<Conversation>
  /** Prints a conversation for a model. Fails with `untranslatable` where its meaning would change. */
  writeRequest(conversation: Conversation, target: Target): Outcome<WireRequest>
  /** The events of a whole reply: what its stream would have said. */
  readReply(body: JsonObject, context: ReadContext): ReplyEvent[]
  /** Prints a whole reply. A reply that holds a `failure` is printed by `writeFailure` instead, by the caller. */
  writeReply(reply: Reply, context: WriteContext): WrittenReply
  streamReader(context: ReadContext): StreamReader
  streamWriter(context: WriteContext): StreamWriter
  /** Reads an error body in any of the shapes that providers of this dialect use. `body` may be anything, HTML included. */
  readFailure(status: number, body: string): Failure
  /** Prints a failure as this dialect's error body, with the HTTP status its clients expect. */
  writeFailure(failure: Failure, requestId?: string): { status: number; body: JsonObject }
  /**
   * For bodies that are passed, not translated: unwraps reasoning envelopes (core/envelope.ts) made for this target and
   * takes out foreign ones, which the provider would reject. Everything else stays as it is, in order.
   */
  cleanEnvelopes(body: JsonObject, target: Target): { body: JsonObject; losses: Loss[] }
  /** Prints a failure inside a stream that has already begun, for streams that are passed, not translated (no writer state). */
  writeStreamFailure(failure: Failure): string
}
