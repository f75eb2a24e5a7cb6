import type { KnownFields } from '../../extra-fields.ts'

/** What is read of the counts of a message. */
export const KNOWN_USAGE: KnownFields = {
  input_tokens: true,
  cache_read_input_tokens: true,
  cache_creation_input_tokens: true,
  output_tokens: true,
  output_tokens_details: { thinking_tokens: true },
  service_tier: ['standard'],
}

/** What is read of a message, or of the delta that ends one. */
export const KNOWN_MESSAGE: KnownFields = {
  id: true,
  type: true,
  role: true,
  model: true,
  content: true,
  usage: true,
  stop_reason: true,
  stop_sequence: true,
  stop_details: { type: true, category: true, explanation: true },
}

/** What is read of the blocks that are no vendor's own. */
export const KNOWN_BLOCKS: Readonly<Record<string, KnownFields>> = {
  text: { type: true, text: true, citations: true },
  thinking: { type: true, thinking: true, signature: true },
  tool_use: { type: true, id: true, name: true, input: true, caller: { type: ['direct'] } },
}
