import type { Message } from '@anthropic-ai/sdk/resources/messages'
import type { JsonObject } from '../../json.ts'
import { type Ledger, ledger as newLedger } from '../../ledger.ts'
import { loseLogprobs } from '../../logprobs.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { Reply, ReplyBlock } from '../../reply.ts'
import { toldItem } from '../../told-item.ts'
import type { WriteContext, WrittenReply } from '../dialect.ts'
import { writeCitation } from './citations.ts'
import {
  hidesThinking,
  redactedBlock,
  sealOf,
  textBlock,
  thinkingBlock,
  toolUseBlock,
  wholeInput,
} from './message-blocks.ts'
import { noteStop, settleStop, writeStop } from './stops.ts'
import { messageUsage } from './usage.ts'

/** Prints a whole reply: what a client's accumulator would have made of its stream. */
export function writeReply(reply: Reply, context: WriteContext): WrittenReply {
  const ledger = newLedger()
  const body = writeBody(reply, context, ledger)
  return { body, losses: ledger.losses() }
}

function writeBody(reply: Reply, context: WriteContext, ledger: Ledger): JsonObject {
  const content = reply.blocks.flatMap(block => writeBlock(block, context, ledger))
  if (reply.stop) noteStop(reply.stop, ledger)
  const hasCalls = reply.blocks.some(block => block.head.type === 'tool-call')
  return {
    id: context.id('msg_'),
    type: 'message',
    role: 'assistant',
    model: context.model,
    content,
    container: null,
    diagnostics: null,
    ...writeStop(settleStop(reply.stop ?? { reason: 'end' }, hasCalls)),
    usage: messageUsage(reply.usage),
  } satisfies Omit<Message, 'content'> & { content: unknown[] }
}

function writeBlock(block: ReplyBlock, context: WriteContext, ledger: Ledger): JsonObject[] {
  const { head, text } = block
  switch (head.type) {
    case 'text':
      return writeText(block, ledger)
    case 'refusal':
      ledger.lose('refusal_as_text', `${REPLY_PATH}.refusal`)
      return writeText(block, ledger)
    case 'reasoning':
      return writeReasoning(block, context)
    case 'tool-call':
      return [toolUseBlock(head, wholeInput(head.kind, text, ledger))]
    case 'opaque': {
      if (head.dialect === 'messages') return [head.value]
      const told = toldItem(head, context.conversation, ledger)
      return told === '' ? [] : [textBlock(told, null)]
    }
  }
}

/** Text of white space only would be refused when it is replayed. */
function writeText({ text, citations, ...said }: ReplyBlock, ledger: Ledger): JsonObject[] {
  loseLogprobs(said, ledger)
  if (text.trim() === '') return []
  const written = citations
    .map(citation => writeCitation(citation, ledger))
    .filter(citation => citation !== undefined)
  return [textBlock(text, written.length > 0 ? written : null)]
}

function writeReasoning({ text, proof }: ReplyBlock, context: WriteContext): JsonObject[] {
  const seal = proof ? sealOf(proof, context) : ''
  if (hidesThinking(context.conversation)) return seal === '' ? [] : [thinkingBlock('', seal)]
  if (text !== '') return [thinkingBlock(text, seal)]
  return seal === '' ? [] : [redactedBlock(seal)]
}
