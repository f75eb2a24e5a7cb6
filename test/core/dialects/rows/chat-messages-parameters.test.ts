import { describe, expect, test } from 'vitest'
import { sent } from '../../../support/translating.ts'
import { CHAT_TOOL, dropped, eachRow, exact, MESSAGES_TOOL, type Row, SCHEMA } from './row.ts'

const CACHED = { cacheBreakpoints: 'cache_control' } as const

/** Mapping §2.1, to Messages. */
const ROWS: readonly Row[] = [
  ['chat', 'messages', { max_tokens: 9 }, exact({ max_tokens: 9 })],
  [
    'chat',
    'messages',
    { max_completion_tokens: 5, max_tokens: 9 },
    { writes: { max_tokens: 5 }, ...dropped('max_tokens') },
  ],
  ['chat', 'messages', {}, exact({ max_tokens: 32_000 })],
  ['chat', 'messages', { temperature: 0.5 }, exact({ temperature: 0.5 })],
  [
    'chat',
    'messages',
    { temperature: 1.5 },
    { writes: { temperature: 1 }, loses: ['temperature_clamped;temperature'] },
  ],
  ['chat', 'messages', { temperature: 0.5 }, dropped('temperature'), { sampling: false }],
  ['chat', 'messages', { top_p: 0.5 }, exact({ top_p: 0.5 })],
  ['chat', 'messages', { temperature: 0.5, top_p: 0.5 }, dropped('top_p')],
  ['chat', 'messages', { stop: 'a' }, exact({ stop_sequences: ['a'] })],
  ['chat', 'messages', { stop: ['a', ' \n'] }, exact({ stop_sequences: ['a'] })],
  ['chat', 'messages', { stream: true, stream_options: { include_usage: true } }, exact({ stream: true })],
  [
    'chat',
    'messages',
    { tools: [CHAT_TOOL], parallel_tool_calls: false },
    exact({ tool_choice: { type: 'auto', disable_parallel_tool_use: true } }),
  ],
  [
    'chat',
    'messages',
    { tools: [CHAT_TOOL], tool_choice: 'none', parallel_tool_calls: false },
    exact({ tool_choice: { type: 'none' } }),
  ],
  ['chat', 'messages', { response_format: { type: 'text' } }, exact({})],
  [
    'chat',
    'messages',
    { response_format: { type: 'json_object' } },
    { writes: { system: expect.stringContaining('JSON') }, loses: ['format_as_hint;response_format'] },
  ],
  [
    'chat',
    'messages',
    { response_format: { type: 'json_schema', json_schema: { name: 'n', strict: true, schema: SCHEMA } } },
    exact({
      output_config: { format: { type: 'json_schema', schema: { ...SCHEMA, additionalProperties: false } } },
    }),
  ],
  ['chat', 'messages', { reasoning_effort: 'none' }, exact({ thinking: { type: 'disabled' } })],
  [
    'chat',
    'messages',
    { reasoning_effort: 'minimal' },
    { writes: { output_config: { effort: 'low' } }, loses: ['effort_adjusted;reasoning_effort'] },
  ],
  [
    'chat',
    'messages',
    { reasoning_effort: 'high' },
    exact({ thinking: { type: 'adaptive' }, output_config: { effort: 'high' } }),
  ],
  [
    'chat',
    'messages',
    { reasoning_effort: 'xhigh' },
    { writes: { output_config: { effort: 'high' } }, loses: ['effort_adjusted;reasoning_effort'] },
  ],
  [
    'chat',
    'messages',
    { reasoning_effort: 'high', max_tokens: 8000 },
    {
      writes: { thinking: { type: 'enabled', budget_tokens: 6400 } },
      loses: ['effort_adjusted;reasoning_effort'],
    },
    { thinking: 'manual' },
  ],
  [
    'chat',
    'messages',
    { reasoning: { effort: 'high', exclude: true } },
    exact({ thinking: { type: 'adaptive', display: 'omitted' } }),
  ],
  ['chat', 'messages', { verbosity: 'low' }, dropped('verbosity')],
  ['chat', 'messages', { metadata: { a: 'b' } }, dropped('metadata')],
  ['chat', 'messages', { user: 'u' }, exact({ metadata: { user_id: 'u' } })],
  ['chat', 'messages', { safety_identifier: 'u' }, exact({ metadata: { user_id: 'u' } })],
  ['chat', 'messages', { prompt_cache_key: 'k' }, dropped('prompt_cache_key')],
  ['chat', 'messages', { prompt_cache_retention: '24h' }, dropped('prompt_cache_retention')],
  ['chat', 'messages', { prompt_cache_key: 'k' }, exact({ cache_control: { type: 'ephemeral' } }), CACHED],
  [
    'chat',
    'messages',
    { prompt_cache_options: { mode: 'implicit' } },
    { writes: { cache_control: { type: 'ephemeral' } }, ...dropped('prompt_cache_options') },
    CACHED,
  ],
  [
    'chat',
    'messages',
    { prompt_cache_options: {} },
    { writes: { cache_control: { type: 'ephemeral' } } },
    CACHED,
  ],
  ['chat', 'messages', { store: true }, dropped('store')],
  ['chat', 'messages', { store: false }, exact({})],
  ['chat', 'messages', { service_tier: 'auto' }, exact({ service_tier: 'auto' })],
  ['chat', 'messages', { service_tier: 'default' }, exact({ service_tier: 'standard_only' })],
  ['chat', 'messages', { service_tier: 'fast' }, exact({ speed: 'fast' })],
  ['chat', 'messages', { service_tier: 'flex' }, dropped('service_tier')],
  ['chat', 'messages', { seed: 1 }, dropped('seed')],
  ['chat', 'messages', { logit_bias: { 1: 2 } }, dropped('logit_bias')],
  ['chat', 'messages', { frequency_penalty: 1 }, dropped('frequency_penalty')],
  ['chat', 'messages', { presence_penalty: 1 }, dropped('presence_penalty')],
  ['chat', 'messages', { prediction: { type: 'content', content: 'x' } }, dropped('prediction')],
  ['chat', 'messages', { logprobs: true, top_logprobs: 2 }, dropped('logprobs', 'top_logprobs')],
  ['chat', 'messages', { modalities: ['text', 'audio'], audio: { voice: 'v' } }, { refuses: 'modalities' }],
  ['chat', 'messages', { modalities: ['text'] }, exact({})],
  ['chat', 'messages', { moderation: { model: 'm' } }, dropped('moderation')],
  ['chat', 'messages', { moderation: { mode: 'block' } }, { refuses: 'moderation' }],
  ['chat', 'messages', { a_new_field: 1 }, dropped('a_new_field')],

  // Mapping §2.3, to Chat
  ['messages', 'chat', { max_tokens: 128_000 }, exact({ max_tokens: 128_000 })],
  ['messages', 'chat', { stop_sequences: ['a', 'b', 'c', 'd', 'e'] }, exact({ stop: ['a', 'b', 'c', 'd'] })],
  ['messages', 'chat', { temperature: 0.5, top_p: 0.5 }, exact({ temperature: 0.5, top_p: 0.5 })],
  ['messages', 'chat', { temperature: 1, top_p: 1 }, exact({}), { sampling: false }],
  ['messages', 'chat', { top_k: 3 }, dropped('top_k')],
  ['messages', 'chat', { top_k: 3 }, exact({ top_k: 3 }), { topK: true }],
  ['messages', 'chat', { metadata: { user_id: 'u' } }, dropped('metadata.user_id')],
  [
    'messages',
    'chat',
    { metadata: { user_id: 'u' } },
    exact({ safety_identifier: 'u' }),
    { openaiParameters: true },
  ],
  ['messages', 'chat', { metadata: { a: 'b' } }, dropped('metadata.a')],
  ['messages', 'chat', { cache_control: { type: 'ephemeral' } }, dropped('cache_control')],
  ['messages', 'chat', { service_tier: 'auto' }, exact({})],
  ['messages', 'chat', { service_tier: 'standard_only' }, dropped('service_tier')],
  [
    'messages',
    'chat',
    { service_tier: 'standard_only' },
    exact({ service_tier: 'default' }),
    { openaiParameters: true },
  ],
  ['messages', 'chat', { speed: 'fast' }, exact({ service_tier: 'fast' }), { openaiParameters: true }],
  ['messages', 'chat', { speed: 'fast' }, dropped('speed')],
  ['messages', 'chat', { speed: 'fast', service_tier: 'standard_only' }, dropped('speed', 'service_tier')],
  ['messages', 'chat', { stop_sequences: ['x'] }, dropped('stop_sequences'), { refusedFields: ['stop'] }],
  ['messages', 'chat', { stream: true }, { loses: [] }, { refusedFields: ['stream_options'] }],
  [
    'messages',
    'chat',
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
    exact({ tool_choice: 'auto', parallel_tool_calls: false }),
  ],
]

eachRow(ROWS)

describe('caching that the caller does by itself', () => {
  test.each([
    ['prompt_cache_options', { prompt_cache_options: { mode: 'explicit' } }],
    [
      'prompt_cache_options beside a key',
      { prompt_cache_options: { mode: 'explicit' }, prompt_cache_key: 'k' },
    ],
  ])('is not switched on for all: %s', (_name, fields) => {
    const outcome = sent('chat', 'messages', fields, CACHED)
    expect('body' in outcome && outcome.body).not.toHaveProperty('cache_control')
  })
})
