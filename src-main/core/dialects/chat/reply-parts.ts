import { wrapProof } from '../../envelope.ts'
import type { BlockHead, ReplyProof } from '../../reply.ts'
import type { Target } from '../../target.ts'
import type { WriteContext } from '../dialect.ts'

/** Stands between the reasoning of two blocks, which Chat holds in one text. */
export const REASONING_GAP = '\n\n'

type ToolCallHead = Extract<BlockHead, { type: 'tool-call' }>

/** A call as an entry of `tool_calls`. */
export const writeCall = ({ id, kind, name }: ToolCallHead, input: string) =>
  kind === 'custom'
    ? { id, type: 'custom' as const, custom: { name, input } }
    : { id, type: 'function' as const, function: { name, arguments: input } }

/** A vendor's proof in an envelope, in the shape of OpenRouter's details, which clients send back as they are. */
export const writeProof = (proof: ReplyProof, target: Target, index: number) => ({
  type: 'reasoning.encrypted' as const,
  data: wrapProof(proof, target),
  format: 'patchbay-v1',
  index,
})

/** Whether the caller uses `functions`, deprecated, and so wants `function_call` back. */
export const usesFunctions = ({ conversation: { body } }: WriteContext): boolean =>
  Array.isArray(body.functions) && !Array.isArray(body.tools)

/** What an item that only its own dialect can print says in Chat: its text, if any. */
export const opaqueText = (head: BlockHead): string => (head.type === 'opaque' ? (head.text ?? '') : '')

/** Whether reasoning is shown: callers that exclude it only get its proof. */
export const showsReasoning = ({ conversation: { options } }: WriteContext): boolean =>
  options.reasoning?.summary !== 'omitted'
