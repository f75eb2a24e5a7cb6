import type { Conversation } from '../../../../src-main/core/conversation.ts'
import { chat } from '../../../../src-main/core/dialects/chat/index.ts'
import type { Outcome, ReadContext, WriteContext } from '../../../../src-main/core/dialects/dialect.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import type { ReplyEvent } from '../../../../src-main/core/reply.ts'
import { DEFAULT_QUIRKS, type Quirks, type Target } from '../../../../src-main/core/target.ts'
import { sseParser } from '../../../../src-main/core/text/sse.ts'

/** A model of a plain compatible provider, with some quirks. */
export const target = (quirks: Partial<Quirks> = {}, more: Partial<Target> = {}): Target => ({
  provider: 'lab',
  model: 'm-1',
  family: 'm',
  dialect: 'chat',
  quirks: { ...DEFAULT_QUIRKS, ...quirks },
  ...more,
})

/** What OpenAI itself takes. */
export const OPENAI: Partial<Quirks> = {
  instructionRole: 'developer',
  maxTokensField: 'max_completion_tokens',
  customTools: true,
  openaiParameters: true,
  hostedTools: ['web_search'],
  cacheBreakpoints: 'prompt_cache_breakpoint',
  reasoningField: 'reasoning_content',
  topK: true,
  efforts: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
}

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.failure.message} (${outcome.failure.param})`)
  return outcome.value
}

/** A request as a client would send it. */
export const request = (fields: JsonObject = {}): JsonObject => ({
  model: 'm',
  messages: [{ role: 'user', content: 'hi' }],
  ...fields,
})

export const read = (fields: JsonObject = {}): Conversation => value(chat.readRequest(request(fields)))

export const readContext = (fields: JsonObject = {}, quirks: Partial<Quirks> = {}): ReadContext => ({
  conversation: read(fields),
  target: target(quirks),
})

export const writeContext = (fields: JsonObject = {}): WriteContext => ({
  ...readContext(fields),
  model: 'asked/for',
  id: prefix => `${prefix}1`,
  created: 1_700_000_000,
})

/** A chunk whose first choice holds a delta. */
export const chunk = (
  delta: JsonObject,
  finish: string | null = null,
  more: JsonObject = {},
): JsonObject => ({
  id: 'chatcmpl-7',
  object: 'chat.completion.chunk',
  created: 7,
  model: 'm-1',
  choices: [{ index: 0, delta, finish_reason: finish }],
  ...more,
})

export const sse = (chunks: readonly JsonObject[]): string =>
  `${chunks.map(each => `data: ${JSON.stringify(each)}\n\n`).join('')}data: [DONE]\n\n`

/** The events of a stream that arrives in these pieces. */
export function readPieces(pieces: readonly string[], context: ReadContext = readContext()): ReplyEvent[] {
  const parser = sseParser()
  const reader = chat.streamReader(context)
  const events = pieces.flatMap(piece => parser.feed(piece))
  return [...[...events, ...parser.end()].flatMap(event => reader.read(event)), ...reader.end()]
}

export const readStream = (text: string, context?: ReadContext): ReplyEvent[] => readPieces([text], context)

export function writeStream(events: readonly ReplyEvent[], context: WriteContext = writeContext()): string {
  const writer = chat.streamWriter(context)
  return events.map(event => writer.write(event)).join('')
}
