import type { Conversation, Dialect } from '../core/conversation.ts'
import type { BlockHead, ReplyEvent, ReplyProof, Stop, Usage } from '../core/reply.ts'
import type { Plan } from './plan.ts'
import { proofOf } from './seal.ts'

/** One block of the answer, cut into what the demo counts as tokens. */
interface Piece {
  readonly head: BlockHead
  readonly tokens: readonly string[]
  readonly proof?: ReplyProof
}

export interface ReplyOptions {
  readonly dialect: Dialect
  readonly conversation: Conversation
  readonly plan: Plan
  readonly model: string
  /** A fresh id for each tool call, the same one for the same place. */
  readonly callId: (place: number) => string
  /** Seconds since the epoch. */
  readonly created: number
}

/** The plan as reply events, one fragment a token, within the request's limit and stop sequences. */
export function* replyEvents(options: ReplyOptions): Generator<ReplyEvent> {
  const { conversation, model, created } = options
  const limit = conversation.options.maxOutputTokens ?? Number.POSITIVE_INFINITY
  const stopped = cutAtSequence(options.plan.text, conversation.options.stop)
  let spent = 0
  let reasoning = 0
  yield { type: 'start', model, created }
  for (const [index, { head, tokens, proof }] of pieces(options, stopped).entries()) {
    if (spent >= limit) break
    yield { type: 'begin', index, block: head }
    const within = tokens.slice(0, limit - spent)
    const type = head.type === 'tool-call' ? 'input' : 'text'
    for (const text of within) yield { type, index, text }
    spent += within.length
    if (head.type === 'reasoning') reasoning += within.length
    if (proof && within.length === tokens.length) yield { type: 'proof', index, proof }
    yield { type: 'end', index }
    if (within.length < tokens.length) spent = limit
  }
  const whole = pieces(options, stopped).reduce((sum, piece) => sum + piece.tokens.length, 0)
  yield { type: 'usage', usage: { ...inputUsage(conversation), output: Math.min(spent, whole), reasoning } }
  yield {
    type: 'stop',
    stop: whole > limit ? { reason: 'length' } : stopReason(options.plan, stopped.sequence),
  }
}

function pieces({ dialect, plan, callId }: ReplyOptions, { text, sequence }: CutText): Piece[] {
  const list: Piece[] = []
  if (plan.thought !== undefined) {
    const head = { type: 'reasoning', part: dialect === 'responses' ? 'summary' : 'raw' } as const
    list.push({ head, tokens: tokensOf(plan.thought), proof: proofOf(dialect, plan.thought) })
  }
  if (text !== '') list.push({ head: { type: 'text' }, tokens: tokensOf(text) })
  if (sequence !== undefined) return list
  for (const [place, { tool, input }] of plan.calls.entries()) {
    const kind = tool.type === 'custom' ? 'custom' : tool.kind
    const { name, namespace } = tool
    const head = { type: 'tool-call', id: callId(place), kind, name, namespace } as const
    list.push({ head, tokens: tokensOf(input) })
  }
  return list
}

const stopReason = (plan: Plan, sequence: string | undefined): Stop => {
  if (sequence !== undefined) return { reason: 'stop-sequence', sequence }
  return { reason: plan.calls.length > 0 ? 'tool-use' : 'end' }
}

interface CutText {
  readonly text: string
  readonly sequence?: string
}

/** The text before the first stop sequence in it, and which that was. */
function cutAtSequence(text: string, sequences: readonly string[] = []): CutText {
  const found = sequences
    .filter(sequence => sequence !== '')
    .map(sequence => ({ sequence, at: text.indexOf(sequence) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]
  return found ? { text: text.slice(0, found.at), sequence: found.sequence } : { text }
}

/** Words with the space before them, long ones in pieces: about what real tokenizers do. By code point, never half of one. */
const tokensOf = (text: string): string[] => text.match(/\s*\S{1,8}|\s+/gu) ?? []

/** About four characters a token, of what the model reads: how the reply shall travel costs nothing. From the second request of a conversation on, what came before is read from the cache. */
export function inputUsage({ turns, tools }: Conversation): Usage {
  const input = Math.ceil(JSON.stringify([turns.map(turn => turn.blocks), tools]).length / 4)
  const isFirst = !turns.some(turn => turn.role === 'assistant')
  return { input, cacheRead: isFirst || input < 1024 ? 0 : Math.floor((input * 0.9) / 128) * 128 }
}
