import type {
  RedactedThinkingBlock,
  TextBlock,
  ThinkingBlock,
  ToolUseBlock,
} from '@anthropic-ai/sdk/resources/messages'
import type { Conversation, ToolKind } from '../../conversation.ts'
import { wrapProof } from '../../envelope.ts'
import type { JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { BlockHead, ReplyProof } from '../../reply.ts'
import type { ReadContext } from '../dialect.ts'
import { parseInput } from './write-blocks.ts'

/** The blocks of a message as clients get them. A field that the vendor renames fails the type check here. */
export const textBlock = (text: string, citations: JsonObject[] | null) =>
  ({ type: 'text', text, citations }) satisfies Omit<TextBlock, 'citations'> & { citations: unknown }

export const thinkingBlock = (thinking: string, signature: string) =>
  ({ type: 'thinking', thinking, signature }) satisfies ThinkingBlock

export const redactedBlock = (data: string) =>
  ({ type: 'redacted_thinking', data }) satisfies RedactedThinkingBlock

export const toolUseBlock = (head: BlockHead & { type: 'tool-call' }, input: JsonObject) =>
  ({
    type: 'tool_use',
    id: head.id,
    name: head.name,
    input,
    caller: { type: 'direct' },
  }) satisfies ToolUseBlock

/** A vendor's proof as the signature that the client will replay. */
export const sealOf = (proof: ReplyProof, { target }: ReadContext): string => wrapProof(proof, target)

/** The client asked for thinking without its text: only the signature travels. */
export const hidesThinking = ({ options }: Conversation): boolean => options.reasoning?.summary === 'omitted'

/** A call's whole input: free text travels wrapped, what is not JSON under `_raw`. */
export const wholeInput = (kind: ToolKind, input: string, ledger: Ledger): JsonObject =>
  kind === 'custom'
    ? { input }
    : parseInput(input, () => ledger.lose('arguments_not_json', `${REPLY_PATH}.input`))
