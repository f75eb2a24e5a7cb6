import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { wrapProof } from '../../../../src-main/core/envelope.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { ask, losses, read, target } from './builders.ts'

const turns = (input: JsonObject['input']) => read({ input }).turns
const shape = (input: JsonObject['input']) =>
  turns(input).map(turn => [turn.role, turn.blocks.map(block => block.type)])
const refusal = (body: JsonObject) => losses(responses.readRequest(ask(body)))

test('a string, a message without type and a typed message are the same user turn', () => {
  const texts = [
    'hi',
    [{ role: 'user', content: 'hi' }],
    [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] }],
  ]
  for (const input of texts)
    expect(turns(input)).toMatchObject([{ role: 'user', blocks: [{ type: 'text', text: 'hi' }] }])
})

test('instructions lead, and developer messages stay where they are', () => {
  const body = {
    instructions: 'be brief',
    input: [
      { role: 'user', content: 'a' },
      { role: 'developer', content: 'b' },
    ],
  }
  expect(read(body).turns.map(turn => [turn.role, turn.path])).toEqual([
    ['system', 'instructions'],
    ['user', 'input[0]'],
    ['developer', 'input[1]'],
  ])
})

test('reasoning, message and calls side by side fold into one assistant turn, their outputs into one user turn', () => {
  const call = (id: string) => ({ type: 'function_call', call_id: id, name: 'f', arguments: '{}' })
  const output = (id: string) => ({ type: 'function_call_output', call_id: id, output: 'ok' })
  expect(
    shape([
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'hm' }],
        encrypted_content: 'abc',
      },
      { role: 'assistant', content: [{ type: 'output_text', text: 'x' }] },
      ...[call('a'), call('b'), output('b'), output('a')],
      { role: 'user', content: 'go on' },
    ]),
  ).toEqual([
    ['assistant', ['reasoning', 'text', 'tool-call', 'tool-call']],
    ['user', ['tool-result', 'tool-result']],
    ['user', ['text']],
  ])
})

test('a new phase begins a new turn, so that each can be replayed', () => {
  const said = (phase: string) => ({ role: 'assistant', content: 'x', phase })
  expect(turns([said('commentary'), said('final_answer')]).map(turn => turn.phase)).toEqual([
    'commentary',
    'final_answer',
  ])
})

test('reasoning keeps its proof: out of our envelope with its owner, bare without one', () => {
  const item = { type: 'thinking', thinking: 't', signature: 's' }
  const envelope = wrapProof({ dialect: 'messages', item }, target())
  const summary = [
    { type: 'summary_text', text: 'a' },
    { type: 'summary_text', text: 'b' },
  ]
  const [wrapped] = turns([{ type: 'reasoning', summary, encrypted_content: envelope, content: null }])
  expect(wrapped?.blocks).toMatchObject([
    { text: 'a\n\nb', proof: { dialect: 'messages', provider: 'lab', family: 'lab', item } },
  ])
  const bare = { type: 'reasoning', id: 'rs_1', summary, encrypted_content: 'opaque' }
  expect(turns([bare])[0]?.blocks).toMatchObject([{ proof: { dialect: 'responses', item: bare } }])
})

test('reasoning that is only an id is told as a loss', () => {
  expect(
    refusal({
      input: [
        { type: 'reasoning', id: 'rs_1', summary: [] },
        { role: 'user', content: 'a' },
      ],
    }),
  ).toEqual(['reasoning_not_replayable;input[0]'])
})

