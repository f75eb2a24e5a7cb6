import type { ChatCompletion, ChatCompletionMessage } from 'openai/resources/chat/completions'
import type { JsonObject } from '../../json.ts'
import type { Reply, ReplyBlock } from '../../reply.ts'
import type { WriteContext } from '../dialect.ts'
import { writeAnnotation } from './annotations.ts'
import {
  opaqueText,
  REASONING_GAP,
  showsReasoning,
  usesFunctions,
  writeCall,
  writeProof,
} from './reply-parts.ts'
import { FINISH_REASONS } from './stops.ts'
import { writeUsage } from './usage.ts'

/** Prints a whole reply. Chat has one text, one refusal and one reasoning for a message: blocks of a kind are joined. */
export function writeReply(reply: Reply, context: WriteContext): JsonObject {
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
        message: writeMessage(reply, context),
        finish_reason: isDeprecated ? 'function_call' : FINISH_REASONS[reason],
        logprobs: null,
      },
    ],
    ...(reply.usage && { usage: writeUsage(reply.usage) }),
  } satisfies ChatCompletion
}

function writeMessage(reply: Reply, context: WriteContext) {
  const { blocks } = reply
  const calls = writeCalls(blocks, context)
  const content = blocks.map(contentOf).join('')
  const refusal =
    textOf(blocks, 'refusal') || (reply.stop?.reason === 'refusal' && reply.stop.explanation) || null
  const thoughts = showsReasoning(context) ? blocks.filter(block => block.head.type === 'reasoning') : []
  const reasoning = thoughts.filter(block => block.text !== '')
  const annotations = writeAnnotations(blocks)
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
      reasoning_details: details.map((proof, index) => writeProof(proof, context.target, index)),
    }),
    ...(annotations.length > 0 && { annotations }),
    ...calls,
  } satisfies ChatCompletionMessage & { reasoning_content?: string; reasoning_details?: object[] }
}

function writeCalls(blocks: readonly ReplyBlock[], context: WriteContext) {
  const calls = blocks.flatMap(({ head, text }) => (head.type === 'tool-call' ? writeCall(head, text) : []))
  const [first] = calls
  if (!first) return {}
  if (usesFunctions(context) && first.type === 'function') return { function_call: first.function }
  return { tool_calls: calls }
}

function writeAnnotations(blocks: readonly ReplyBlock[]) {
  let before = 0
  return blocks.flatMap(block => {
    const at = before
    before += contentOf(block).length
    return block.citations.flatMap(citation => writeAnnotation(citation, at) ?? [])
  })
}

const contentOf = (block: ReplyBlock): string =>
  block.head.type === 'text' ? block.text : opaqueText(block.head)

const textOf = (blocks: readonly ReplyBlock[], type: 'refusal'): string =>
  blocks
    .filter(block => block.head.type === type)
    .map(block => block.text)
    .join('')
