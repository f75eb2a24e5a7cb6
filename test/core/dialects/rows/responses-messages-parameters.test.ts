import { expect } from 'vitest'
import {
  between,
  dropped,
  eachRow,
  exact,
  MESSAGES_TOOL,
  OPENAI,
  RESPONSES_TOOL,
  type Row,
  SCHEMA,
} from './row.ts'

const messagesToResponses = between('messages', 'responses')
const responsesToMessages = between('responses', 'messages')
const schemaFormat = { type: 'json_schema', name: 'n', schema: SCHEMA }
const stopsOnly = { messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }] }

/** Mapping §2.2, to Messages. */
const ROWS: readonly Row[] = [
  responsesToMessages({ input: 'hi' }, exact(stopsOnly)),
  responsesToMessages({ instructions: 'i' }, exact({ system: 'i' })),
  responsesToMessages({ max_output_tokens: 5 }, exact({ max_tokens: 5 })),
  responsesToMessages({ max_tool_calls: 3 }, dropped('max_tool_calls')),
  responsesToMessages(
    { max_tool_calls: 3, tools: [{ type: 'web_search' }] },
    exact({ tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 3 }] }),
    { hostedTools: ['web_search_20250305'] },
  ),
  responsesToMessages({ temperature: 0.5 }, exact({ temperature: 0.5 })),
  responsesToMessages(
    { temperature: 1.5 },
    { writes: { temperature: 1 }, loses: ['temperature_clamped;temperature'] },
  ),
  responsesToMessages({ top_p: 0.5 }, exact({ top_p: 0.5 })),
  responsesToMessages(
    { include: ['message.output_text.logprobs'], top_logprobs: 2 },
    dropped('include', 'top_logprobs'),
  ),
  responsesToMessages({ include: ['reasoning.encrypted_content'] }, exact({})),
  responsesToMessages({ include: ['file_search_call.results'] }, dropped('include[0]')),
  responsesToMessages(
    { tools: [RESPONSES_TOOL], parallel_tool_calls: false },
    exact({ tool_choice: { type: 'auto', disable_parallel_tool_use: true } }),
  ),
  responsesToMessages({ metadata: { a: 'b' } }, dropped('metadata')),
  responsesToMessages({ user: 'u' }, exact({ metadata: { user_id: 'u' } })),
  responsesToMessages({ safety_identifier: 'u' }, exact({ metadata: { user_id: 'u' } })),
  responsesToMessages({ service_tier: 'default' }, exact({ service_tier: 'standard_only' })),
  responsesToMessages({ service_tier: 'ultrafast' }, dropped('service_tier')),
  responsesToMessages({ store: true }, dropped('store')),
  responsesToMessages({ prompt_cache_key: 'k' }, dropped('prompt_cache_key')),
  responsesToMessages(
    { text: { format: schemaFormat } },
    exact({
      output_config: { format: { type: 'json_schema', schema: { ...SCHEMA, additionalProperties: false } } },
    }),
  ),
  responsesToMessages(
    { text: { format: { type: 'json_object' } } },
    { writes: { system: expect.stringContaining('JSON') }, loses: ['format_as_hint;text.format'] },
  ),
  responsesToMessages({ text: { format: { type: 'text' }, verbosity: 'low' } }, dropped('text.verbosity')),
  responsesToMessages({ reasoning: { effort: 'none' } }, exact({ thinking: { type: 'disabled' } })),
  responsesToMessages(
    { reasoning: { effort: 'high', summary: 'detailed' } },
    exact({ thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } }),
  ),
  responsesToMessages(
    { reasoning: { summary: 'auto' } },
    exact({ thinking: { type: 'adaptive', display: 'summarized' } }),
  ),
  responsesToMessages({ reasoning: { summary: 'auto' } }, dropped('reasoning.summary'), {
    thinking: 'manual',
  }),
  responsesToMessages({ reasoning: { effort: 'high' } }, dropped('reasoning.effort'), { thinking: 'none' }),
  responsesToMessages({ reasoning: { context: 'all_turns' } }, dropped('reasoning.context')),
  responsesToMessages({ reasoning: { context: 'current_turn' } }, dropped('reasoning.context')),
  responsesToMessages({ reasoning: { context: 'auto', mode: 'standard' } }, exact({})),
  responsesToMessages({ reasoning: { mode: 'pro' } }, dropped('reasoning.mode')),
  responsesToMessages({ previous_response_id: 'r' }, { refuses: 'previous_response_id' }),
  responsesToMessages({ conversation: 'c' }, { refuses: 'conversation' }),
  responsesToMessages({ background: true }, { refuses: 'background' }),
  responsesToMessages({ prompt: { id: 'p' } }, { refuses: 'prompt' }),
  responsesToMessages({ truncation: 'auto' }, dropped('truncation')),
  responsesToMessages({ truncation: 'disabled' }, exact({})),
  responsesToMessages(
    { context_management: [{ type: 'compaction', compact_threshold: 9 }] },
    dropped('context_management'),
  ),
  responsesToMessages({ image: { context_compression: 'auto' } }, dropped('image')),
  responsesToMessages({ access_programs: ['a'] }, dropped('access_programs')),
  responsesToMessages({ moderation: { model: 'm' } }, dropped('moderation')),
  responsesToMessages({ moderation: { mode: 'block' } }, { refuses: 'moderation' }),
  responsesToMessages({ client_metadata: { cwd: '/home' } }, exact({})),

  // Mapping §2.3, to Responses
  messagesToResponses({ max_tokens: 128_000 }, exact({ max_output_tokens: 128_000 })),
  messagesToResponses(
    { max_tokens: 9 },
    { writes: { max_output_tokens: 16 }, loses: ['max_tokens_clamped;max_tokens'] },
  ),
  messagesToResponses({ stop_sequences: ['a', 'b'] }, exact({})),
  messagesToResponses({ temperature: 0.5, top_p: 0.5 }, exact({ temperature: 0.5, top_p: 0.5 })),
  messagesToResponses({ top_k: 3 }, dropped('top_k')),
  messagesToResponses({ metadata: { user_id: 'u' } }, exact({ safety_identifier: 'u' }), OPENAI),
  messagesToResponses({ metadata: { user_id: 'u' } }, dropped('metadata.user_id')),
  messagesToResponses({ metadata: { a: 'b' } }, dropped('metadata.a'), OPENAI),
  messagesToResponses({ service_tier: 'auto' }, exact({ service_tier: 'auto' }), OPENAI),
  messagesToResponses({ service_tier: 'standard_only' }, exact({ service_tier: 'default' }), OPENAI),
  messagesToResponses({ speed: 'fast' }, exact({ service_tier: 'fast' }), OPENAI),
  messagesToResponses({ speed: 'fast' }, dropped('speed')),
  messagesToResponses({ cache_control: { type: 'ephemeral' } }, dropped('cache_control')),
  messagesToResponses(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
    exact({ tool_choice: 'auto', parallel_tool_calls: false }),
  ),
]

eachRow(ROWS)
