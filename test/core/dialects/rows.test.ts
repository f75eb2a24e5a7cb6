import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import type { JsonObject } from '../../../src-main/core/json.ts'
import type { Quirks } from '../../../src-main/core/target.ts'
import { bodySent, sent } from '../../support/translating.ts'

const OPENAI: Partial<Quirks> = {
  openaiParameters: true,
  efforts: ['none', 'low', 'high', 'xhigh'],
  customTools: true,
}
const NOT_SAMPLED: Partial<Quirks> = { sampling: false }

/** What becomes of a parameter: the fields that are written, and the losses that are told, if not refused. */
type Row = [
  from: Dialect,
  to: Dialect,
  fields: JsonObject,
  fate: { writes?: JsonObject; loses?: string[]; refuses?: string },
  quirks?: Partial<Quirks>,
]

const tool = { name: 'f', input_schema: { type: 'object', properties: {} } }
const flat = { type: 'function', name: 'f', parameters: { type: 'object', properties: {} } }
const schema = { type: 'object', properties: { a: { type: 'string' } } }

/** Mapping §2 and §4.1, row by row, where the fate is not said by another test. */
const ROWS: readonly Row[] = [
  // Tools: what only their own vendor says of them
  [
    'messages',
    'chat',
    { tools: [{ ...tool, input_examples: [{}] }] },
    { loses: ['unsupported_parameter;tools[0].input_examples'] },
  ],
  [
    'messages',
    'responses',
    { tools: [{ ...tool, eager_input_streaming: true }] },
    { loses: ['unsupported_parameter;tools[0].eager_input_streaming'] },
  ],
  [
    'messages',
    'chat',
    { tools: [{ ...tool, allowed_callers: ['code_execution_20260120'] }] },
    { loses: ['unsupported_parameter;tools[0].allowed_callers'] },
  ],
  [
    'messages',
    'chat',
    { tools: [{ ...tool, allowed_callers: ['direct'], eager_input_streaming: false }] },
    { loses: [] },
  ],
  [
    'messages',
    'messages',
    { tools: [{ ...tool, input_examples: [{}] }] },
    { writes: { tools: [{ ...tool, input_examples: [{}] }] }, loses: [] },
  ],
  [
    'responses',
    'chat',
    { tools: [{ ...flat, output_schema: schema, async: true }] },
    { loses: ['unsupported_parameter;tools[0].output_schema', 'unsupported_parameter;tools[0].async'] },
  ],
  [
    'responses',
    'messages',
    { tools: [{ ...flat, async: true }] },
    { loses: ['unsupported_parameter;tools[0].async'] },
  ],
  [
    'responses',
    'responses',
    { tools: [{ ...flat, strict: false, async: true }] },
    { writes: { tools: [{ ...flat, strict: false, async: true }] }, loses: [] },
    OPENAI,
  ],
  [
    'responses',
    'messages',
    { tools: [{ type: 'web_search', external_web_access: false }] },
    { loses: ['unsupported_parameter;tools[0].external_web_access'] },
    { hostedTools: ['web_search_20250305'] },
  ],
  // Chat and Responses of one vendor
  [
    'chat',
    'responses',
    { prompt_cache_retention: '12h' },
    { writes: { prompt_cache_retention: '12h' }, loses: [] },
    OPENAI,
  ],
  [
    'chat',
    'responses',
    { prompt_cache_options: { mode: 'implicit' } },
    { writes: { prompt_cache_options: { mode: 'implicit' } }, loses: [] },
    OPENAI,
  ],
  [
    'responses',
    'chat',
    { moderation: { model: 'm' } },
    { writes: { moderation: { model: 'm' } }, loses: [] },
    OPENAI,
  ],
  [
    'responses',
    'chat',
    { prompt_cache_options: {} },
    { loses: ['unsupported_parameter;prompt_cache_options'] },
  ],
  ['chat', 'messages', { moderation: { mode: 'block' } }, { refuses: 'moderation' }],
  ['chat', 'responses', { moderation: { mode: 'block' } }, { refuses: 'moderation' }],
  [
    'chat',
    'responses',
    { store: true },
    { writes: { store: true }, loses: ['stored_elsewhere;store'] },
    OPENAI,
  ],
  [
    'chat',
    'messages',
    { prompt_cache_options: {} },
    { writes: { cache_control: { type: 'ephemeral' } } },
    { cacheBreakpoints: 'cache_control' },
  ],
  // Sampling where there is none
  ['messages', 'chat', { temperature: 1, top_p: 1 }, { loses: [] }, NOT_SAMPLED],
  ['chat', 'responses', { temperature: 1 }, { loses: [] }, NOT_SAMPLED],
  ['chat', 'responses', { temperature: 0 }, { loses: ['unsupported_parameter;temperature'] }, NOT_SAMPLED],
  // Thinking in the provider's own words
  [
    'messages',
    'chat',
    { thinking: { type: 'disabled' } },
    { writes: { thinking: { type: 'disabled' } }, loses: [] },
    { reasoningSwitch: 'thinking' },
  ],
  [
    'chat',
    'chat',
    { reasoning_effort: 'none' },
    { writes: { enable_thinking: false }, loses: [] },
    { reasoningSwitch: 'enable_thinking' },
  ],
  [
    'messages',
    'chat',
    { thinking: { type: 'enabled', budget_tokens: 4000 } },
    { writes: { reasoning: { max_tokens: 4000 } }, loses: [] },
    { reasoningSwitch: 'reasoning' },
  ],
  [
    'chat',
    'chat',
    { reasoning_effort: 'high' },
    { writes: { reasoning_effort: 'high' }, loses: [] },
    { reasoningSwitch: 'thinking' },
  ],
  // Output in a form
  [
    'chat',
    'responses',
    { response_format: { type: 'json_schema', json_schema: { schema } } },
    {
      writes: { text: { format: { type: 'json_object' } }, instructions: expect.stringContaining('"a"') },
      loses: ['format_as_hint;response_format'],
    },
    { structuredOutput: false },
  ],
  // Choices
  [
    'responses',
    'chat',
    { tools: [flat], tool_choice: 'required' },
    { writes: { tool_choice: 'auto' }, loses: ['choice_loosened;tool_choice'] },
    { forcedTools: false },
  ],
  [
    'messages',
    'responses',
    { tools: [tool], tool_choice: { type: 'tool', name: 'f' } },
    { writes: { tool_choice: 'auto' }, loses: ['choice_loosened;tool_choice'] },
    { forcedTools: false },
  ],
  [
    'responses',
    'chat',
    {
      tools: [flat, { ...flat, name: 'g' }],
      tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'g' }] },
    },
    {
      writes: {
        tool_choice: {
          type: 'allowed_tools',
          allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'g' } }] },
        },
      },
      loses: [],
    },
    OPENAI,
  ],
  [
    'responses',
    'messages',
    { max_tool_calls: 3, tools: [{ type: 'web_search' }] },
    { writes: { tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 3 }] }, loses: [] },
    { hostedTools: ['web_search_20250305'] },
  ],
  ['responses', 'messages', { max_tool_calls: 3 }, { loses: ['unsupported_parameter;max_tool_calls'] }],
  // What the endpoint is known to refuse
  [
    'messages',
    'chat',
    { stop_sequences: ['x'] },
    { loses: ['unsupported_parameter;stop_sequences'] },
    { refusedFields: ['stop'] },
  ],
  ['messages', 'chat', { stream: true }, { loses: [] }, { refusedFields: ['stream_options'] }],
  // MCP servers of Messages
  [
    'messages',
    'responses',
    { mcp_servers: [{ type: 'url', name: 's', url: 'https://a.org', authorization_token: 't' }] },
    {
      writes: {
        tools: [
          {
            type: 'mcp',
            server_label: 's',
            server_url: 'https://a.org',
            require_approval: 'never',
            authorization: 't',
          },
        ],
      },
      loses: [],
    },
    { hostedTools: ['mcp'] },
  ],
  ['messages', 'responses', { mcp_servers: [{ name: 's' }] }, { refuses: 'mcp_servers[0]' }],
  ['messages', 'chat', { mcp_servers: [{ name: 's' }] }, { refuses: 'mcp_servers[0]' }],
  // A screen
  [
    'messages',
    'responses',
    { tools: [{ type: 'computer_20250124', name: 'computer' }] },
    { refuses: 'tools[0]' },
  ],
  ['responses', 'messages', { tools: [{ type: 'computer' }] }, { refuses: 'tools[0]' }],
  ['responses', 'chat', { tools: [{ type: 'computer_use_preview' }] }, { refuses: 'tools[0]' }],
  // Claude Code's billing note
  [
    'messages',
    'chat',
    { system: [{ type: 'text', text: 'x-anthropic-billing-header: v' }] },
    { loses: ['item_dropped;system[0]'] },
  ],
]

