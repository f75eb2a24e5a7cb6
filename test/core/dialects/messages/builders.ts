import type { Conversation } from '../../../../src-main/core/conversation.ts'
import type { Outcome, ReadContext, WriteContext } from '../../../../src-main/core/dialects/dialect.ts'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import type { Json, JsonObject } from '../../../../src-main/core/json.ts'
import type { ReplyEvent } from '../../../../src-main/core/reply.ts'
import { DEFAULT_QUIRKS, type Quirks, type Target } from '../../../../src-main/core/target.ts'
import { sseParser, sseText } from '../../../../src-main/core/text/sse.ts'
import { conversation, text } from '../../conversations.ts'

export { conversation, text }

/** A Messages model of a made-up provider. */
export const target = (quirks: Partial<Quirks> = {}, rest: Partial<Target> = {}): Target => ({
  provider: 'lab',
  model: 'claude-lab-1',
  family: 'claude-lab',
  dialect: 'messages',
  quirks: { ...DEFAULT_QUIRKS, cacheBreakpoints: 'cache_control', ...quirks },
  ...rest,
})

export const ask = (body: JsonObject = {}): JsonObject => ({
  model: 'any',
  max_tokens: 64,
  messages: [{ role: 'user', content: 'hi' }],
  ...body,
})

export const user = (content: Json): JsonObject => ({ role: 'user', content })

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(`${outcome.failure.code} ${outcome.failure.param}: ${outcome.failure.message}`)
  return outcome.value
}

export const read = (body: JsonObject): Conversation => value(messages.readRequest(body))

export const write = (given: Conversation, to = target()): JsonObject =>
  value(messages.writeRequest(given, to)).body

/** `code;path` of each loss. */
export function losses(outcome: Outcome<unknown>): string[] {
  return outcome.ok
    ? outcome.losses.map(({ code, path }) => `${code};${path}`)
    : [`refused;${outcome.failure.param}`]
}

export const readContext = (given = conversation({ from: 'messages' }), to = target()): ReadContext => ({
  conversation: given,
  target: to,
})

export const writeContext = (given = conversation({ from: 'messages' }), to = target()): WriteContext => ({
  conversation: given,
  target: to,
  model: 'alias',
  id: prefix => `${prefix}1`,
  created: 0,
})

export const sse = (events: readonly JsonObject[]): string =>
  events.map(event => sseText(JSON.stringify(event), String(event.type))).join('')

/** The events of a stream's text, cut at the given places. */
export function readStream(
  stream: string,
  context = readContext(),
  cuts: readonly number[] = [],
): ReplyEvent[] {
  const parser = sseParser()
  const reader = messages.streamReader(context)
  const places = [0, ...cuts, stream.length]
  const pieces = places.slice(1).map((end, at) => stream.slice(places[at], end))
  const events = [...pieces.flatMap(parser.feed), ...parser.end()]
  return [...events.flatMap(reader.read), ...reader.end()]
}

export function writeStream(events: readonly ReplyEvent[], context = writeContext()): string {
  const writer = messages.streamWriter(context)
  return events.map(writer.write).join('')
}

/** Neighbouring fragments as one, so that whole and streamed replies compare. */
export function joined(events: readonly ReplyEvent[]): ReplyEvent[] {
  const out: ReplyEvent[] = []
  for (const event of events) {
    const last = out.at(-1)
    const same =
      last?.type === event.type && 'index' in last && 'index' in event && last.index === event.index
    if (same && 'text' in last && 'text' in event)
      out[out.length - 1] = { ...last, text: last.text + event.text }
    else if (event.type !== 'alive') out.push(event)
  }
  return out
}
