import { expect } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { between, CHAT_TOOL, dropped, eachRow, exact, MESSAGES_TOOL, type Row, SCHEMA } from './row.ts'

const chatToMessages = between('chat', 'messages')
const messagesToChat = between('messages', 'chat')
const messagesToMessages = between('messages', 'messages')
const functionTool = (fields: JsonObject) => ({ type: 'function', function: { name: 'f', ...fields } })
const grammar = { syntax: 'lark', definition: 'start: x' }
const SEARCH = { hostedTools: ['web_search_20250305'] }
const wrapped = { input_schema: { properties: { input: { type: 'string' } }, required: ['input'] } }

/** Mapping §4.1, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  chatToMessages({ tools: [CHAT_TOOL] }, exact({ tools: [MESSAGES_TOOL] })),
  chatToMessages(
    { tools: [functionTool({ description: 'd', strict: true, parameters: SCHEMA })] },
    exact({ tools: [{ ...MESSAGES_TOOL, description: 'd', strict: true }] }),
  ),
  chatToMessages(
    { tools: [functionTool({ strict: true, parameters: SCHEMA })] },
    dropped('tools[0].strict'),
    { structuredOutput: false },
  ),
  chatToMessages(
    { tools: [functionTool({})] },
    exact({ tools: [{ input_schema: { type: 'object', properties: {} } }] }),
  ),
  chatToMessages(
    { tools: [functionTool({ parameters: { anyOf: [SCHEMA] } })] },
    { writes: { tools: [{ input_schema: SCHEMA }] }, loses: ['schema_flattened;tools[0]'] },
  ),
  chatToMessages(
    { tools: [{ type: 'custom', custom: { name: 'f', format: { type: 'grammar', grammar } } }] },
    exact({
      tools: [
        { input_schema: { properties: { input: { description: expect.stringContaining('start: x') } } } },
      ],
    }),
  ),
  chatToMessages({ tools: [{ type: 'custom', custom: { name: 'f' } }] }, exact({ tools: [wrapped] })),
  chatToMessages(
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
  ),
  chatToMessages(
    { web_search_options: { search_context_size: 'low' } },
    dropped('web_search_options.search_context_size'),
    SEARCH,
  ),
  chatToMessages({ web_search_options: {} }, { loses: ['hosted_tool_dropped;web_search_options'] }),
]

/** Mapping §4.1, to Chat. */
const TO_CHAT: readonly Row[] = [
  messagesToChat({ tools: [MESSAGES_TOOL] }, exact({ tools: [CHAT_TOOL] })),
  messagesToChat(
    { tools: [{ ...MESSAGES_TOOL, type: 'custom', description: 'd', strict: true }] },
    exact({ tools: [functionTool({ parameters: SCHEMA, description: 'd', strict: true })] }),
  ),
  messagesToChat(
    { tools: [{ ...MESSAGES_TOOL, cache_control: { type: 'ephemeral' } }] },
    { loses: ['cache_breakpoint_dropped;tools[0]'] },
  ),
  messagesToChat({ tools: [{ ...MESSAGES_TOOL, input_examples: [{}] }] }, dropped('tools[0].input_examples')),
  messagesToChat(
    { tools: [{ ...MESSAGES_TOOL, allowed_callers: ['code_execution_20260120'] }] },
    dropped('tools[0].allowed_callers'),
  ),
  messagesToChat(
    { tools: [{ ...MESSAGES_TOOL, allowed_callers: ['direct'], eager_input_streaming: false }] },
    { loses: [] },
  ),
  messagesToMessages(
    { tools: [{ ...MESSAGES_TOOL, input_examples: [{}] }] },
    exact({ tools: [{ ...MESSAGES_TOOL, input_examples: [{}] }] }),
  ),
  messagesToChat(
    { tools: [{ type: 'bash_20250124', name: 'bash' }] },
    exact({ tools: [{ function: { name: 'bash' } }] }),
  ),
  messagesToChat(
    { tools: [{ type: 'text_editor_20250728', name: 'edit', max_characters: 9 }] },
    { writes: { tools: [{ function: { name: 'edit' } }] }, ...dropped('tools[0].max_characters') },
  ),
  messagesToChat(
    { tools: [{ type: 'memory_20250818', name: 'memory' }] },
    exact({ tools: [{ function: { name: 'memory' } }] }),
  ),
  messagesToChat(
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
  ),
  messagesToChat(
    { tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
    { loses: ['hosted_tool_dropped;tools[0]'] },
  ),
  messagesToChat(
    { tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }] },
    { loses: ['hosted_tool_dropped;tools[0]'] },
  ),
  messagesToChat(
    { tools: [{ type: 'advisor_20260301', name: 'advisor' }] },
    { loses: ['hosted_tool_dropped;tools[0]'] },
  ),
  messagesToChat(
    { tools: [{ type: 'computer_toolset_20260801', name: 'computer' }] },
    { refuses: 'tools[0]' },
  ),
  messagesToChat(
    {
      tools: [
        { type: 'tool_search_tool_bm25_20251119', name: 'search' },
        { ...MESSAGES_TOOL, defer_loading: true },
      ],
    },
    { writes: { tools: [CHAT_TOOL] }, loses: ['hosted_tool_dropped;tools[0]'] },
  ),
]

eachRow(TO_MESSAGES)
eachRow(TO_CHAT)
