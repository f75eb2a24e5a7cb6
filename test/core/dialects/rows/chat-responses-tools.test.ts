import { expect } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
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

const to = (tools: JsonObject[], fate: Fate, quirks?: Row[4]): Row => [
  'chat',
  'responses',
  { tools },
  fate,
  quirks,
]
const back = (tools: JsonObject[], fate: Fate, quirks?: Row[4]): Row => [
  'responses',
  'chat',
  { tools },
  fate,
  quirks,
]

const chatTool = (fields: JsonObject): JsonObject => ({
  type: 'function',
  function: { ...CHAT_TOOL.function, ...fields },
})
const hosted = (type: string): Row => back([{ type }], { loses: ['hosted_tool_dropped;tools[0]'] })
/** A tool that the client runs itself, which any model can call as a function. */
const run = (type: string): Row =>
  back(
    [{ type }],
    exact({ tools: [{ type: 'function', function: { name: type, parameters: { type: 'object' } } }] }),
  )

const grammar = { syntax: 'lark', definition: 'start: x' }
const freeform = {
  chat: { type: 'custom', custom: { name: 'f', description: 'd', format: { type: 'grammar', grammar } } },
  responses: { type: 'custom', name: 'f', description: 'd', format: { type: 'grammar', ...grammar } },
}
const WRAPPED = {
  type: 'object',
  properties: { input: { type: 'string' } },
  required: ['input'],
  additionalProperties: false,
}
const ALTERNATIVES = {
  anyOf: [{ type: 'object', properties: { a: {} }, required: ['a'] }, { type: 'object' }],
}
const FLAT = { type: 'object', properties: { a: {} } }
const PLACE = { city: 'Paris' }
const search = {
  type: 'web_search',
  search_context_size: 'low',
  user_location: { type: 'approximate', ...PLACE },
}
const SEARCHING = { hostedTools: ['web_search'] }
const space = (name: string, fields: JsonObject = {}): JsonObject => ({
  type: 'namespace',
  name,
  tools: [RESPONSES_TOOL],
  ...fields,
})

