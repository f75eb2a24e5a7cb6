import type { Conversation } from '../../conversation.ts'
import type { Target } from '../../target.ts'

/** The tool whose forced call stands in for schema-bound output on models that have none. */
export const OUTPUT_TOOL = 'structured_output'

/**
 * Whether the request is written with the stand-in: a pure function of the request, so that the reader of the reply knows
 * it too. Beside tools of the client's own it cannot be forced; the schema is then only a hint.
 */
export const usesOutputTool = (conversation: Conversation, target: Target): boolean =>
  conversation.options.format?.type === 'schema' &&
  !target.quirks.structuredOutput &&
  target.quirks.forcedTools &&
  conversation.tools.length === 0
