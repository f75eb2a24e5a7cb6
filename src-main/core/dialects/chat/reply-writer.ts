import type { ChatCompletion, ChatCompletionMessage } from 'openai/resources/chat/completions'
import type { JsonObject } from '../../json.ts'
import { type Ledger, ledger as newLedger } from '../../ledger.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { Reply, ReplyBlock } from '../../reply.ts'
import type { WriteContext, WrittenReply } from '../dialect.ts'
import { writeAnnotation } from './annotations.ts'
import { writeLogprobs } from './logprobs.ts'
import {
  contentJoiner,
  REASONING_GAP,
  showsReasoning,
  usesFunctions,
  writeCall,
  writeProof,
} from './reply-parts.ts'
import { FINISH_REASONS, noteStop } from './stops.ts'
import { writeUsage } from './usage.ts'

/** Prints a whole reply. Chat has one text, one refusal and one reasoning for a message: blocks of a kind are joined. */
export function writeReply(reply: Reply, context: WriteContext): WrittenReply {
  const ledger = newLedger()
  const body = writeBody(reply, context, ledger)
  return { body, losses: ledger.losses() }
}

function writeBody(reply: Reply, context: WriteContext, ledger: Ledger): JsonObject {
  if (reply.stop) noteStop(reply.stop, ledger)
  const reason = reply.stop?.reason ?? 'end'
  const isDeprecated = reason === 'tool-use' && usesFunctions(context)
  return {
    id: context.id('chatcmpl-'),
    object: 'chat.completion',
    created: context.created,
    model: context.model,
    choices: [
      {
        index: 0,
        message: writeMessage(reply, context, ledger),
        finish_reason: isDeprecated ? 'function_call' : FINISH_REASONS[reason],
        logprobs: writeLogprobs(reply.blocks.flatMap(block => block.logprobs ?? [])),
      },
    ],
    ...(reply.usage && { usage: writeUsage(reply.usage) }),
  } satisfies ChatCompletion
}

function writeMessage(reply: Reply, context: WriteContext, ledger: Ledger) {
  const { blocks } = reply
  const calls = writeCalls(blocks, context, ledger)
  const pieces = writeContent(blocks, context, ledger)
  const content = pieces.join('')
  const refusal =
    textOf(blocks, 'refusal') || (reply.stop?.reason === 'refusal' && reply.stop.explanation) || null
  const thoughts = showsReasoning(context) ? blocks.filter(block => block.head.type === 'reasoning') : []
  const reasoning = thoughts.filter(block => block.text !== '')
  const annotations = writeAnnotations(blocks, pieces, ledger)
  const details = blocks.flatMap(block => block.proof ?? [])
  const isSilent = content === '' && (refusal !== null || Object.keys(calls).length > 0)
  return {
    role: 'assistant' as const,
    content: isSilent ? null : content,
    refusal,
    ...(reasoning.length > 0 && {
      reasoning_content: reasoning.map(block => block.text).join(REASONING_GAP),
    }),
    ...(details.length > 0 && {
      reasoning_details: details.map((proof, index) => writeProof(proof, context.target, index, ledger)),
    }),
    ...(annotations.length > 0 && { annotations }),
    ...calls,
  } satisfies ChatCompletionMessage & { reasoning_content?: string; reasoning_details?: object[] }
}

function writeCalls(blocks: readonly ReplyBlock[], context: WriteContext, ledger: Ledger) {
  const calls = blocks.flatMap(({ head, text }) => (head.type === 'tool-call' ? writeCall(head, text) : []))
  const [first] = calls
  if (!first) return {}
  if (!usesFunctions(context) || first.type !== 'function') return { tool_calls: calls }
  if (calls.length > 1) ledger.lose('tool_call_dropped', REPLY_PATH)
  return { function_call: first.function }
}

/** What each block adds to the content, and where its citations stand. */
function writeContent(blocks: readonly ReplyBlock[], context: WriteContext, ledger: Ledger): string[] {
  const joiner = contentJoiner(context, ledger)
  return blocks.map(({ head, text }) => {
    if (head.type === 'tool-call') joiner.call()
    return head.type === 'text' ? joiner.text(text) : joiner.item(head)
  })
}

function writeAnnotations(blocks: readonly ReplyBlock[], pieces: readonly string[], ledger: Ledger) {
  let before = 0
  return blocks.flatMap((block, index) => {
    const at = before
    const length = pieces[index]?.length ?? 0
    before += length
    return block.citations.flatMap(
      citation => writeAnnotation(citation, { before: at, length }, ledger) ?? [],
    )
  })
}

const textOf = (blocks: readonly ReplyBlock[], type: 'refusal'): string =>
  blocks
    .filter(block => block.head.type === type)
    .map(block => block.text)
    .join('')
