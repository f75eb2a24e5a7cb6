import { expect } from 'vitest'
import { dropped, eachRow, exact, MESSAGES_TOOL, OPENAI, RESPONSES_TOOL, type Row, SCHEMA } from './row.ts'

const schemaFormat = { type: 'json_schema', name: 'n', schema: SCHEMA }
const stopsOnly = { messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }] }

/** Mapping §2.2, to Messages. */
const ROWS: readonly Row[] = [
  ['responses', 'messages', { input: 'hi' }, exact(stopsOnly)],
  ['responses', 'messages', { instructions: 'i' }, exact({ system: 'i' })],
  ['responses', 'messages', { max_output_tokens: 5 }, exact({ max_tokens: 5 })],
  ['responses', 'messages', { max_tool_calls: 3 }, dropped('max_tool_calls')],
  [
    'responses',
    'messages',
    { max_tool_calls: 3, tools: [{ type: 'web_search' }] },
    exact({ tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 3 }] }),
    { hostedTools: ['web_search_20250305'] },
  ],
  ['responses', 'messages', { temperature: 0.5 }, exact({ temperature: 0.5 })],
  [
    'responses',
    'messages',
    { temperature: 1.5 },
    { writes: { temperature: 1 }, loses: ['temperature_clamped;temperature'] },
  ],
  ['responses', 'messages', { top_p: 0.5 }, exact({ top_p: 0.5 })],
  [
    'responses',
    'messages',
    { include: ['message.output_text.logprobs'], top_logprobs: 2 },
    dropped('include', 'top_logprobs'),
  ],
  ['responses', 'messages', { include: ['reasoning.encrypted_content'] }, exact({})],
  ['responses', 'messages', { include: ['file_search_call.results'] }, dropped('include[0]')],
  [
    'responses',
    'messages',
    { tools: [RESPONSES_TOOL], parallel_tool_calls: false },
    exact({ tool_choice: { type: 'auto', disable_parallel_tool_use: true } }),
  ],
  ['responses', 'messages', { metadata: { a: 'b' } }, dropped('metadata')],
  ['responses', 'messages', { user: 'u' }, exact({ metadata: { user_id: 'u' } })],
  ['responses', 'messages', { safety_identifier: 'u' }, exact({ metadata: { user_id: 'u' } })],
  ['responses', 'messages', { service_tier: 'default' }, exact({ service_tier: 'standard_only' })],
  ['responses', 'messages', { service_tier: 'ultrafast' }, dropped('service_tier')],
  ['responses', 'messages', { store: true }, dropped('store')],
  ['responses', 'messages', { prompt_cache_key: 'k' }, dropped('prompt_cache_key')],
  [
    'responses',
    'messages',
    { text: { format: schemaFormat } },
    exact({
      output_config: { format: { type: 'json_schema', schema: { ...SCHEMA, additionalProperties: false } } },
    }),
  ],
  [
    'responses',
    'messages',
    { text: { format: { type: 'json_object' } } },
    { writes: { system: expect.stringContaining('JSON') }, loses: ['format_as_hint;text.format'] },
  ],
  [
    'responses',
    'messages',
    { text: { format: { type: 'text' }, verbosity: 'low' } },
    dropped('text.verbosity'),
  ],
  ['responses', 'messages', { reasoning: { effort: 'none' } }, exact({ thinking: { type: 'disabled' } })],
  [
    'responses',
    'messages',
    { reasoning: { effort: 'high', summary: 'detailed' } },
    exact({ thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } }),
  ],
  [
    'responses',
    'messages',
    { reasoning: { summary: 'auto' } },
    exact({ thinking: { type: 'adaptive', display: 'summarized' } }),
  ],
  [
    'responses',
    'messages',
    { reasoning: { summary: 'auto' } },
    dropped('reasoning.summary'),
    { thinking: 'manual' },
  ],
  [
    'responses',
    'messages',
    { reasoning: { effort: 'high' } },
    dropped('reasoning.effort'),
    { thinking: 'none' },
  ],
  ['responses', 'messages', { reasoning: { context: 'all_turns' } }, dropped('reasoning.context')],
  ['responses', 'messages', { reasoning: { context: 'current_turn' } }, dropped('reasoning.context')],
  ['responses', 'messages', { reasoning: { mode: 'pro' } }, dropped('reasoning.mode')],
  ['responses', 'messages', { previous_response_id: 'r' }, { refuses: 'previous_response_id' }],
  ['responses', 'messages', { conversation: 'c' }, { refuses: 'conversation' }],
  ['responses', 'messages', { background: true }, { refuses: 'background' }],
  ['responses', 'messages', { prompt: { id: 'p' } }, { refuses: 'prompt' }],
  ['responses', 'messages', { truncation: 'auto' }, dropped('truncation')],
  ['responses', 'messages', { truncation: 'disabled' }, exact({})],
  [
    'responses',
    'messages',
    { context_management: [{ type: 'compaction', compact_threshold: 9 }] },
    dropped('context_management'),
  ],
  ['responses', 'messages', { image: { context_compression: 'auto' } }, dropped('image')],
  ['responses', 'messages', { access_programs: ['a'] }, dropped('access_programs')],
  ['responses', 'messages', { moderation: { model: 'm' } }, dropped('moderation')],
  ['responses', 'messages', { moderation: { mode: 'block' } }, { refuses: 'moderation' }],
  ['responses', 'messages', { client_metadata: { cwd: '/home' } }, exact({})],

  // Mapping §2.3, to Responses
  ['messages', 'responses', { max_tokens: 128_000 }, exact({ max_output_tokens: 128_000 })],
  [
    'messages',
    'responses',
    { max_tokens: 9 },
    { writes: { max_output_tokens: 16 }, loses: ['max_tokens_clamped;max_tokens'] },
  ],
  ['messages', 'responses', { stop_sequences: ['a', 'b'] }, exact({})],
  ['messages', 'responses', { temperature: 0.5, top_p: 0.5 }, exact({ temperature: 0.5, top_p: 0.5 })],
  ['messages', 'responses', { top_k: 3 }, dropped('top_k')],
  ['messages', 'responses', { metadata: { user_id: 'u' } }, exact({ safety_identifier: 'u' }), OPENAI],
  ['messages', 'responses', { metadata: { user_id: 'u' } }, dropped('metadata.user_id')],
  ['messages', 'responses', { metadata: { a: 'b' } }, dropped('metadata.a'), OPENAI],
  ['messages', 'responses', { service_tier: 'auto' }, exact({ service_tier: 'auto' }), OPENAI],
  ['messages', 'responses', { service_tier: 'standard_only' }, exact({ service_tier: 'default' }), OPENAI],
  ['messages', 'responses', { speed: 'fast' }, exact({ service_tier: 'fast' }), OPENAI],
  ['messages', 'responses', { speed: 'fast' }, dropped('speed')],
  ['messages', 'responses', { cache_control: { type: 'ephemeral' } }, dropped('cache_control')],
  [
    'messages',
    'responses',
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
    exact({ tool_choice: 'auto', parallel_tool_calls: false }),
  ],
]

eachRow(ROWS)
