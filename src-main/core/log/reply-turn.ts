import type { Block, Conversation, Dialect, Turn } from '../conversation.ts'
import type { ReadContext } from '../dialects/dialect.ts'
import { dialects } from '../dialects/index.ts'
import { isObject } from '../json.ts'
import { collector, type Reply, type ReplyBlock } from '../reply.ts'
import { DEFAULT_QUIRKS } from '../target.ts'
import { sseParser } from '../text/sse.ts'
import { readCutJson } from './close-json.ts'
import { isEventStream } from './message-view.ts'
import type { StoredMessage } from './store.ts'

/** What a request was answered with, as a turn; what is missing or wrong of it is said in `problem`. */
export function readReplyTurn(
  message: StoredMessage | undefined,
  dialect: Dialect,
  conversation: Conversation | undefined,
): { readonly turn?: Turn; readonly problem?: string } {
  if (!message) return { problem: 'There is no reply.' }
  const { text, status = 200, truncated } = message
  if (status >= 400)
    return {
      problem: `The reply is an error (${status}): ${dialects[dialect].readFailure(status, text).message}`,
    }
  const reply = readReply(text, dialect, conversation)
  if (!reply) return { problem: 'The reply could not be read: its text stands under Response.' }
  const blocks = reply.blocks.map(blockOf)
  const problem = truncated
    ? 'The reply was too long to be recorded whole: its end is missing.'
    : reply.failure?.message
  return {
    ...(blocks.length > 0 && { turn: { role: 'assistant', blocks, path: 'reply' } }),
    ...(problem !== undefined && { problem }),
  }
}

function readReply(
  text: string,
  dialect: Dialect,
  conversation: Conversation | undefined,
): Reply | undefined {
  const { streamReader, readReply } = dialects[dialect]
  const context = contextOf(dialect, conversation)
  const { add, reply } = collector()
  try {
    if (isEventStream(text)) {
      const parser = sseParser()
      const reader = streamReader(context)
      for (const event of [...parser.feed(text), ...parser.end()]) reader.read(event).forEach(add)
      reader.end().forEach(add)
      return reply()
    }
    const body = readCutJson(text)
    if (!isObject(body)) return undefined
    readReply(body, context).forEach(add)
    return reply()
  } catch {
    return undefined
  }
}

/** A client's reply says tools by the client's own names, and was cut at its stop sequences already. */
const contextOf = (dialect: Dialect, conversation: Conversation | undefined): ReadContext => ({
  conversation: {
    from: dialect,
    turns: [],
    tools: conversation?.tools ?? [],
    options: {},
    stream: false,
    streamUsage: false,
    unknown: [],
    body: {},
  },
  target: {
    provider: '',
    model: '',
    family: '',
    dialect,
    quirks: { ...DEFAULT_QUIRKS, customTools: true, toolNamespaces: true, endsWithoutMark: true },
  },
})

function blockOf({ head, text }: ReplyBlock): Block {
  const path = 'reply'
  switch (head.type) {
    case 'tool-call':
      return { ...head, input: text, path }
    case 'opaque':
      return { ...head, fate: 'text', path }
    case 'reasoning':
      return { type: 'reasoning', text, path }
    default:
      return { type: head.type, text, path }
  }
}
