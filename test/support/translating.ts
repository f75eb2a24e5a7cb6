import type { Dialect } from '../../src-main/core/conversation.ts'
import type { ReadContext, WriteContext } from '../../src-main/core/dialects/dialect.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { collect, type Loss, type ReplyEvent } from '../../src-main/core/reply.ts'
import { DEFAULT_QUIRKS, type Quirks, type Target } from '../../src-main/core/target.ts'
import { sseParser, sseText } from '../../src-main/core/text/sse.ts'
import { MINIMAL } from './client.ts'
import { assertGrammar } from './event-grammar.ts'
import { type Heard, hear } from './heard.ts'
import { type ServerEvent, serverEvents } from './server-events.ts'

/** A model that knows nothing special, with some quirks. */
export const modelOf = (dialect: Dialect, quirks: Partial<Quirks> = {}): Target => ({
  provider: 'lab',
  model: 'm-1',
  family: 'm',
  dialect,
  quirks: { ...DEFAULT_QUIRKS, ...quirks },
})

/** What a request becomes on its way: a body and its losses as `code;path`, or the place that is refused. */
export type Sent =
  | { readonly body: JsonObject; readonly losses: readonly string[] }
  | { readonly refused: string | undefined; readonly message: string }

/** Sends a client's fields, over those of a minimal request, from one dialect to another. */
export function sent(from: Dialect, to: Dialect, fields: JsonObject, quirks: Partial<Quirks> = {}): Sent {
  const read = dialects[from].readRequest({ ...MINIMAL[from]('m'), ...fields })
  if (!read.ok) return { refused: read.failure.param, message: read.failure.message }
  const written = dialects[to].writeRequest(read.value, modelOf(to, quirks))
  if (!written.ok) return { refused: written.failure.param, message: written.failure.message }
  return { body: written.value.body, losses: told([...read.losses, ...written.losses]) }
}

/** The body of a request that is not refused. */
export function bodySent(from: Dialect, to: Dialect, fields: JsonObject, quirks?: Partial<Quirks>) {
  const outcome = sent(from, to, fields, quirks)
  if (!('body' in outcome)) throw new Error(`${outcome.refused}: ${outcome.message}`)
  return outcome.body
}

const told = (losses: readonly Loss[]) => losses.map(({ code, path }) => `${code};${path}`)

/** A stream on its way from a provider to a client. */
export interface Streamed {
  readonly events: readonly ReplyEvent[]
  /** What was written, event by event. */
  readonly wire: readonly ServerEvent[]
  readonly text: string
  readonly heard: Heard
  readonly losses: readonly string[]
}

export interface Way {
  readonly up: Dialect
  readonly client: Dialect
  /** Fields of the client's request. */
  readonly fields?: JsonObject
  readonly quirks?: Partial<Quirks>
  /** False where the connection ends without the dialect's end mark (`[DONE]` of Chat). */
  readonly isDone?: boolean
}

/** Translates a stream, given as the provider's events, and fails where our own grammar is broken. */
export function streamed(
  { up, client, fields = {}, quirks, isDone = true }: Way,
  said: readonly JsonObject[],
): Streamed {
  const context = contextOf({ up, client, fields: { ...fields, stream: true }, quirks })
  const end = up === 'chat' && isDone ? sseText('[DONE]') : ''
  const parser = sseParser()
  const stream = said.map(each => sseText(JSON.stringify(each), nameOf(up, each))).join('') + end
  const reader = dialects[up].streamReader(context)
  const events = [
    ...[...parser.feed(stream), ...parser.end()].flatMap(event => reader.read(event)),
    ...reader.end(),
  ]
  assertGrammar(events, `${up} for ${client}`)
  const writer = dialects[client].streamWriter(context)
  const text = events.map(event => writer.write(event)).join('')
  const wire = serverEvents(text)
  const heard = hear(client, { body: {}, events: wire })
  const losses = told([
    ...events.flatMap(event => (event.type === 'loss' ? [event.loss] : [])),
    ...writer.losses(),
  ])
  return { events, wire, text, heard, losses }
}

/** Translates a whole reply, given as the provider's body. */
export function answered(way: Way, said: JsonObject): { body: JsonObject; losses: readonly string[] } {
  const context = contextOf(way)
  const reply = collect(dialects[way.up].readReply(said, context))
  const { body, losses } = dialects[way.client].writeReply(reply, context)
  return { body, losses: told([...reply.losses, ...losses]) }
}

const nameOf = (dialect: Dialect, event: JsonObject) => (dialect === 'chat' ? undefined : String(event.type))

function contextOf({ up, client, fields = {}, quirks }: Way): ReadContext & WriteContext {
  const read = dialects[client].readRequest({ ...MINIMAL[client]('m'), ...fields })
  if (!read.ok) throw new Error(read.failure.message)
  let count = 0
  return {
    conversation: read.value,
    target: modelOf(up, quirks),
    model: 'alias',
    id: prefix => `${prefix}${++count}`,
    created: 1_700_000_000,
  }
}
