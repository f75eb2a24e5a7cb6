import type { Citation } from '../../conversation.ts'
import { isObject, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { loseLogprobs } from '../../logprobs.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { BlockHead, ReplyEvent } from '../../reply.ts'
import { toldItem } from '../../told-item.ts'
import type { WriteContext } from '../dialect.ts'
import { writeCitation } from './citations.ts'
import {
  hidesThinking,
  redactedBlock,
  sealOf,
  textBlock,
  thinkingBlock,
  toolUseBlock,
} from './message-blocks.ts'

/** What one block of a stream says, in order: a start, deltas. Its index and its stop are the stream writer's. */
export type BlockLine = { readonly start: JsonObject } | { readonly delta: JsonObject }

/** Prints one block as its events come. A block that never gives a `start` leaves no trace. */
export interface BlockPrinter {
  take(event: ReplyEvent): BlockLine[]
  finish(): BlockLine[]
}

export function blockPrinter(head: BlockHead, context: WriteContext, ledger: Ledger): BlockPrinter {
  switch (head.type) {
    case 'text':
      return textPrinter(ledger)
    case 'refusal':
      ledger.lose('refusal_as_text', `${REPLY_PATH}.refusal`)
      return textPrinter(ledger)
    case 'reasoning':
      return reasoningPrinter(context)
    case 'tool-call':
      return callPrinter(head)
    case 'opaque':
      return opaquePrinter(head, context, ledger)
  }
}

/** White space waits for words, as a block of white space only would be refused when it is replayed. */
function textPrinter(ledger: Ledger): BlockPrinter {
  let started = false
  let waiting = ''
  let citations: Citation[] = []
  return {
    take(event) {
      if (event.type === 'citation') citations.push(event.citation)
      if (event.type === 'text') {
        waiting += event.text
        loseLogprobs(event, ledger)
      }
      if (!started && waiting.trim() === '') return []
      const lines: BlockLine[] = started ? [] : [{ start: textBlock('', null) }]
      started = true
      if (waiting !== '') lines.push({ delta: { type: 'text_delta', text: waiting } })
      for (const citation of citations.map(each => writeCitation(each, ledger))) {
        if (citation) lines.push({ delta: { type: 'citations_delta', citation } })
      }
      waiting = ''
      citations = []
      return lines
    },
    finish: () => [],
  }
}

/** Proof without text is `redacted_thinking`; with a client that hides thinking, only the signature travels. */
function reasoningPrinter(context: WriteContext): BlockPrinter {
  const hidden = hidesThinking(context.conversation)
  let started = false
  let seal = ''
  return {
    take(event) {
      if (event.type === 'proof') seal = sealOf(event.proof, context)
      if (event.type !== 'text' || event.text === '' || hidden) return []
      const lines: BlockLine[] = started ? [] : [{ start: thinkingBlock('', '') }]
      started = true
      return [...lines, { delta: { type: 'thinking_delta', thinking: event.text } }]
    },
    finish() {
      if (seal === '') return []
      const sign: BlockLine = { delta: { type: 'signature_delta', signature: seal } }
      if (started) return [sign]
      return hidden ? [{ start: thinkingBlock('', '') }, sign] : [{ start: redactedBlock(seal) }]
    },
  }
}

/** Fragments of JSON go on verbatim; free text is wrapped as it flows. */
function callPrinter(head: BlockHead & { type: 'tool-call' }): BlockPrinter {
  const isCustom = head.kind === 'custom'
  let started = false
  const start = (): BlockLine[] => {
    if (started) return []
    started = true
    const line: BlockLine = { start: toolUseBlock(head, {}) }
    return isCustom ? [line, json('{"input":"')] : [line]
  }
  return {
    take(event) {
      if (event.type === 'begin') return start()
      if (event.type !== 'input' || event.text === '') return []
      return [...start(), json(isCustom ? JSON.stringify(event.text).slice(1, -1) : event.text)]
    },
    finish: () => [...start(), ...(isCustom ? [json('"}')] : [])],
  }
}

const json = (partial_json: string): BlockLine => ({ delta: { type: 'input_json_delta', partial_json } })

/** The vendor's own items come whole; a hosted call's input streams, as clients only read it there. */
function opaquePrinter(
  head: BlockHead & { type: 'opaque' },
  context: WriteContext,
  ledger: Ledger,
): BlockPrinter {
  const lines = (): BlockLine[] => {
    if (head.dialect !== 'messages') {
      const told = toldItem(head, context.conversation, ledger)
      if (told === '') return []
      return [{ start: textBlock('', null) }, { delta: { type: 'text_delta', text: told } }]
    }
    const { input } = head.value
    if (!isObject(input)) return [{ start: head.value }]
    return [{ start: { ...head.value, input: {} } }, json(JSON.stringify(input))]
  }
  return { take: () => [], finish: lines }
}
