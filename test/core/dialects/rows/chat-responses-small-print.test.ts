import { expect } from 'vitest'
import { dropped, eachRow, exact, OPENAI, RESPONSES_TOOL, type Row, SCHEMA } from './row.ts'

const NOT_SAMPLED = { sampling: false }
const second = { ...RESPONSES_TOOL, name: 'g' }

/** What Chat and Responses say in like words, and what an endpoint takes in none (mapping §2 and §4). */
const ROWS: readonly Row[] = [
  [
    'responses',
    'chat',
    { tools: [{ ...RESPONSES_TOOL, output_schema: SCHEMA, async: true }] },
    dropped('tools[0].output_schema', 'tools[0].async'),
  ],
  [
    'responses',
    'responses',
    { tools: [{ ...RESPONSES_TOOL, strict: false, async: true }] },
    exact({ tools: [{ ...RESPONSES_TOOL, strict: false, async: true }] }),
    OPENAI,
  ],
  ['chat', 'responses', { prompt_cache_retention: '12h' }, exact({ prompt_cache_retention: '12h' }), OPENAI],
  [
    'chat',
    'responses',
    { prompt_cache_options: { mode: 'implicit' } },
    exact({ prompt_cache_options: { mode: 'implicit' } }),
    OPENAI,
  ],
  ['responses', 'chat', { moderation: { model: 'm' } }, exact({ moderation: { model: 'm' } }), OPENAI],
  ['responses', 'chat', { prompt_cache_options: {} }, dropped('prompt_cache_options')],
  ['chat', 'responses', { moderation: { mode: 'block' } }, { refuses: 'moderation' }],
  [
    'chat',
    'responses',
    { store: true },
    { writes: { store: true }, loses: ['stored_elsewhere;store'] },
    OPENAI,
  ],
  ['chat', 'responses', { temperature: 1 }, { loses: [] }, NOT_SAMPLED],
  ['chat', 'responses', { temperature: 0 }, dropped('temperature'), NOT_SAMPLED],
  [
    'chat',
    'chat',
    { reasoning_effort: 'none' },
    exact({ enable_thinking: false }),
    { reasoningSwitch: 'enable_thinking' },
  ],
  [
    'chat',
    'chat',
    { reasoning_effort: 'high' },
    exact({ reasoning_effort: 'high' }),
    { reasoningSwitch: 'thinking' },
  ],
  [
    'chat',
    'responses',
    { response_format: { type: 'json_schema', json_schema: { schema: SCHEMA } } },
    {
      writes: { text: { format: { type: 'json_object' } }, instructions: expect.stringContaining('"a"') },
      loses: ['format_as_hint;response_format'],
    },
    { structuredOutput: false },
  ],
  [
    'responses',
    'chat',
    { tools: [RESPONSES_TOOL], tool_choice: 'required' },
    { writes: { tool_choice: 'auto' }, loses: ['choice_loosened;tool_choice'] },
    { forcedTools: false },
  ],
  [
    'responses',
    'chat',
    {
      tools: [RESPONSES_TOOL, second],
      tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'g' }] },
    },
    exact({
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'g' } }] },
      },
    }),
    OPENAI,
  ],
]

eachRow(ROWS)