describe.each(ROWS)('%s to %s: %j', (from, to, fields, fate, quirks) => {
  test('has the fate that the mapping says', () => {
    const outcome = sent(from, to, fields, quirks)
    if (fate.refuses !== undefined) expect(outcome).toMatchObject({ refused: fate.refuses })
    if (fate.writes) expect(outcome).toMatchObject({ body: fate.writes })
    if (fate.loses) expect(outcome).toMatchObject({ losses: fate.loses })
  })
})

describe('a schema with rules that the provider refuses', () => {
  const refusedKeywords = ['$schema', '$ref', '$defs', 'const', 'exclusiveMinimum', 'additionalProperties']
  const parameters = {
    $schema: 'x',
    type: 'object',
    properties: {
      const: { const: 1 },
      tree: { $ref: '#/$defs/tree' },
      n: { exclusiveMinimum: 0, default: { const: 1 } },
    },
    $defs: { tree: { type: 'object', properties: { next: { $ref: '#/$defs/tree' } } } },
  }

  test('keeps what it says without them, and tells that it says less', () => {
    const fields = { tools: [{ type: 'function', function: { name: 'f', parameters } }] }
    const outcome = sent('chat', 'chat', fields, { refusedKeywords })
    expect(outcome).toMatchObject({ losses: ['schema_simplified;tools[0]'] })
    const text = JSON.stringify('body' in outcome && outcome.body.tools)
    expect(text).toContain('"const":{"enum":[1]}')
    expect(text).toContain('"default":{"const":1}')
    expect(text).not.toMatch(/\$ref|\$defs|\$schema|exclusiveMinimum/)
  })
})

