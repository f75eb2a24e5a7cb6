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
const grammar = { type: 'grammar', syntax: 'lark', definition: 'start: x' }
const SEARCH = { hostedTools: ['web_search_20250305'] }
const typed = (type: string) => ({ tools: [{ type }] })
const hosted = (type: string): Row => [
  'responses',
  'messages',
  typed(type),
  { loses: ['hosted_tool_dropped;tools[0]'] },
]
const run = (type: string): Row => ['responses', 'messages', typed(type), exact({ tools: [{ name: type }] })]

/** Mapping §4.1, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  responsesToMessages({ tools: [RESPONSES_TOOL] }, exact({ tools: [MESSAGES_TOOL] })),
  responsesToMessages(
    { tools: [{ ...RESPONSES_TOOL, strict: true }] },
    exact({ tools: [{ ...MESSAGES_TOOL, strict: true }] }),
  ),
  responsesToMessages(
    { tools: [{ ...RESPONSES_TOOL, parameters: null }] },
    exact({ tools: [{ input_schema: { type: 'object', properties: {} } }] }),
  ),
  responsesToMessages({ tools: [{ ...RESPONSES_TOOL, async: true }] }, dropped('tools[0].async')),
  responsesToMessages(
    { tools: [{ ...RESPONSES_TOOL, output_schema: SCHEMA }] },
    dropped('tools[0].output_schema'),
  ),
  responsesToMessages(
    { tools: [{ type: 'custom', name: 'f', format: grammar }] },
    exact({
      tools: [
        { input_schema: { properties: { input: { description: expect.stringContaining('start: x') } } } },
      ],
    }),
  ),
  responsesToMessages(
    { tools: [{ type: 'namespace', name: 'ns', tools: [RESPONSES_TOOL] }] },
    exact({ tools: [{ ...MESSAGES_TOOL, name: 'ns__f' }] }),
  ),
  responsesToMessages(
    { tools: [{ type: 'namespace', name: 'mcp__demo__', description: 'd', tools: [RESPONSES_TOOL] }] },
    { writes: { tools: [{ name: 'mcp__demo__f' }] }, ...dropped('tools[0].description') },
  ),
  responsesToMessages(
    {
      tools: [
        { ...RESPONSES_TOOL, defer_loading: true },
        { type: 'tool_search', execution: 'client' },
      ],
    },
    exact({ tools: [{ name: 'tool_search' }] }),
  ),
  responsesToMessages(
    { tools: [{ type: 'web_search_preview', search_context_size: 'low', user_location: { city: 'Bonn' } }] },
    {
      writes: {
        tools: [{ type: 'web_search_20250305', user_location: { type: 'approximate', city: 'Bonn' } }],
      },
      ...dropped('tools[0].search_context_size'),
    },
    SEARCH,
  ),
  responsesToMessages(
    { tools: [{ type: 'web_search', external_web_access: false }] },
    dropped('tools[0].external_web_access'),
    SEARCH,
  ),
  hosted('web_search'),
  hosted('file_search'),
  hosted('code_interpreter'),
  hosted('image_generation'),
  hosted('mcp'),
  hosted('tool_search'),
  hosted('programmatic_tool_calling'),
  run('local_shell'),
  run('shell'),
  run('apply_patch'),
  responsesToMessages(typed('computer'), { refuses: 'tools[0]' }),
  responsesToMessages(typed('computer_use_preview'), { refuses: 'tools[0]' }),
]

const MCP_SERVER = { type: 'url', name: 's', url: 'https://a.org' }

/** Mapping §4.1, to Responses. */
const TO_RESPONSES: readonly Row[] = [
  messagesToResponses({ tools: [MESSAGES_TOOL] }, exact({ tools: [{ ...RESPONSES_TOOL, strict: false }] })),
  messagesToResponses(
    { tools: [{ ...MESSAGES_TOOL, strict: true }] },
    exact({ tools: [{ ...RESPONSES_TOOL, strict: true }] }),
  ),
  messagesToResponses(
    { tools: [{ ...MESSAGES_TOOL, input_schema: { oneOf: [SCHEMA] } }] },
    { writes: { tools: [{ parameters: SCHEMA, strict: false }] }, loses: ['schema_flattened;tools[0]'] },
    OPENAI,
  ),
  messagesToResponses(
    { tools: [{ ...MESSAGES_TOOL, eager_input_streaming: true }] },
    dropped('tools[0].eager_input_streaming'),
  ),
  messagesToResponses(
    { tools: [{ type: 'bash_20250124', name: 'bash' }] },
    exact({ tools: [{ type: 'function', name: 'bash' }] }),
  ),
  messagesToResponses(
    { tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 2 }] },
    { writes: { tools: [{ type: 'web_search' }] }, ...dropped('tools[0].max_uses') },
    { hostedTools: ['web_search'] },
  ),
  messagesToResponses(
    { tools: [{ type: 'code_execution_20250825', name: 'code_execution' }] },
    { loses: ['hosted_tool_dropped;tools[0]'] },
  ),
  messagesToResponses({ tools: [{ type: 'computer_20250124', name: 'computer' }] }, { refuses: 'tools[0]' }),
  messagesToResponses(
    { mcp_servers: [{ ...MCP_SERVER, authorization_token: 't' }] },
    exact({
      tools: [
        {
          type: 'mcp',
          server_label: 's',
          server_url: 'https://a.org',
          require_approval: 'never',
          authorization: 't',
        },
      ],
    }),
    { hostedTools: ['mcp'] },
  ),
  messagesToResponses({ mcp_servers: [MCP_SERVER] }, { refuses: 'mcp_servers[0]' }),
]

eachRow(TO_MESSAGES)
eachRow(TO_RESPONSES)
