import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Conversation, Turn } from '../../../../src-main/core/conversation.ts'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import { conversation, losses, OPENAI, read, target, text, write } from './builders.ts'

const told = (given: Partial<Conversation>, quirks = {}) =>
  losses(responses.writeRequest(conversation(given), target(quirks)))
const user = (...blocks: Block[]): Turn => ({ role: 'user', path: 'messages[0]', blocks })

const full: JsonObject = {
  instructions: 'be brief',
  input: [
    { type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'rules' }] },
    {
      type: 'message',
      role: 'user',
      content: [
        { type: 'input_text', text: 'hi' },
        { type: 'input_image', image_url: 'https://e.org/a.png' },
      ],
    },
    {
      type: 'reasoning',
      id: 'rs_1',
      summary: [{ type: 'summary_text', text: 'hm' }],
      encrypted_content: 'x',
    },
    {
      type: 'message',
      role: 'assistant',
      content: [{ type: 'output_text', text: 'ok', annotations: [] }],
      phase: 'commentary',
    },
    { type: 'function_call', call_id: 'a', name: 'close', namespace: 'agents', arguments: '{"id":1}' },
    { type: 'custom_tool_call', call_id: 'b', name: 'apply_patch', input: '*** x' },
    { type: 'function_call_output', call_id: 'a', output: 'done' },
    {
      type: 'custom_tool_call_output',
      call_id: 'b',
      output: [{ type: 'input_image', image_url: 'data:image/png;base64,AA==' }],
    },
  ],
  tools: [
    {
      type: 'namespace',
      name: 'agents',
      description: 'Agents.',
      tools: [{ type: 'function', name: 'close', parameters: { type: 'object' }, strict: false }],
    },
    {
      type: 'custom',
      name: 'apply_patch',
      format: { type: 'grammar', syntax: 'lark', definition: 's: "x"' },
    },
    { type: 'web_search', external_web_access: false },
  ],
  tool_choice: { type: 'custom', name: 'apply_patch' },
  parallel_tool_calls: true,
  reasoning: { effort: 'high', summary: 'auto' },
  text: { format: { type: 'json_object' }, verbosity: 'low' },
  max_output_tokens: 100,
  metadata: { a: 'b' },
  store: false,
  include: ['reasoning.encrypted_content'],
  max_tool_calls: 2,
  stream: true,
}

test('a request that is read and written for an endpoint that knows everything is the same request', () => {
  expect(write(read(full), target(OPENAI))).toEqual({ ...full, model: 'lab-1' })
})

test('reading what was written gives the same conversation', () => {
  const first = read(full)
  const again = read(write(first, target(OPENAI)))
  expect({ ...again, body: {} }).toEqual({ ...first, body: {} })
})

test('an endpoint that knows plain functions gets plain functions', () => {
  const body = write(read(full))
  const items = asArray(body.input).map(asObject)
  expect(
    items.filter(item => item.type === 'function_call').map(item => [item.name, item.arguments]),
  ).toEqual([
    ['agents__close', '{"id":1}'],
    ['apply_patch', '{"input":"*** x"}'],
  ])
  expect(
    asArray(body.tools).map(tool => [asObject(tool).type, asObject(tool).name, asObject(tool).strict]),
  ).toEqual([
    ['function', 'agents__close', false],
    ['function', 'apply_patch', false],
  ])
  expect(body.tool_choice).toEqual({ type: 'function', name: 'apply_patch' })
  expect(losses(responses.writeRequest(read(full), target()))).toEqual([
    'hosted_tool_dropped;tools[2]',
    'unsupported_parameter;reasoning.summary',
    'unsupported_parameter;text.verbosity',
    'unsupported_parameter;metadata',
    'unsupported_parameter;max_tool_calls',
    'unsupported_parameter;tools[0].description',
  ])
})

test('reasoning survives by itself: nothing is stored, and the encrypted form is asked for', () => {
  expect(write(conversation(), target(OPENAI))).toMatchObject({
    store: false,
    include: ['reasoning.encrypted_content'],
  })
  expect(write(conversation())).not.toHaveProperty('store')
})

test('an effort steps down to what the model takes', () => {
  const wish = (effort: string) =>
    write(conversation({ options: { reasoning: { effort } } }), target({ efforts: ['low', 'medium'] }))
      .reasoning
  expect([wish('max'), wish('medium'), wish('minimal')]).toEqual([
    { effort: 'medium' },
    { effort: 'medium' },
    { effort: 'low' },
  ])
  expect(told({ options: { reasoning: { effort: 'max' } } }, { efforts: ['low'] })).toEqual([
    'effort_adjusted;reasoning_effort',
  ])
  expect(told({ options: { reasoning: { effort: 'low' } } }, { efforts: [] })).toEqual([
    'unsupported_parameter;reasoning_effort',
  ])
})

test('a cache breakpoint that the endpoint does not know is told', () => {
  const blocks = [{ ...text('hi'), cache: { type: 'ephemeral' } }]
  expect(told({ turns: [{ role: 'user', path: 'messages[0]', blocks }] })).toEqual([
    'cache_breakpoint_dropped;messages[0].content',
  ])
})

test('a wish not to think is told where the model cannot keep it, and never switches thinking off by accident', () => {
  expect(told({ from: 'messages', options: { reasoning: { mode: 'disabled' } } })).toEqual([
    'unsupported_parameter;thinking',
  ])
  const wish = conversation({ options: { reasoning: { effort: 'low' } } })
  expect(write(wish, target({ efforts: ['none', 'high'] })).reasoning).toEqual({ effort: 'high' })
})

