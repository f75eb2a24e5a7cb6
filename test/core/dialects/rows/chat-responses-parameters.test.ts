import { describe, expect, test } from 'vitest'
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

const SEARCHING = { ...OPENAI, hostedTools: ['web_search'] }
const ALL = { ...OPENAI, efforts: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] }
const to = (fields: Row[2], fate: Fate, quirks?: Row[4]): Row => ['chat', 'responses', fields, fate, quirks]

const PLACE = { city: 'Paris', country: 'FR' }
const SEARCH = {
  search_context_size: 'low',
  user_location: { type: 'approximate', approximate: PLACE },
}
const FORMAT = { name: 'n', description: 'd', strict: true, schema: SCHEMA }

/** Mapping §2.1, to Responses. */
const ROWS: readonly Row[] = [
  // Limits and sampling
  to({ max_completion_tokens: 100 }, exact({ max_output_tokens: 100 })),
  to({ max_tokens: 100 }, exact({ max_output_tokens: 100 })),
  to(
    { max_completion_tokens: 100, max_tokens: 50 },
    { writes: { max_output_tokens: 100 }, ...dropped('max_tokens') },
  ),
  to({ max_completion_tokens: 100, max_tokens: 100 }, exact({ max_output_tokens: 100 })),
  to({ max_tokens: 5 }, { writes: { max_output_tokens: 16 }, loses: ['max_tokens_clamped;max_tokens'] }),
  to({ temperature: 0.5, top_p: 0.2 }, exact({ temperature: 0.5, top_p: 0.2 })),
  to({ temperature: 0.5, top_p: 0.2 }, dropped('temperature', 'top_p'), { sampling: false }),
  to({ n: 1 }, exact({})),
  to({ n: 2 }, { refuses: 'n' }),
  to({ stop: ['a', 'b'] }, exact({})),
  to(
    {
      seed: 1,
      logit_bias: { 1: 1 },
      frequency_penalty: 1,
      presence_penalty: 1,
      prediction: { type: 'content' },
    },
    dropped('seed', 'logit_bias', 'frequency_penalty', 'presence_penalty', 'prediction'),
    OPENAI,
  ),
  to({ frequency_penalty: 1, presence_penalty: 2 }, exact({ frequency_penalty: 1, presence_penalty: 2 }), {
    penalties: true,
  }),
  to(
    { logprobs: true, top_logprobs: 2 },
    exact({ include: ['message.output_text.logprobs'], top_logprobs: 2 }),
  ),
  // Streams
  to({ stream: true, stream_options: { include_usage: true } }, exact({ stream: true })),
  to(
    { stream: true, stream_options: { include_obfuscation: true } },
    exact({ stream_options: { include_obfuscation: true } }),
    OPENAI,
  ),
  // Tools
  to({ tools: [CHAT_TOOL] }, exact({ tools: [{ ...RESPONSES_TOOL, strict: false }] })),
  to({ tools: [CHAT_TOOL], parallel_tool_calls: false }, exact({ parallel_tool_calls: false })),
  to(
    { functions: [CHAT_TOOL.function], function_call: { name: 'f' } },
    exact({
      tools: [{ ...RESPONSES_TOOL, strict: false }],
      tool_choice: { type: 'function', name: 'f' },
    }),
  ),
  to({ functions: [CHAT_TOOL.function], function_call: 'none' }, exact({ tool_choice: 'none' })),
  // The form of the answer
  to({ response_format: { type: 'text' } }, exact({ text: { format: { type: 'text' } } })),
  to({ response_format: { type: 'json_object' } }, exact({ text: { format: { type: 'json_object' } } })),
  to(
    { response_format: { type: 'json_schema', json_schema: FORMAT } },
    exact({ text: { format: { type: 'json_schema', ...FORMAT } } }),
  ),
  to({ verbosity: 'low' }, exact({ text: { verbosity: 'low' } }), OPENAI),
  to({ verbosity: 'newer' }, exact({ text: { verbosity: 'newer' } }), OPENAI),
  to({ verbosity: 'low' }, dropped('verbosity')),
  to({ modalities: ['text'] }, exact({})),
  to({ modalities: ['text', 'audio'], audio: { voice: 'v', format: 'wav' } }, { refuses: 'modalities' }),
  to({ audio: { voice: 'v', format: 'wav' } }, { refuses: 'audio' }),
  // Reasoning
  ...ALL.efforts.map(effort => to({ reasoning_effort: effort }, exact({ reasoning: { effort } }), ALL)),
  to(
    { reasoning_effort: 'max' },
    { writes: { reasoning: { effort: 'high' } }, loses: ['effort_adjusted;reasoning_effort'] },
  ),
  // Who asks, and how it is kept and billed
  to({ metadata: { a: 'b' } }, exact({ metadata: { a: 'b' } }), OPENAI),
  to({ metadata: { a: 'b' } }, dropped('metadata')),
  to({ safety_identifier: 'u' }, exact({ safety_identifier: 'u' }), OPENAI),
  to({ user: 'u' }, exact({ safety_identifier: 'u' }), OPENAI),
  to({ safety_identifier: 'u' }, dropped('safety_identifier')),
  to({ user: 'u' }, dropped('user')),
  to(
    { user: 'u', safety_identifier: 's' },
    { writes: { safety_identifier: 's' }, ...dropped('user') },
    OPENAI,
  ),
  to({ user: 'u', safety_identifier: 'u' }, exact({ safety_identifier: 'u' }), OPENAI),
  to({ prompt_cache_key: 'k' }, exact({ prompt_cache_key: 'k' }), OPENAI),
  to({ prompt_cache_retention: '24h' }, exact({ prompt_cache_retention: '24h' }), OPENAI),
  to(
    { prompt_cache_options: { mode: 'explicit', ttl: '30m' } },
    exact({ prompt_cache_options: { mode: 'explicit', ttl: '30m' } }),
    OPENAI,
  ),
  to(
    { prompt_cache_key: 'k', prompt_cache_retention: '24h', prompt_cache_options: {} },
    dropped('prompt_cache_key', 'prompt_cache_retention', 'prompt_cache_options'),
  ),
  to({}, exact({ store: false }), OPENAI),
  to({ store: false }, exact({})),
  to({ store: true }, dropped('store')),
  ...['auto', 'default', 'flex', 'scale', 'priority', 'fast'].map(service_tier =>
    to({ service_tier }, exact({ service_tier }), OPENAI),
  ),
  to({ service_tier: 'flex' }, dropped('service_tier')),
  to({ service_tier: 'unheard of' }, dropped('service_tier'), OPENAI),
  to({ moderation: { model: 'm' } }, exact({ moderation: { model: 'm' } }), OPENAI),
  to({ moderation: { model: 'm' } }, dropped('moderation')),
  to({ from_next_week: 1 }, dropped('from_next_week'), OPENAI),
  // The web
  to(
    { web_search_options: SEARCH },
    exact({
      tools: [
        { type: 'web_search', search_context_size: 'low', user_location: { type: 'approximate', ...PLACE } },
      ],
    }),
    SEARCHING,
  ),
  to({ web_search_options: { ...SEARCH, depth: 2 } }, dropped('web_search_options.depth'), SEARCHING),
  to({ web_search_options: SEARCH }, { loses: ['hosted_tool_dropped;web_search_options'] }),
]

eachRow(ROWS)

describe('what Responses has no field for', () => {
  test('is not written', () => {
    const fields = {
      stop: 'a',
      n: 1,
      modalities: ['text'],
      max_tokens: 20,
      stream_options: { include_usage: true },
    }
    expect(Object.keys(bodySent('chat', 'responses', fields))).toEqual([
      'model',
      'input',
      'max_output_tokens',
    ])
  })
})
