import type { Block, Conversation, Turn } from '../../../../src-main/core/conversation.ts'
import type { Outcome, ReadContext, WriteContext } from '../../../../src-main/core/dialects/dialect.ts'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { asObject, type JsonObject, parseJson } from '../../../../src-main/core/json.ts'
import type { ReplyEvent } from '../../../../src-main/core/reply.ts'
import { DEFAULT_QUIRKS, type Quirks, type Target } from '../../../../src-main/core/target.ts'
import { sseParser, sseText } from '../../../../src-main/core/text/sse.ts'
import { conversation, text } from '../../conversations.ts'

export { conversation, text }

/** What OpenAI's own endpoint can do. */
export const OPENAI: Partial<Quirks> = {
  instructionRole: 'developer',
  customTools: true,
  toolNamespaces: true,
  hostedTools: ['web_search', 'file_search'],
  efforts: ['minimal', 'low', 'medium', 'high'],
  cacheBreakpoints: 'prompt_cache_breakpoint',
  openaiParameters: true,
}

/** A Responses model of a made-up provider that knows nothing special. */
export const target = (quirks: Partial<Quirks> = {}, rest: Partial<Target> = {}): Target => ({
  provider: 'lab',
  model: 'lab-1',
  family: 'lab',
  dialect: 'responses',
  quirks: { ...DEFAULT_QUIRKS, ...quirks },
  ...rest,
})

export const ask = (body: JsonObject = {}): JsonObject => ({ model: 'any', input: 'hi', ...body })

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(`${outcome.failure.code} ${outcome.failure.param}: ${outcome.failure.message}`)
  return outcome.value
}

export const read = (body: JsonObject): Conversation => value(responses.readRequest(ask(body)))

export const write = (given: Conversation, to = target()): JsonObject =>
  value(responses.writeRequest(given, to)).body

/** `code;path` of each loss, or what was refused and where. */
export const losses = (outcome: Outcome<unknown>): string[] =>
  outcome.ok
    ? outcome.losses.map(({ code, path }) => `${code};${path}`)
    : [`${outcome.failure.code};${outcome.failure.param}`]

/** What is lost of a conversation, or where it is refused. */
export const told = (given: Partial<Conversation>, quirks: Partial<Quirks> = {}): string[] =>
  losses(responses.writeRequest(conversation(given), target(quirks)))

export const user = (...blocks: Block[]): Turn => ({ role: 'user', path: 'messages[0]', blocks })

export const readContext = (given = conversation(), to = target()): ReadContext => ({
  conversation: given,
  target: to,
})

/** Ids count up, so that two runs of the same events give the same bytes. */
export function writeContext(given = read({}), to = target({}, { dialect: 'chat' })): WriteContext {
  let count = 0
  return {
    conversation: given,
    target: to,
    model: 'alias',
    id: prefix => `${prefix}${++count}`,
    created: 1_700_000_000,
  }
}

export const sse = (events: readonly JsonObject[]): string =>
  events.map(event => sseText(JSON.stringify(event), String(event.type))).join('')

/** The events of a stream's text, cut at the given places. */
export function readStream(
  stream: string,
  context = readContext(),
  cuts: readonly number[] = [],
): ReplyEvent[] {
  const [parser, reader] = [sseParser(), responses.streamReader(context)]
  const edges = [0, ...cuts, stream.length]
  const pieces = edges.slice(1).map((edge, at) => stream.slice(edges[at], edge))
  const events = [...pieces.flatMap(piece => parser.feed(piece)), ...parser.end()]
  return [...events.flatMap(event => reader.read(event)), ...reader.end()]
}

export function writeStream(events: readonly ReplyEvent[], context = writeContext()): string {
  const writer = responses.streamWriter(context)
  return events.map(event => writer.write(event)).join('')
}

/** The data of a written stream. */
export function wireEvents(stream: string): JsonObject[] {
  const parser = sseParser()
  return [...parser.feed(stream), ...parser.end()].map(({ data }) => asObject(parseJson(data)))
}

/** The items of a written stream, as each of them ends. */
export const itemsOf = (events: readonly JsonObject[]): JsonObject[] =>
  events.filter(event => event.type === 'response.output_item.done').map(event => asObject(event.item))
