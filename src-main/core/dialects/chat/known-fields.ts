import type { KnownFields } from '../../extra-fields.ts'
import { KNOWN_LOGPROB } from '../../logprobs.ts'

/** What is read of the counts of a reply. What was not cached is the rest of what was. */
const USAGE: KnownFields = {
  prompt_tokens: true,
  completion_tokens: true,
  total_tokens: true,
  prompt_tokens_details: { cached_tokens: true, cache_write_tokens: true },
  completion_tokens_details: { reasoning_tokens: true },
  prompt_cache_hit_tokens: true,
  prompt_cache_miss_tokens: true,
  cached_tokens: true,
  cache_read_input_tokens: true,
  cache_creation_input_tokens: true,
  reasoning_tokens: true,
}

/** What is read of a completion or a chunk. `obfuscation` and Mistral's `p` are padding. */
export const KNOWN_CHUNK: KnownFields = {
  id: true,
  object: true,
  created: true,
  model: true,
  choices: true,
  usage: USAGE,
  x_groq: { usage: true },
  citations: true,
  search_results: true,
  error: true,
  obfuscation: true,
  p: true,
  service_tier: ['auto', 'default', 'standard'],
}

/** What is read of a source that stands beside the message. */
export const KNOWN_SOURCE: KnownFields = { url: true, title: true }

/** What is read of a choice. */
export const KNOWN_CHOICE: KnownFields = {
  index: true,
  delta: true,
  message: true,
  text: true,
  usage: true,
  finish_reason: true,
  stop_reason: true,
  logprobs: { content: KNOWN_LOGPROB },
}

/** What is read of a message or a delta; audio and images have losses of their own. */
export const KNOWN_MESSAGE: KnownFields = {
  role: true,
  content: true,
  refusal: true,
  reasoning: true,
  reasoning_content: true,
  reasoning_details: true,
  annotations: true,
  audio: true,
  images: true,
  function_call: true,
  tool_calls: {
    index: true,
    id: true,
    type: true,
    function: { name: true, arguments: true },
    custom: { name: true, input: true },
    extra_content: true,
  },
}
