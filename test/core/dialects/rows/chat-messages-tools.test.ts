import { expect } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { CHAT_TOOL, dropped, eachRow, exact, MESSAGES_TOOL, type Row, SCHEMA } from './row.ts'

const functionTool = (fields: JsonObject) => ({ type: 'function', function: { name: 'f', ...fields } })
const grammar = { syntax: 'lark', definition: 'start: x' }
const SEARCH = { hostedTools: ['web_search_20250305'] }
const wrapped = { input_schema: { properties: { input: { type: 'string' } }, required: ['input'] } }

/** Mapping §4.1, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  ['chat', 'messages', { tools: [CHAT_TOOL] }, exact({ tools: [MESSAGES_TOOL] })],
  [
    'chat',
    'messages',
    { tools: [functionTool({ description: 'd', strict: true, parameters: SCHEMA })] },
    exact({ tools: [{ ...MESSAGES_TOOL, description: 'd', strict: true }] }),
  ],
  [
    'chat',
    'messages',
    { tools: [functionTool({ strict: true, parameters: SCHEMA })] },
    dropped('tools[0].strict'),
    { structuredOutput: false },
  ],
  [
    'chat',
    'messages',
    { tools: [functionTool({})] },
    exact({ tools: [{ input_schema: { type: 'object', properties: {} } }] }),
  ],
  [
    'chat',
    'messages',
    { tools: [functionTool({ parameters: { anyOf: [SCHEMA] } })] },
    { writes: { tools: [{ input_schema: SCHEMA }] }, loses: ['schema_flattened;tools[0]'] },
  ],
  [
    'chat',
    'messages',
    { tools: [{ type: 'custom', custom: { name: 'f', format: { type: 'grammar', grammar } } }] },
    exact({
      tools: [
        { input_schema: { properties: { input: { description: expect.stringContaining('start: x') } } } },
      ],
    }),
  ],
  ['chat', 'messages', { tools: [{ type: 'custom', custom: { name: 'f' } }] }, exact({ tools: [wrapped] })],
  [
    'chat',
    'messages',
    { web_search_options: { user_location: { type: 'approximate', approximate: { city: 'Bonn' } } } },
    exact({
      tools: [
        {
          type: 'web_search_20250305',
          name: 'web_search',
          user_location: { type: 'approximate', city: 'Bonn' },
        },
      ],
    }),
    SEARCH,
  ],
  [
    'chat',
    'messages',
    { web_search_options: { search_context_size: 'low' } },
    dropped('web_search_options.search_context_size'),
    SEARCH,
  ],
  ['chat', 'messages', { web_search_options: {} }, { loses: ['hosted_tool_dropped;web_search_options'] }],
]

/** Mapping §4.1, to Chat. */
const TO_CHAT: readonly Row[] = [
  ['messages', 'chat', { tools: [MESSAGES_TOOL] }, exact({ tools: [CHAT_TOOL] })],
  [
    'messages',
    'chat',
    { tools: [{ ...MESSAGES_TOOL, type: 'custom', description: 'd', strict: true }] },
    exact({ tools: [functionTool({ parameters: SCHEMA, description: 'd', strict: true })] }),
  ],
  [
    'messages',
    'chat',
    { tools: [{ ...MESSAGES_TOOL, cache_control: { type: 'ephemeral' } }] },
    { loses: ['cache_breakpoint_dropped;tools[0]'] },
  ],
  [
    'messages',
    'chat',
    { tools: [{ ...MESSAGES_TOOL, input_examples: [{}] }] },
    dropped('tools[0].input_examples'),
  ],
  [
    'messages',
    'chat',
    { tools: [{ ...MESSAGES_TOOL, allowed_callers: ['code_execution_20260120'] }] },
    dropped('tools[0].allowed_callers'),
  ],
  [
    'messages',
    'chat',
    { tools: [{ ...MESSAGES_TOOL, allowed_callers: ['direct'], eager_input_streaming: false }] },
    { loses: [] },
  ],
  [
    'messages',
    'messages',
    { tools: [{ ...MESSAGES_TOOL, input_examples: [{}] }] },
    exact({ tools: [{ ...MESSAGES_TOOL, input_examples: [{}] }] }),
  ],
  [
    'messages',
    'chat',
    { tools: [{ type: 'bash_20250124', name: 'bash' }] },
    exact({ tools: [{ function: { name: 'bash' } }] }),
  ],
  [
    'messages',
    'chat',
    { tools: [{ type: 'text_editor_20250728', name: 'edit', max_characters: 9 }] },
    { writes: { tools: [{ function: { name: 'edit' } }] }, ...dropped('tools[0].max_characters') },
  ],
  [
    'messages',
    'chat',
    { tools: [{ type: 'memory_20250818', name: 'memory' }] },
    exact({ tools: [{ function: { name: 'memory' } }] }),
  ],
  [
    'messages',
    'chat',
    {
      tools: [
        {
          type: 'web_search_20250305',
          name: 'web_search',
          user_location: { type: 'approximate', city: 'Bonn' },
        },
      ],
    },
    exact({ web_search_options: { user_location: { type: 'approximate', approximate: { city: 'Bonn' } } } }),
    { hostedTools: ['web_search'] },
  ],
  [
    'messages',
    'chat',
    { tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
    { loses: ['hosted_tool_dropped;tools[0]'] },
  ],
  [
    'messages',
    'chat',
    { tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }] },
    { loses: ['hosted_tool_dropped;tools[0]'] },
  ],
  [
    'messages',
    'chat',
    { tools: [{ type: 'advisor_20260301', name: 'advisor' }] },
    { loses: ['hosted_tool_dropped;tools[0]'] },
  ],
  [
    'messages',
    'chat',
    { tools: [{ type: 'computer_toolset_20260801', name: 'computer' }] },
    { refuses: 'tools[0]' },
  ],
  [
    'messages',
    'chat',
    {
      tools: [
        { type: 'tool_search_tool_bm25_20251119', name: 'search' },
        { ...MESSAGES_TOOL, defer_loading: true },
      ],
    },
    { writes: { tools: [CHAT_TOOL] }, loses: ['hosted_tool_dropped;tools[0]'] },
  ],
]

eachRow(TO_MESSAGES)
eachRow(TO_CHAT)