/** Mapping §4.1. */
const ROWS: readonly Row[] = [
  // Functions; whether one is strict is always said to Responses, which would make it so
  to([CHAT_TOOL], exact({ tools: [{ ...RESPONSES_TOOL, strict: false }] })),
  to(
    [chatTool({ strict: true, description: 'd' })],
    exact({ tools: [{ ...RESPONSES_TOOL, strict: true, description: 'd' }] }),
  ),
  to([RESPONSES_TOOL], exact({ tools: [{ ...RESPONSES_TOOL, strict: false }] })),
  back([RESPONSES_TOOL], exact({ tools: [CHAT_TOOL] })),
  back(
    [{ ...RESPONSES_TOOL, strict: true, description: 'd' }],
    exact({ tools: [chatTool({ strict: true, description: 'd' })] }),
  ),
  back([CHAT_TOOL], exact({ tools: [CHAT_TOOL] })),
  to([chatTool({ from_next_week: 1 })], dropped('tools[0].from_next_week'), OPENAI),
  back(
    [{ ...RESPONSES_TOOL, async: true, output_schema: SCHEMA, allowed_callers: ['programmatic'] }],
    dropped('tools[0].async', 'tools[0].output_schema', 'tools[0].allowed_callers'),
  ),
  back([{ ...RESPONSES_TOOL, allowed_callers: ['direct'], async: false }], exact({ tools: [CHAT_TOOL] })),
  to([{ type: 'function', function: {} }], { refuses: 'tools[0]' }),
  back([{ type: 'function' }], { refuses: 'tools[0].name' }),
  // No schema, and alternatives at its root
  to(
    [chatTool({ parameters: null })],
    exact({ tools: [{ parameters: { type: 'object', properties: {} } }] }),
  ),
  back(
    [{ ...RESPONSES_TOOL, parameters: null }],
    exact({ tools: [{ type: 'function', function: { name: 'f' } }] }),
  ),
  to(
    [chatTool({ parameters: ALTERNATIVES, strict: true })],
    { writes: { tools: [{ parameters: FLAT, strict: false }] }, loses: ['schema_flattened;tools[0]'] },
    OPENAI,
  ),
  back(
    [{ ...RESPONSES_TOOL, parameters: ALTERNATIVES, strict: true }],
    {
      writes: { tools: [chatTool({ parameters: FLAT, strict: false })] },
      loses: ['schema_flattened;tools[0]'],
    },
    OPENAI,
  ),
  to([chatTool({ parameters: ALTERNATIVES })], exact({ tools: [{ parameters: ALTERNATIVES }] })),
  back(
    [{ ...RESPONSES_TOOL, parameters: ALTERNATIVES }],
    exact({ tools: [chatTool({ parameters: ALTERNATIVES })] }),
  ),
  // Freeform
  to([freeform.chat], exact({ tools: [freeform.responses] }), OPENAI),
  back([freeform.responses], exact({ tools: [freeform.chat] }), OPENAI),
  to(
    [freeform.chat],
    exact({
      tools: [
        {
          type: 'function',
          name: 'f',
          description: expect.stringContaining('start: x'),
          parameters: WRAPPED,
          strict: false,
        },
      ],
    }),
  ),
  back(
    [freeform.responses],
    exact({
      tools: [
        {
          type: 'function',
          function: { name: 'f', description: expect.stringContaining('start: x'), parameters: WRAPPED },
        },
      ],
    }),
  ),
  // Namespaces
  back([space('mcp__x')], exact({ tools: [chatTool({ name: 'mcp__x__f' })] })),
  back([space('mcp__x__')], exact({ tools: [chatTool({ name: 'mcp__x__f' })] })),
  back([space('x', { description: 'd' })], dropped('tools[0].description')),
  // The web
  back(
    [search],
    exact({
      web_search_options: {
        search_context_size: 'low',
        user_location: { type: 'approximate', approximate: PLACE },
      },
    }),
    SEARCHING,
  ),
  back([{ type: 'web_search_preview' }], exact({ web_search_options: {} }), SEARCHING),
  back(
    [{ ...search, filters: { allowed_domains: ['a.org'] } }],
    dropped('tools[0].allowed_domains'),
    SEARCHING,
  ),
  back([{ ...search, external_web_access: false }], dropped('tools[0].external_web_access'), SEARCHING),
  back([search], { loses: ['hosted_tool_dropped;tools[0]'] }),
  to([search], exact({ tools: [search] }), SEARCHING),
  // What only the provider runs
  ...[
    'file_search',
    'code_interpreter',
    'image_generation',
    'tool_search',
    'programmatic_tool_calling',
    'from_next_week',
  ].map(hosted),
  back([{ type: 'mcp', server_label: 's' }], { loses: ['hosted_tool_dropped;tools[0]'] }),
  ...['computer', 'computer_use', 'computer_use_preview'].map(type =>
    back([{ type }], { refuses: 'tools[0]' }),
  ),
  to([{ type: 'file_search' }], { loses: ['hosted_tool_dropped;tools[0]'] }),
  // What the client runs
  ...['local_shell', 'shell', 'apply_patch'].map(run),
  back(
    [{ type: 'tool_search', execution: 'client', parameters: SCHEMA }],
    exact({ tools: [chatTool({ name: 'tool_search' })] }),
  ),
  back([{ type: 'shell', environment: { type: 'container_auto' } }], {
    loses: ['hosted_tool_dropped;tools[0]'],
  }),
  // Hidden tools
  back(
    [
      RESPONSES_TOOL,
      { ...RESPONSES_TOOL, name: 'g', defer_loading: true },
      { type: 'tool_search', execution: 'client' },
    ],
    exact({ tools: [CHAT_TOOL, { type: 'function', function: { name: 'tool_search' } }] }),
  ),
  back([RESPONSES_TOOL, { ...RESPONSES_TOOL, name: 'g', defer_loading: true }, { type: 'tool_search' }], {
    writes: { tools: [CHAT_TOOL, chatTool({ name: 'g' })] },
    loses: ['hosted_tool_dropped;tools[2]'],
  }),
]

eachRow(ROWS)
