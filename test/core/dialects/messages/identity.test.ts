import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { ask, read, target, write } from './builders.ts'

/** Anthropic runs its own tools, takes top_k and thinks as it is told. */
const anthropic = target(
  { hostedTools: ['web_search_20250305'], topK: true, efforts: ['low', 'medium', 'high', 'xhigh', 'max'] },
  { model: 'any' },
)

const cache_control = { type: 'ephemeral', ttl: '1h' }
const RICH: JsonObject = ask({
  system: [
    { type: 'text', text: 'x-anthropic-billing-header: cc_version=2;' },
    { type: 'text', text: 'be kind', cache_control },
  ],
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'look', cache_control },
        { type: 'image', source: { type: 'url', url: 'https://a.example/b.png' } },
        { type: 'document', source: { type: 'file', file_id: 'file_1' }, title: 'T' },
      ],
    },
    { role: 'system', content: [{ type: 'text', text: 'by the way' }] },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'hm', signature: 'sig' },
        { type: 'redacted_thinking', data: 'secret' },
        { type: 'text', text: 'so', citations: [{ type: 'char_location', cited_text: 'x' }] },
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'q' } },
        { type: 'tool_use', id: 'toolu_1', name: 'Read', input: { path: 'a', n: 1.5 } },
        { type: 'tool_use', id: 'toolu_2', name: 'Read', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'toolu_1', content: 'one', is_error: true },
        {
          type: 'tool_result',
          tool_use_id: 'toolu_2',
          content: [{ type: 'tool_reference', tool_name: 'Later' }],
          cache_control,
        },
        { type: 'hologram', shape: 'cube' },
      ],
    },
  ],
  tools: [
    { name: 'Read', description: 'd', input_schema: { type: 'object' }, cache_control },
    { name: 'Stream', input_schema: { type: 'object' }, eager_input_streaming: true },
    { type: 'bash_20250124', name: 'bash' },
    { type: 'web_search_20250305', name: 'web_search', allowed_domains: ['a.example'] },
  ],
  tool_choice: { type: 'auto', disable_parallel_tool_use: true },
  thinking: { type: 'adaptive', display: 'updates' },
  output_config: { effort: 'xhigh', format: { type: 'json_schema', schema: { type: 'object' } } },
  stop_sequences: ['END'],
  metadata: { user_id: '{"session_id":"s"}' },
  service_tier: 'standard_only',
  context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
  safeguards: [],
  stream: true,
})

describe('a Messages request', () => {
  test('is written for its own dialect as it was read', () => {
    expect(write(read(RICH), anthropic)).toEqual(RICH)
  })

  const words = fc.string({ minLength: 1 }).filter(text => text.trim() !== '')
  const say = words.map(text => ({ type: 'text', text }))
  const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/)
  const exchange = fc
    .record({ id: name, name, input: fc.dictionary(fc.string(), fc.jsonValue()), answer: words })
    .map(({ id, name, input, answer }): JsonObject[] => [
      {
        role: 'assistant',
        content: [{ type: 'tool_use', id, name, input: JSON.parse(JSON.stringify(input)) }],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: answer }] },
    ])
  const history = fc
    .tuple(
      fc.array(say, { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(exchange, {
        selector: ([made]) => JSON.stringify(made?.content).slice(0, 90),
        maxLength: 3,
      }),
    )
    .map(([content, exchanges]) => [{ role: 'user', content }, ...exchanges.flat()])

  test('of any history comes back the same', () => {
    fc.assert(
      fc.property(history, messages => {
        const calls = messages
          .flatMap(({ content }) => content as JsonObject[])
          .filter(block => block.type === 'tool_use')
        fc.pre(new Set(calls.map(block => block.id)).size === calls.length)
        const tools = [...new Set(calls.map(block => block.name))].map(tool => ({
          name: tool,
          input_schema: { type: 'object' },
        }))
        const body = ask({ messages, ...(tools.length > 0 && { tools }) } as JsonObject)
        expect(write(read(body), anthropic)).toEqual(body)
      }),
    )
  })
})
