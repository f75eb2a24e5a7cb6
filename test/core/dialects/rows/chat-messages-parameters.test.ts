import { describe, expect, test } from 'vitest'
import { sent } from '../../../support/translating.ts'
import { between, CHAT_TOOL, dropped, eachRow, exact, MESSAGES_TOOL, type Row, SCHEMA } from './row.ts'

const chatToMessages = between('chat', 'messages')
const messagesToChat = between('messages', 'chat')
const CACHED = { cacheBreakpoints: 'cache_control' } as const

/** Mapping §2.1, to Messages. */
const ROWS: readonly Row[] = [
  chatToMessages({ max_tokens: 9 }, exact({ max_tokens: 9 })),
  chatToMessages(
    { max_completion_tokens: 5, max_tokens: 9 },
    { writes: { max_tokens: 5 }, ...dropped('max_tokens') },
  ),
  chatToMessages({}, exact({ max_tokens: 32_000 })),
  chatToMessages({ temperature: 0.5 }, exact({ temperature: 0.5 })),
  chatToMessages(
    { temperature: 1.5 },
    { writes: { temperature: 1 }, loses: ['temperature_clamped;temperature'] },
  ),
  chatToMessages({ temperature: 0.5 }, dropped('temperature'), { sampling: false }),
  chatToMessages({ top_p: 0.5 }, exact({ top_p: 0.5 })),
  chatToMessages({ temperature: 0.5, top_p: 0.5 }, dropped('top_p')),
  chatToMessages({ stop: 'a' }, exact({ stop_sequences: ['a'] })),
  chatToMessages({ stop: ['a', ' \n'] }, exact({ stop_sequences: ['a'] })),
  chatToMessages({ stream: true, stream_options: { include_usage: true } }, exact({ stream: true })),
  chatToMessages(
    { tools: [CHAT_TOOL], parallel_tool_calls: false },
    exact({ tool_choice: { type: 'auto', disable_parallel_tool_use: true } }),
  ),
  chatToMessages(
    { tools: [CHAT_TOOL], tool_choice: 'none', parallel_tool_calls: false },
    exact({ tool_choice: { type: 'none' } }),
  ),
  chatToMessages({ response_format: { type: 'text' } }, exact({})),
  chatToMessages(
    { response_format: { type: 'json_object' } },
    { writes: { system: expect.stringContaining('JSON') }, loses: ['format_as_hint;response_format'] },
  ),
  chatToMessages(
    { response_format: { type: 'json_schema', json_schema: { name: 'n', strict: true, schema: SCHEMA } } },
    exact({
      output_config: { format: { type: 'json_schema', schema: { ...SCHEMA, additionalProperties: false } } },
    }),
  ),
  chatToMessages({ reasoning_effort: 'none' }, exact({ thinking: { type: 'disabled' } })),
  chatToMessages(
    { reasoning_effort: 'minimal' },
    { writes: { output_config: { effort: 'low' } }, loses: ['effort_adjusted;reasoning_effort'] },
  ),
  chatToMessages(
    { reasoning_effort: 'high' },
    exact({ thinking: { type: 'adaptive' }, output_config: { effort: 'high' } }),
  ),
  chatToMessages(
    { reasoning_effort: 'xhigh' },
    { writes: { output_config: { effort: 'high' } }, loses: ['effort_adjusted;reasoning_effort'] },
  ),
  chatToMessages(
    { reasoning_effort: 'high', max_tokens: 8000 },
    {
      writes: { thinking: { type: 'enabled', budget_tokens: 6400 } },
      loses: ['effort_adjusted;reasoning_effort'],
    },
    { thinking: 'manual' },
  ),
  chatToMessages(
    { reasoning: { effort: 'high', exclude: true } },
    exact({ thinking: { type: 'adaptive', display: 'omitted' } }),
  ),
  chatToMessages({ verbosity: 'low' }, dropped('verbosity')),
  chatToMessages({ metadata: { a: 'b' } }, dropped('metadata')),
  chatToMessages({ user: 'u' }, exact({ metadata: { user_id: 'u' } })),
  chatToMessages({ safety_identifier: 'u' }, exact({ metadata: { user_id: 'u' } })),
  chatToMessages({ prompt_cache_key: 'k' }, dropped('prompt_cache_key')),
  chatToMessages({ prompt_cache_retention: '24h' }, dropped('prompt_cache_retention')),
  chatToMessages({ prompt_cache_key: 'k' }, exact({ cache_control: { type: 'ephemeral' } }), CACHED),
  chatToMessages(
    { prompt_cache_options: { mode: 'implicit' } },
    { writes: { cache_control: { type: 'ephemeral' } }, ...dropped('prompt_cache_options') },
    CACHED,
  ),
  chatToMessages({ prompt_cache_options: {} }, { writes: { cache_control: { type: 'ephemeral' } } }, CACHED),
  chatToMessages({ store: true }, dropped('store')),
  chatToMessages({ store: false }, exact({})),
  chatToMessages({ service_tier: 'auto' }, exact({ service_tier: 'auto' })),
  chatToMessages({ service_tier: 'default' }, exact({ service_tier: 'standard_only' })),
  chatToMessages({ service_tier: 'fast' }, exact({ speed: 'fast' })),
  chatToMessages({ service_tier: 'flex' }, dropped('service_tier')),
  chatToMessages({ seed: 1 }, dropped('seed')),
  chatToMessages({ logit_bias: { 1: 2 } }, dropped('logit_bias')),
  chatToMessages({ frequency_penalty: 1 }, dropped('frequency_penalty')),
  chatToMessages({ presence_penalty: 1 }, dropped('presence_penalty')),
  chatToMessages({ prediction: { type: 'content', content: 'x' } }, dropped('prediction')),
  chatToMessages({ logprobs: true, top_logprobs: 2 }, dropped('logprobs', 'top_logprobs')),
  chatToMessages({ modalities: ['text', 'audio'], audio: { voice: 'v' } }, { refuses: 'modalities' }),
  chatToMessages({ modalities: ['text'] }, exact({})),
  chatToMessages({ moderation: { model: 'm' } }, dropped('moderation')),
  chatToMessages({ moderation: { mode: 'block' } }, { refuses: 'moderation' }),
  chatToMessages({ a_new_field: 1 }, dropped('a_new_field')),

  // Mapping §2.3, to Chat
  messagesToChat({ max_tokens: 128_000 }, exact({ max_tokens: 128_000 })),
  messagesToChat({ stop_sequences: ['a', 'b', 'c', 'd', 'e'] }, exact({ stop: ['a', 'b', 'c', 'd'] })),
  messagesToChat({ temperature: 0.5, top_p: 0.5 }, exact({ temperature: 0.5, top_p: 0.5 })),
  messagesToChat({ temperature: 1, top_p: 1 }, exact({}), { sampling: false }),
  messagesToChat({ top_k: 3 }, dropped('top_k')),
  messagesToChat({ top_k: 3 }, exact({ top_k: 3 }), { topK: true }),
  messagesToChat({ metadata: { user_id: 'u' } }, dropped('metadata.user_id')),
  messagesToChat({ metadata: { user_id: 'u' } }, exact({ safety_identifier: 'u' }), {
    openaiParameters: true,
  }),
  messagesToChat({ metadata: { a: 'b' } }, dropped('metadata.a')),
  messagesToChat({ cache_control: { type: 'ephemeral' } }, dropped('cache_control')),
  messagesToChat({ service_tier: 'auto' }, exact({})),
  messagesToChat({ service_tier: 'standard_only' }, dropped('service_tier')),
  messagesToChat({ service_tier: 'standard_only' }, exact({ service_tier: 'default' }), {
    openaiParameters: true,
  }),
  messagesToChat({ speed: 'fast' }, exact({ service_tier: 'fast' }), { openaiParameters: true }),
  messagesToChat({ speed: 'fast' }, dropped('speed')),
  messagesToChat({ speed: 'fast', service_tier: 'standard_only' }, dropped('speed', 'service_tier')),
  messagesToChat({ stop_sequences: ['x'] }, dropped('stop_sequences'), { refusedFields: ['stop'] }),
  messagesToChat({ stream: true }, { loses: [] }, { refusedFields: ['stream_options'] }),
  messagesToChat(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
    exact({ tool_choice: 'auto', parallel_tool_calls: false }),
  ),
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