describe('images in the result of a tool', () => {
  const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } }
  const messages = [
    { role: 'user', content: 'look' },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'f', input: {} }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: [image] }] },
  ]

  test.each(['responses', 'messages'] as const)('follow it where %s takes none there', to => {
    expect(sent('messages', to, { messages, tools: [tool] }, { toolResultImages: false })).toMatchObject({
      losses: ['tool_result_media_moved;messages[2].content[0].content[0]'],
    })
    const text = JSON.stringify(
      bodySent('messages', to, { messages, tools: [tool] }, { toolResultImages: false }),
    )
    expect(text).toContain('[image 1 follows]')
    expect(text).toContain('iVBORw0KGgo=')
  })

  test.each(['responses', 'messages'] as const)('stay where %s is not known to refuse them', to => {
    expect(sent('messages', to, { messages, tools: [tool] })).toMatchObject({ losses: [] })
  })
})

describe('an answer that the caller has begun', () => {
  const messages = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: 'Well, ' },
  ]

  test.each([
    ['restarts', {}, ['prefill_restarts;messages[1]']],
    ['continues', {}, []],
    ['continue_final_message', { continue_final_message: true, add_generation_prompt: false }, []],
  ] as const)('is asked for in the words of the provider: %s', (prefill, body, losses) => {
    expect(sent('messages', 'chat', { messages }, { prefill })).toMatchObject({ body, losses })
  })

  test('is marked where the provider wants a mark', () => {
    expect(bodySent('messages', 'chat', { messages }, { prefill: 'prefix' }).messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', prefix: true },
    ])
  })
})
