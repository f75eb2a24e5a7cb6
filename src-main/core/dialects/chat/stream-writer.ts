import type { ChatCompletionChunk } from 'openai/resources/chat/completions'
import type { Citation } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import { ledger as newLedger } from '../../ledger.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { BlockHead, ReplyEvent, Stop, TokenLogprob, Usage } from '../../reply.ts'
import { sseComment, sseText } from '../../text/sse.ts'
import type { StreamWriter, WriteContext } from '../dialect.ts'
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
import { writeStreamFailure } from './write-failure.ts'

/** What is known of a block while the reply is printed. */
interface Printed {
  readonly head: BlockHead
  /** How much content was printed before it, and how much of it, for the offsets of its citations. */
  readonly before: number
  length: number
  readonly citations: Citation[]
  /** The entry of `tool_calls`: the number of the call among the calls. */
  readonly call: number
}

type Delta = ChatCompletionChunk.Choice.Delta & JsonObject

const DONE = sseText('[DONE]')

/** Prints reply events as chunks. Sources and proofs come in one delta before the end, where accumulators keep them whole. */
export function streamWriter(context: WriteContext): StreamWriter {
  const id = context.id('chatcmpl-')
  const isDeprecated = usesFunctions(context)
  const isShown = showsReasoning(context)
  const blocks = new Map<number, Printed>()
  const details: ReturnType<typeof writeProof>[] = []
  const ledger = newLedger()
  const joiner = contentJoiner(context, ledger)
  let calls = 0
  let contentLength = 0
  let refused = false
  let reasoned: number | undefined
  let usage: Usage | undefined

  const chunk = (fields: Pick<ChatCompletionChunk, 'choices' | 'usage'>): string => {
    const { model, created } = context
    return sseText(
      JSON.stringify({
        id,
        object: 'chat.completion.chunk',
        created,
        model,
        ...fields,
      } satisfies ChatCompletionChunk),
    )
  }

  const say = (
    delta: Delta,
    finish: ChatCompletionChunk.Choice['finish_reason'] = null,
    tokens?: readonly TokenLogprob[],
  ): string =>
    chunk({ choices: [{ index: 0, delta, logprobs: writeLogprobs(tokens), finish_reason: finish }] })

  const sayContent = (text: string, tokens?: readonly TokenLogprob[]): string => {
    contentLength += text.length
    return text === '' && !tokens ? '' : say({ content: text }, null, tokens)
  }

  const begin = (index: number, head: BlockHead): string => {
    const call = head.type === 'tool-call' ? calls++ : 0
    blocks.set(index, { head, before: contentLength, length: 0, citations: [], call })
    if (head.type !== 'tool-call') return sayContent(joiner.item(head))
    joiner.call()
    if (!isDeprecated) return say({ tool_calls: [{ index: call, ...writeCall(head, '') }] })
    if (call === 0) return say({ function_call: { name: head.name, arguments: '' } })
    ledger.lose('tool_call_dropped', REPLY_PATH)
    return ''
  }

  const sayReasoning = (index: number, text: string): string => {
    const gap = reasoned !== undefined && reasoned !== index ? REASONING_GAP : ''
    reasoned = index
    return say({ reasoning_content: gap + text })
  }

  const sayText = (index: number, text: string, tokens?: readonly TokenLogprob[]): string => {
    const block = blocks.get(index)
    if (block) block.length += text.length
    switch (block?.head.type) {
      case 'reasoning':
        return text !== '' && isShown ? sayReasoning(index, text) : ''
      case 'refusal':
        refused = true
        return say({ refusal: text })
      default:
        return sayContent(joiner.text(text), tokens)
    }
  }

  const sayInput = (index: number, text: string): string => {
    const block = blocks.get(index)
    if (!block || text === '') return ''
    if (isDeprecated) return block.call === 0 ? say({ function_call: { arguments: text } }) : ''
    const isCustom = block.head.type === 'tool-call' && block.head.kind === 'custom'
    const input = isCustom ? { custom: { input: text } } : { function: { arguments: text } }
    return say({ tool_calls: [{ index: block.call, ...input }] })
  }

  const sayStop = (stop: Stop): string => {
    const { reason, explanation } = stop
    noteStop(stop, ledger)
    const annotations = [...blocks.values()].flatMap(block =>
      block.citations.flatMap(citation => writeAnnotation(citation, block, ledger) ?? []),
    )
    const last = {
      ...(details.length > 0 && { reasoning_details: details }),
      ...(annotations.length > 0 && { annotations }),
      ...(reason === 'refusal' && explanation && !refused && { refusal: explanation }),
    }
    const finish = isDeprecated && reason === 'tool-use' ? 'function_call' : FINISH_REASONS[reason]
    const asked = usage && context.conversation.streamUsage
    return [
      Object.keys(last).length > 0 ? say(last) : '',
      say({}, finish),
      asked ? chunk({ choices: [], usage: writeUsage(usage ?? {}) }) : '',
      DONE,
    ].join('')
  }

  const write = (event: ReplyEvent): string => {
    switch (event.type) {
      case 'start':
        return say({ role: 'assistant', content: '' })
      case 'begin':
        return begin(event.index, event.block)
      case 'text':
        return sayText(event.index, event.text, event.logprobs)
      case 'input':
        return sayInput(event.index, event.text)
      case 'citation':
        blocks.get(event.index)?.citations.push(event.citation)
        return ''
      case 'proof':
        details.push(writeProof(event.proof, context.target, details.length, ledger))
        return ''
      case 'usage':
        usage = event.usage
        return ''
      case 'stop':
        return sayStop(event.stop)
      case 'failure':
        return writeStreamFailure(event.failure)
      case 'alive':
        return sseComment('alive')
      // Nothing in Chat marks the end of a block, and losses are told in headers and in the log.
      case 'end':
      case 'loss':
        return ''
    }
  }

  return { write, alive: () => sseComment('alive'), losses: ledger.losses }
}
