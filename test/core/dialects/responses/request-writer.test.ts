import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Conversation, Turn } from '../../../../src-main/core/conversation.ts'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import { conversation, losses, OPENAI, read, target, text, told, user, write } from './builders.ts'

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
