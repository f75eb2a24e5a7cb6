import type { KnownFields } from '../../extra-fields.ts'
import { KNOWN_LOGPROB } from '../../logprobs.ts'

/** Fields in which a response repeats its request (mapping §6.3); the caller's reply repeats the caller's own. */
const REPEATED =
  `background conversation instructions max_output_tokens max_tool_calls metadata parallel_tool_calls
  previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention reasoning safety_identifier
  store temperature text tool_choice tools top_logprobs top_p truncation user frequency_penalty presence_penalty
  context_management image include input`.split(/\s+/)

/** What is read of a response. */
export const KNOWN_RESPONSE: KnownFields = {
  ...Object.fromEntries(REPEATED.map(field => [field, true] as const)),
  id: true,
  object: true,
  created_at: true,
  completed_at: true,
  status: true,
  error: true,
  incomplete_details: { reason: true },
  model: true,
  output: true,
  output_text: true,
  service_tier: ['auto', 'default', 'standard'],
  access_programs: { cyber: ['standard'] },
  usage: {
    input_tokens: true,
    input_tokens_details: { cached_tokens: true, cache_write_tokens: true },
    output_tokens: true,
    output_tokens_details: { reasoning_tokens: true },
    total_tokens: true,
  },
}

const ITEM: KnownFields = { id: true, type: true, status: true }
const CALL: KnownFields = {
  ...ITEM,
  call_id: true,
  name: true,
  namespace: true,
  arguments: true,
  input: true,
  execution: true,
  caller: { type: ['direct'] },
}

/** What is read of the items that are no vendor's own. Reasoning is kept whole, as its proof. */
export const KNOWN_ITEMS: Readonly<Record<string, KnownFields>> = {
  message: {
    ...ITEM,
    role: true,
    phase: true,
    content: { type: true, text: true, refusal: true, annotations: true, logprobs: KNOWN_LOGPROB },
  },
  function_call: CALL,
  custom_tool_call: CALL,
  tool_search_call: CALL,
}
