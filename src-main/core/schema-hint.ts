import type { Conversation } from './conversation.ts'
import type { Target } from './target.ts'

/** Instructions that stand in for a JSON schema where OpenAI's kind of endpoint takes none; undefined where none are needed. */
export function schemaHint({
  conversation,
  target,
}: {
  readonly conversation: Pick<Conversation, 'options'>
  readonly target: Pick<Target, 'quirks'>
}): string | undefined {
  const { format } = conversation.options
  if (format?.type !== 'schema' || target.quirks.structuredOutput) return undefined
  return `Answer with JSON only, valid against this JSON Schema:\n${JSON.stringify(format.schema)}`
}