test('what Responses cannot say is told with the name that the client used', () => {
  const options = { stop: ['x'], seed: 1, logitBias: {}, frequencyPenalty: 1, topK: 3 }
  expect(told({ options }).sort()).toEqual(
    ['seed', 'logit_bias', 'frequency_penalty', 'top_k'].map(name => `unsupported_parameter;${name}`).sort(),
  )
  expect(told({ from: 'messages', options: { stop: ['x'], topK: 3 } })).toEqual([
    'unsupported_parameter;top_k',
  ])
})

test('the output limit is at least 16 and at most what the model has', () => {
  expect(write(conversation({ options: { maxOutputTokens: 1 } })).max_output_tokens).toBe(16)
  expect(
    write(conversation({ options: { maxOutputTokens: 128_000 } }), target({}, { maxOutputTokens: 4096 }))
      .max_output_tokens,
  ).toBe(4096)
})

test.each([
  [{ options: { choices: 2 } }, 'untranslatable;n'],
  [
    { turns: [user({ type: 'audio', data: '', format: 'wav', path: 'messages[0].content[0]' })] },
    'untranslatable;messages[0].content[0]',
  ],
  [
    {
      turns: [user({ type: 'image', source: { kind: 'id', id: 'file_1' }, path: 'messages[0].content[0]' })],
    },
    'untranslatable;messages[0].content[0]',
  ],
  [
    { turns: [user(text('a')), { role: 'assistant', path: 'messages[1]', blocks: [text('{')] }] },
    'untranslatable;messages[1]',
  ],
] satisfies [Partial<Conversation>, string][])('%# is refused rather than changed', (given, expected) => {
  expect(told(given)).toEqual([expected])
})

test('a tool’s error is said in words, once', () => {
  const result = (words: string): Turn[] => [
    {
      role: 'assistant',
      path: 'm',
      blocks: [{ type: 'tool-call', id: 'a', kind: 'function', name: 'f', input: '', path: 'm' }],
    },
    user({
      type: 'tool-result',
      callId: 'a',
      kind: 'function',
      isError: true,
      blocks: [text(words)],
      path: 'messages[0]',
    }),
  ]
  const output = (words: string) =>
    asObject(asArray(write(conversation({ turns: result(words) })).input)[1]).output
  expect([output('no such file'), output('Error: no such file')]).toEqual([
    'Error: no such file',
    'Error: no such file',
  ])
})

test('reasoning of another vendor is taken out with a loss, never forged', () => {
  const proof = { dialect: 'messages', provider: 'a', family: 'b', item: { type: 'thinking' } } as const
  const turns: Turn[] = [
    user(text('a')),
    { role: 'assistant', path: 'm', blocks: [{ type: 'reasoning', text: 't', proof, path: 'm' }, text('x')] },
    user(text('b')),
  ]
  expect(told({ turns })).toEqual(['reasoning_dropped;m'])
  expect(JSON.stringify(write(conversation({ turns })))).not.toContain('thinking')
})

test('a hosted tool that the client insists on is refused where nobody runs it', () => {
  const hosted = {
    type: 'hosted',
    dialect: 'messages',
    name: 'web_search',
    value: { type: 'web_search_20250305' },
    search: {},
    path: 'tools[0]',
  } as const
  const toolChoice = { type: 'tool', tool: { name: 'web_search' } } as const
  expect(told({ tools: [hosted], toolChoice })).toEqual(['untranslatable;tools[0]'])
  expect(write(conversation({ tools: [hosted] }), target(OPENAI)).tools).toEqual([{ type: 'web_search' }])
})

test('a forced web search of another vendor is forced by the name it has here', () => {
  const value = { type: 'web_search_20250305' }
  const hosted = {
    type: 'hosted',
    dialect: 'messages',
    name: 'web_search',
    value,
    search: {},
    path: 'tools[0]',
  } as const
  const toolChoice = { type: 'tool', tool: { name: 'web_search' } } as const
  const body = write(conversation({ tools: [hosted], toolChoice }), target(OPENAI))
  expect(body.tool_choice).toEqual({ type: 'web_search' })
})

test('tools that are hidden until another vendor’s search names them are not sent', () => {
  const tool = { type: 'function', kind: 'function', name: 'f', path: 'tools[0]' } as const
  const tools = [tool, { ...tool, name: 'g', deferred: true, path: 'tools[1]' }]
  const body = write(conversation({ from: 'messages', tools }), target(OPENAI))
  expect(asArray(body.tools).map(each => asObject(each).name)).toEqual(['f'])
})

test('a user id that is longer than OpenAI takes goes as a hash', () => {
  const body = write(
    conversation({ from: 'messages', options: { userId: `{"device":"${'x'.repeat(99)}"}` } }),
    target(OPENAI),
  )
  expect(body.safety_identifier).toMatch(/^[0-9a-f]{64}$/)
})

test('whatever text a conversation holds, it comes back from what was written', () => {
  const words = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(
      fc.array(fc.record({ role: fc.constantFrom('user' as const, 'developer' as const), words }), {
        minLength: 1,
      }),
      said => {
        const turns = said.map(
          ({ role, words }, at): Turn => ({ role, path: `messages[${at}]`, blocks: [text(words)] }),
        )
        const again = read(write(conversation({ turns }), target(OPENAI)))
        expect(
          again.turns.map(turn => [turn.role, turn.blocks.map(block => block.type === 'text' && block.text)]),
        ).toEqual(said.map(({ role, words }) => [role, [words]]))
      },
    ),
  )
})
