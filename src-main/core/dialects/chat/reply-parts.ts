import { wrapProof } from '../../envelope.ts'
import type { Ledger } from '../../ledger.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { BlockHead, ReplyProof } from '../../reply.ts'
import type { Target } from '../../target.ts'
import { toldItem } from '../../told-item.ts'
import type { WriteContext } from '../dialect.ts'

/** Stands between the reasoning of two blocks, which Chat holds in one text. */
export const REASONING_GAP = '\n\n'

type ToolCallHead = Extract<BlockHead, { type: 'tool-call' }>

/** A call as an entry of `tool_calls`. */
export const writeCall = ({ id, kind, name }: ToolCallHead, input: string) =>
  kind === 'custom'
    ? { id, type: 'custom' as const, custom: { name, input } }
    : { id, type: 'function' as const, function: { name, arguments: input } }

/**
 * A vendor's proof in an envelope, in the shape of OpenRouter's details, which clients send back as they are. What it says of the
 * message behind it is lost: Chat joins all messages of a reply.
 */
export function writeProof({ phase, ...proof }: ReplyProof, target: Target, index: number, ledger: Ledger) {
  if (phase !== undefined) ledger.lose('phase_dropped', `${REPLY_PATH}.phase`)
  return {
    type: 'reasoning.encrypted' as const,
    data: wrapProof(proof, target),
    format: 'patchbay-v1',
    index,
  }
}

/** Whether the caller uses `functions`, deprecated, and so wants `function_call` back. */
export const usesFunctions = ({ conversation: { body } }: WriteContext): boolean =>
  Array.isArray(body.functions) && !Array.isArray(body.tools)

/**
 * Joins what a message says in its one `content`, piece by piece: the words for a hosted item are a paragraph of their own, text
 * goes on as it comes. Gives what is to be added. What comes behind a call loses its place.
 */
export function contentJoiner({ conversation }: WriteContext, ledger: Ledger) {
  let ending: 'nothing' | 'text' | 'paragraph' = 'nothing'
  let isBehindCall = false
  const notePlace = (): void => {
    if (isBehindCall) ledger.lose('order_simplified', `${REPLY_PATH}.content`)
  }
  return {
    call(): void {
      isBehindCall = true
    },
    text(piece: string): string {
      if (piece === '') return ''
      notePlace()
      ending = 'text'
      return piece
    },
    item(head: BlockHead): string {
      const told = head.type === 'opaque' ? toldItem(head, conversation, ledger) : ''
      if (told === '') return ''
      notePlace()
      const gap = ending === 'text' ? '\n\n' : ''
      ending = 'paragraph'
      return `${gap}${told}\n\n`
    },
  }
}

/** Whether reasoning is shown: callers that exclude it only get its proof. */
export const showsReasoning = ({ conversation: { options } }: WriteContext): boolean =>
  options.reasoning?.summary !== 'omitted'
