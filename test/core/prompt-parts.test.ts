import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import { promptParts } from '../../src-main/core/prompt-parts.ts'

const schema = { type: 'object', properties: { city: { type: 'string', description: 'where' } } }

it.each<[string, JsonObject, string[]]>([
  [
    'Messages',
    {
      model: 'm',
      system: [{ type: 'text', text: 'be kind', cache_control: { type: 'ephemeral' } }],
      tools: [{ name: 'weather', input_schema: schema }],
      messages: [
        { role: 'user', content: 'hi' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'so', signature: 'sealed' },
            { type: 'redacted_thinking', data: 'sealed' },
            { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Bern' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'sun' }] },
          ],
        },
      ],
    },
    [
      'be kind',
      'hi',
      'so',
      'weather',
      '{"city":"Bern"}',
      'sun',
      JSON.stringify({ name: 'weather', input_schema: schema }),
    ],
  ],
  [
    'Chat',
    {
      messages: [
        { role: 'system', content: 'be kind' },
        {
          role: 'assistant',
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'c', content: 'sun' },
      ],
    },
    ['be kind', 'f', '{}', 'sun'],
  ],
  [
    'Responses',
    {
      instructions: 'be kind',
      input: [
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
        {
          type: 'reasoning',
          id: 'rs_1',
          summary: [{ type: 'summary_text', text: 'so' }],
          encrypted_content: 'sealed',
        },
        { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c', output: 'sun' },
      ],
    },
    ['be kind', 'hi', 'so', 'f', '{}', 'sun'],
  ],
])('a prompt of %s is its texts, without what steers, names or seals', (_, body, texts) => {
  expect([...promptParts(body).texts].sort()).toEqual([...texts].sort())
})

it('images are counted, files measured, and neither read as text', () => {
  const data = 'A'.repeat(500)
  const parts = promptParts({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data } },
          { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data } },
          { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'a note' } },
        ],
      },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: `data:image/png;base64,${data}` } }] },
    ],
    input: [
      { role: 'user', content: [{ type: 'input_image', image_url: data }] },
      { role: 'user', content: [{ type: 'input_file', file_data: data }] },
    ],
  })
  expect(parts).toEqual({ texts: ['a note'], turns: 4, images: 3, fileCharacters: 1000 })
})

it('anything at all can be looked through', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('messages', 'input', 'tools', 'x'), fc.jsonValue()), body => {
      expect(promptParts(body as JsonObject).images).toBeGreaterThanOrEqual(0)
    }),
  )
})