test('outputs hold text, images and files', () => {
  const parts = [
    { type: 'input_text', text: 'see' },
    { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'low' },
    { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' },
  ]
  expect(turns([{ type: 'custom_tool_call_output', call_id: 'c', output: parts }])[0]?.blocks).toMatchObject([
    {
      kind: 'custom',
      blocks: [
        { type: 'text', text: 'see' },
        { type: 'image', detail: 'low', source: { kind: 'base64', mediaType: 'image/png', data: 'AAAA' } },
        { type: 'file', filename: 'a.pdf', source: { kind: 'base64', mediaType: 'application/pdf' } },
      ],
    },
  ])
})

test.each([
  [{ previous_response_id: 'resp_1' }, 'previous_response_not_found;previous_response_id'],
  [{ conversation: 'conv_1' }, 'untranslatable;conversation'],
  [{ prompt: { id: 'p' } }, 'untranslatable;prompt'],
  [{ background: true }, 'untranslatable;background'],
  [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, 'untranslatable;input[0]'],
  [{ input: [{ id: 'msg_1' }] }, 'untranslatable;input[0]'],
  [{ input: [{ type: 'telepathy' }] }, 'untranslatable;input[0]'],
  [{ input: [{ role: 'user', content: [{ type: 'smell' }] }] }, 'untranslatable;input[0].content[0]'],
  [{ input: [{ role: 'wizard', content: 'a' }] }, 'untranslatable;input[0].role'],
  [{ input: 7 }, 'untranslatable;input'],
])('%j is refused with its place', (body, expected) => {
  expect(refusal(body)).toEqual([expected])
})

test('tools: functions flat and nested, freeform ones, namespaces, hosted ones, the client’s own search', () => {
  const { tools } = read({
    tools: [
      { type: 'function', name: 'a', parameters: { type: 'object' }, strict: true },
      { type: 'function', function: { name: 'b', parameters: { type: 'object' } } },
      { type: 'custom', name: 'c', format: { type: 'grammar', syntax: 'lark', definition: 'start: "x"' } },
      { type: 'namespace', name: 'ns', description: 'd', tools: [{ type: 'function', name: 'e' }] },
      { type: 'web_search', search_context_size: 'low' },
      { type: 'tool_search', execution: 'client', parameters: { type: 'object' } },
      { type: 'mcp', server_label: 'm' },
    ],
  })
  expect(tools).toMatchObject([
    { type: 'function', kind: 'function', name: 'a', strict: true, path: 'tools[0]' },
    { type: 'function', name: 'b' },
    { type: 'custom', name: 'c', grammar: { syntax: 'lark', definition: 'start: "x"' } },
    { type: 'function', name: 'e', namespace: 'ns', path: 'tools[3].tools[0]' },
    { type: 'hosted', name: 'web_search', search: { contextSize: 'low' } },
    { type: 'function', kind: 'tool_search', name: 'tool_search' },
    { type: 'hosted', name: 'mcp' },
  ])
})

test('tools that only the history holds are tools, and no longer hidden', () => {
  const late = { type: 'function', name: 'late', defer_loading: true }
  const { tools } = read({
    tools: [{ type: 'tool_search', execution: 'client' }, late, { ...late, name: 'hidden' }],
    input: [
      { type: 'additional_tools', role: 'developer', tools: [{ type: 'function', name: 'extra' }] },
      { type: 'tool_search_call', call_id: 's', execution: 'client', arguments: { query: 'late' } },
      { type: 'tool_search_output', call_id: 's', execution: 'client', tools: [late] },
    ],
  })
  expect(tools.map(tool => [tool.name, tool.deferred ?? false])).toEqual([
    ['tool_search', false],
    ['late', false],
    ['hidden', true],
    ['extra', false],
  ])
})

test.each([
  ['required', { type: 'required' }],
  [
    { type: 'function', name: 'f' },
    { type: 'tool', tool: { name: 'f', namespace: 'ns' } },
  ],
  [
    { type: 'function', function: { name: 'g' } },
    { type: 'tool', tool: { name: 'g' } },
  ],
  [
    { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'g' }] },
    { type: 'allowed', mode: 'required', tools: [{ name: 'g' }] },
  ],
  [{ type: 'file_search' }, { type: 'opaque', dialect: 'responses', value: { type: 'file_search' } }],
])('tool_choice %j is understood', (choice, expected) => {
  const tools = [
    { type: 'namespace', name: 'ns', tools: [{ type: 'function', name: 'f' }] },
    { type: 'function', name: 'g' },
  ]
  expect(read({ tools, tool_choice: choice }).toolChoice).toEqual(expected)
})

test('parameters find their place, and what has none is told; telemetry goes nowhere', () => {
  const given = read({
    max_output_tokens: 9,
    temperature: 0,
    reasoning: { effort: 'high', summary: 'auto', mode: 'pro' },
    text: { verbosity: 'low', format: { type: 'json_schema', name: 'n', schema: {}, strict: true } },
    include: ['reasoning.encrypted_content', 'message.output_text.logprobs', 'file_search_call.results'],
    safety_identifier: 'u',
    truncation: 'disabled',
    background: false,
    max_tool_calls: 3,
    client_metadata: { session: 'secret' },
  })
  expect(given.options).toEqual({
    maxOutputTokens: 9,
    temperature: 0,
    reasoning: { effort: 'high', summary: 'auto' },
    verbosity: 'low',
    format: { type: 'schema', name: 'n', schema: {}, strict: true },
    logprobs: true,
    userId: 'u',
  })
  expect(given.unknown.map(({ path }) => path)).toEqual(['max_tool_calls', 'reasoning.mode', 'include[2]'])
})

test('a compaction trigger asks for a summary and forbids tools; our own summary comes back as text', () => {
  const asked = read({
    input: [{ role: 'user', content: 'a' }, { type: 'compaction_trigger' }],
    tool_choice: 'auto',
  })
  expect(asked.toolChoice).toEqual({ type: 'none' })
  expect(asked.turns.at(-1)).toMatchObject({
    role: 'user',
    blocks: [{ text: expect.stringContaining('summary') }],
  })
  const envelope = wrapProof(
    { dialect: 'responses', item: { type: 'compaction', summary: 'we did x' } },
    target(),
  )
  expect(turns([{ type: 'compaction', encrypted_content: envelope }])).toMatchObject([
    { role: 'user', blocks: [{ type: 'text', text: expect.stringContaining('we did x') }] },
  ])
  expect(turns([{ type: 'compaction', encrypted_content: 'gAAAA' }])[0]?.blocks).toMatchObject([
    { type: 'opaque', fate: 'refuse' },
  ])
})

test('the last effort that a configuration update names wins', () => {
  const update = { type: 'configuration_update', reasoning: { effort: 'low' } }
  expect(
    read({ reasoning: { effort: 'high' }, input: [{ role: 'user', content: 'a' }, update] }).options
      .reasoning,
  ).toEqual({ effort: 'low' })
})
