import type { Conversation } from '../core/conversation.ts'
import type { WriteContext } from '../core/dialects/dialect.ts'
import { dialects } from '../core/dialects/index.ts'
import type { ReplyEvent } from '../core/reply.ts'
import { collect } from '../core/reply.ts'
import { answerObject } from './answers.ts'
import { type Leg, ownHeaders } from './trip.ts'

/** What an answer without a word is. */
const NOTHING: readonly ReplyEvent[] = [
  { type: 'start' },
  { type: 'usage', usage: { input: 0, output: 0 } },
  { type: 'stop', stop: { reason: 'length' } },
]

/**
 * Whether a client of Messages only wants its prompt cached (`max_tokens: 0`). No other dialect can ask for that, and an answer of
 * one token would cost what the client meant to save.
 */
export const isPrewarm = ({ from, options }: Conversation): boolean =>
  from === 'messages' && options.maxOutputTokens === 0

/** Answers with nothing, as Anthropic does, and asks nobody. */
export function answerPrewarm(leg: Leg, context: WriteContext): void {
  const { call } = leg
  const module = dialects[call.dialect]
  const headers = ownHeaders(leg, 'prewarm')
  if (!context.conversation.stream) {
    const { body } = module.writeReply(collect(NOTHING), context)
    answerObject({ call, headers, body })
    return
  }
  const writer = module.streamWriter(context)
  const text = NOTHING.map(event => writer.write(event)).join('')
  call.response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' })
  call.response.end(text)
  call.journal.note({ stream: true })
  call.journal.wrote(Buffer.byteLength(text))
  call.journal.end('completed', 200)
}
