import { expect, test } from 'vitest'
import { bodySent } from '../../../support/translating.ts'
import {
  CHAT_TOOL,
  dropped,
  eachRow,
  exact,
  type Fate,
  OPENAI,
  RESPONSES_TOOL,
  type Row,
  SCHEMA,
} from './row.ts'
import { user } from './turns.ts'

const back = (fields: Row[2], fate: Fate, quirks?: Row[4]): Row => ['responses', 'chat', fields, fate, quirks]

const HI = user('hi')
const FORMAT = { name: 'n', description: 'd', strict: true, schema: SCHEMA }
const update = (fields: Row[2]) => ({ type: 'configuration_update', ...fields })

/** Mapping §2.2, to Chat. */
const ROWS: readonly Row[] = [
  // What is said
  back({ input: 'hi' }, exact({ messages: [HI] })),
  back({ instructions: 'Be brief.' }, exact({ messages: [{ role: 'system', content: 'Be brief.' }, HI] })),
  back(
    { instructions: 'Be brief.' },
    exact({ messages: [{ role: 'developer', content: 'Be brief.' }, HI] }),
    {
      instructionRole: 'developer',
    },
  ),
  // Limits and sampling
  back({ max_output_tokens: 100 }, exact({ max_tokens: 100 })),
  back({ max_output_tokens: 100 }, exact({ max_completion_tokens: 100 }), {
    maxTokensField: 'max_completion_tokens',
  }),
  back({ max_tool_calls: 2 }, dropped('max_tool_calls')),
  back({ temperature: 0.5, top_p: 0.2 }, exact({ temperature: 0.5, top_p: 0.2 })),
  back({ top_logprobs: 2 }, exact({ logprobs: true, top_logprobs: 2 })),
  back({ tools: [RESPONSES_TOOL], parallel_tool_calls: false }, exact({ parallel_tool_calls: false })),
  // The form of the answer
  back({ text: { format: { type: 'text' } } }, exact({ response_format: { type: 'text' } })),
  back({ text: { format: { type: 'json_object' } } }, exact({ response_format: { type: 'json_object' } })),
  back(
    { text: { format: { type: 'json_schema', ...FORMAT } } },
    exact({ response_format: { type: 'json_schema', json_schema: FORMAT } }),
  ),
  back({ text: { verbosity: 'high' } }, exact({ verbosity: 'high' }), OPENAI),
  back({ text: { verbosity: 'high' } }, dropped('text.verbosity')),
  back({ text: { tone: 'dry' } }, dropped('text.tone')),
  // Reasoning
  back({ reasoning: { effort: 'high' } }, exact({ reasoning_effort: 'high' })),
  back(
    { reasoning: { effort: 'max' } },
    { writes: { reasoning_effort: 'high' }, loses: ['effort_adjusted;reasoning.effort'] },
  ),
  back({ reasoning: { effort: 'none' } }, dropped('reasoning.effort')),
  back({ reasoning: { summary: 'auto' } }, exact({})),
  back({ reasoning: { context: 'all_turns' } }, dropped('reasoning.context')),
  back({ reasoning: { mode: 'pro' } }, dropped('reasoning.mode')),
  back({ reasoning: { context: 'auto', mode: 'standard' } }, exact({})),
  back(
    { reasoning: { effort: 'low' }, input: [HI, update({ reasoning: { effort: 'high' } })] },
    exact({ messages: [HI], reasoning_effort: 'high' }),
  ),
  back(
    { input: [HI, update({ reasoning: { effort: 'max' } })] },
    { writes: { reasoning_effort: 'high' }, loses: ['effort_adjusted;input[1].reasoning.effort'] },
  ),
  back({ input: [HI, update({ temperature: 1 })] }, { refuses: 'input[1].temperature' }),
  // What is to be included
  back({ include: ['message.output_text.logprobs'] }, exact({ logprobs: true })),
  back({ include: ['reasoning.encrypted_content'] }, exact({})),
  back(
    { include: ['file_search_call.results', 'web_search_call.action.sources'] },
    dropped('include[0]', 'include[1]'),
  ),
  // What is kept elsewhere
  back({ previous_response_id: 'resp_1' }, { refuses: 'previous_response_id' }),
  back({ conversation: 'conv_1' }, { refuses: 'conversation' }),
  back({ prompt: { id: 'p', variables: {} } }, { refuses: 'prompt' }),
  back({ background: true }, { refuses: 'background' }),
  back({ background: false }, exact({})),
  back({ truncation: 'auto' }, dropped('truncation')),
  back({ truncation: 'disabled' }, exact({})),
  back({ context_management: [{ type: 'compaction', compact_threshold: 9 }] }, dropped('context_management')),
  back(
    {
      image: { context_compression: 'auto' },
      access_programs: { cyber: 'standard' },
      moderation: { model: 'm' },
    },
    dropped('image', 'access_programs', 'moderation'),
  ),
  back({ from_next_week: 1 }, dropped('from_next_week'), OPENAI),
  // Who asks, and how it is kept and billed
  back({ metadata: { a: 'b' } }, exact({ metadata: { a: 'b' } }), OPENAI),
  back({ metadata: { a: 'b' } }, dropped('metadata')),
  back({ user: 'u' }, exact({ safety_identifier: 'u' }), OPENAI),
  back({ user: 'u' }, dropped('user')),
  back(
    { user: 'u', safety_identifier: 's' },
    { writes: { safety_identifier: 's' }, ...dropped('user') },
    OPENAI,
  ),
  back({ user: 'u', safety_identifier: 'u' }, exact({ safety_identifier: 'u' }), OPENAI),
  back({ safety_identifier: 'u' }, dropped('safety_identifier')),
  back({ service_tier: 'flex' }, exact({ service_tier: 'flex' }), OPENAI),
  back(
    { service_tier: 'ultrafast' },
    { writes: { service_tier: 'fast' }, ...dropped('service_tier') },
    OPENAI,
  ),
  back({ store: true }, exact({ store: true }), OPENAI),
  back({ store: false }, exact({})),
  back(
    { prompt_cache_key: 'k', prompt_cache_retention: '24h' },
    exact({ prompt_cache_key: 'k', prompt_cache_retention: '24h' }),
    OPENAI,
  ),
  back(
    { prompt_cache_options: { mode: 'explicit', ttl: '30m', prewarm: false } },
    exact({ prompt_cache_options: { mode: 'explicit', ttl: '30m' } }),
    OPENAI,
  ),
  back(
    {
      prompt_cache_options: { mode: 'explicit', ttl: '12h', prewarm: true, comparison_response_id: 'resp_1' },
    },
    {
      writes: { prompt_cache_options: { mode: 'explicit' } },
      ...dropped(
        'prompt_cache_options.ttl',
        'prompt_cache_options.prewarm',
        'prompt_cache_options.comparison_response_id',
      ),
    },
    OPENAI,
  ),
  // Streams and tools
  back(
    { stream: true, stream_options: { include_obfuscation: false } },
    exact({ stream: true, stream_options: { include_usage: true, include_obfuscation: false } }),
    OPENAI,
  ),
  back({ tools: [RESPONSES_TOOL] }, exact({ tools: [CHAT_TOOL] })),
]

eachRow(ROWS)

test('what Codex says of the machine and the session goes to nobody', () => {
  const body = bodySent('responses', 'chat', { client_metadata: { cwd: '/home/me' } }, OPENAI)
  expect(JSON.stringify(body)).not.toMatch(/client_metadata|home/)
})
