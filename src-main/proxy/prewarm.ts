import type { Conversation } from '../core/conversation.ts'
import type { WriteContext } from '../core/dialects/dialect.ts'
import { dialects } from '../core/dialects/index.ts'
import type { ReplyEvent, StopReason } from '../core/reply.ts'
import { collect } from '../core/reply.ts'
import { answerEvents, answerObject } from './answers.ts'
import { type Leg, ownHeaders, type Translation } from './trip.ts'

/** What an answer without a word is. */
const nothing = (reason: StopReason): readonly ReplyEvent[] => [
  { type: 'start' },
  { type: 'usage', usage: { input: 0, output: 0 } },
  { type: 'stop', stop: { reason } },
]

/**
 * Whether a client of Messages only wants its prompt cached (`max_tokens: 0`). No other dialect can ask for that, and an answer of
 * one token would cost what the client meant to save.
 */
export const isPrewarm = ({ from, options }: Conversation): boolean =>
  from === 'messages' && options.maxOutputTokens === 0

/** Answers with nothing, as Anthropic does, and asks nobody. */
export const answerPrewarm = (leg: Leg, context: WriteContext): void =>
  answerNothing({ leg, context, reason: 'length' })

/** Answers in the caller's dialect with a reply that says nothing and cost nothing. */
export function answerNothing(options: {
  readonly leg: Omit<Leg, 'to'>
  readonly context: WriteContext
  readonly reason: StopReason
  readonly keep?: Translation['keep']
}): void {
  const { leg, context, reason, keep } = options
  const { call } = leg
  const module = dialects[call.dialect]
  const headers = ownHeaders(leg, 'prewarm')
  const events = nothing(reason)
  if (!context.conversation.stream) {
    const { body } = module.writeReply(collect(events), context)
    answerObject({ call, headers, body })
    return
  }
  const writer = module.streamWriter(context)
  const text = events.map(event => writer.write(event)).join('')
  const whole = writer.whole?.()
  if (whole) keep?.(whole)
  answerEvents({ call, headers, text })
}
