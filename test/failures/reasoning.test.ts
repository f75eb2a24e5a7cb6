import { describe, expect, test } from 'vitest'
import { wrapProof } from '../../src-main/core/envelope.ts'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { bodySent, sent, streamed } from '../support/translating.ts'
import { block, closed, completed, created, ends, event, opened, says, thinks } from './said.ts'

const reasoning = (encrypted_content: string): JsonObject => ({
  type: 'reasoning',
  id: 'rs_1',
  summary: [{ type: 'summary_text', text: 'hm' }],
  encrypted_content,
})

/** The reasoning item or block that a client would replay. */
function kept(client: 'responses' | 'messages', said: JsonObject[]): JsonObject {
  const { wire } = streamed({ up: 'chat', client }, said)
  if (client === 'responses') return asObject(asArray(asObject(wire.at(-1)?.body.response).output)[0])
  const deltas = wire.map(({ body }) => asObject(body.delta))
  const signature = deltas.find(({ type }) => type === 'signature_delta')?.signature
  return { type: 'thinking', thinking: 'hm', signature }
}

test.each(['responses', 'messages'] as const)(
  'F48 F49 reasoning of a Chat model comes back to it through %s',
  client => {
    const item = kept(client, [thinks('hm'), says('so'), ends('stop')])
    const answer = { role: 'assistant', content: 'so' }
    const turns = [
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
    ]
    const fields =
      client === 'responses'
        ? { input: [turns[0] ?? {}, item, answer, turns[1] ?? {}] }
        : {
            messages: [
              turns[0] ?? {},
              { role: 'assistant', content: [item, { type: 'text', text: 'so' }] },
              turns[1] ?? {},
            ],
          }
    expect(
      asArray(bodySent(client, 'chat', fields, { reasoningField: 'reasoning_content' }).messages)[1],
    ).toMatchObject({
      role: 'assistant',
      content: 'so',
      reasoning_content: 'hm',
    })
  },
)

describe('reasoning items of Responses', () => {
  const answer = { role: 'assistant', content: 'so' }
  const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' }
  const output = { type: 'function_call_output', call_id: 'c', output: 'ok' }

  test('F50 an item that is only an id is not replayed, and told', () => {
    const input = [{ role: 'user', content: 'a' }, { type: 'reasoning', id: 'rs_1', summary: [] }, answer]
    const outcome = sent('responses', 'messages', { input: [...input, { role: 'user', content: 'b' }] })
    expect(outcome).toMatchObject({ losses: ['reasoning_not_replayable;input[1]'] })
    expect(JSON.stringify(outcome)).not.toContain('rs_1')
  })

  test('F51 they stay before what follows from them', () => {
    const input = [
      { role: 'user', content: 'a' },
      reasoning('gAAA'),
      call,
      output,
      { role: 'user', content: 'b' },
    ]
    const types = asArray(bodySent('responses', 'responses', { input }).input).map(
      item => asObject(item).type,
    )
    expect(types).toEqual(['message', 'reasoning', 'function_call', 'function_call_output', 'message'])
  })
})

test.each(['chat', 'responses'] as const)('F52 no signature is made up for Messages, from %s', from => {
  const turns: JsonObject[] = [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'so', ...(from === 'chat' && { reasoning_content: 'hm' }) },
    { role: 'user', content: 'b' },
  ]
  const outcome = sent(
    from,
    'messages',
    from === 'chat' ? { messages: turns } : { input: [reasoning('x'), ...turns] },
  )
  expect(JSON.stringify(outcome)).not.toMatch(/signature|"thinking"/)
  expect(JSON.stringify(outcome)).toContain('reasoning_dropped')
})

test('F53 a signature goes back to its own model alone', () => {
  const signed = (family: string) =>
    wrapProof(
      { dialect: 'messages', item: { type: 'thinking', thinking: 'hm', signature: 'sig' } },
      { provider: 'lab', family },
    )
  const replay = (family: string) =>
    JSON.stringify(
      bodySent('responses', 'messages', {
        input: [
          { role: 'user', content: 'a' },
          reasoning(signed(family)),
          { role: 'assistant', content: 'so' },
          { role: 'user', content: 'b' },
        ],
      }),
    )
  expect(replay('m')).toContain('"signature":"sig"')
  expect(replay('other')).not.toContain('sig"')
})

test('F54 what a provider bound to a call goes back with that call', () => {
  const extra = { google: { thought_signature: 'bound' } }
  const toolCall = {
    id: 'c',
    type: 'function',
    function: { name: 'f', arguments: '{}' },
    extra_content: extra,
  }
  const said = [
    { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, ...toolCall }] } }] },
    ends('tool_calls'),
  ]
  const { wire } = streamed({ up: 'chat', client: 'responses' }, said)
  const output = asArray(asObject(wire.at(-1)?.body.response).output).map(asObject)
  const input = [
    { role: 'user', content: 'a' },
    ...output,
    { type: 'function_call_output', call_id: 'c', output: 'ok' },
  ]
  const [, assistant] = asArray(bodySent('responses', 'chat', { input }).messages)
  expect(JSON.stringify(asObject(assistant).tool_calls)).toContain('bound')
})

test.each(['chat', 'messages'] as const)(
  'F55 items whose ids change with every event are one item for %s',
  client => {
    const item = { type: 'message', role: 'assistant' }
    const delta = (id: string, text: string) =>
      event('response.output_text.delta', { item_id: id, output_index: 0, content_index: 0, delta: text })
    const content = [{ type: 'output_text', text: 'ab', annotations: [] }]
    const { heard } = streamed({ up: 'responses', client }, [
      created,
      event('response.output_item.added', { output_index: 0, item: { ...item, id: 'one', content: [] } }),
      delta('two', 'a'),
      delta('three', 'b'),
      event('response.output_item.done', { output_index: 0, item: { ...item, id: 'four', content } }),
      completed([{ ...item, id: 'five', content }]),
    ])
    expect(heard.text).toBe('ab')
  },
)

test('F56 the proof is that of the finished item', () => {
  const { events } = streamed({ up: 'responses', client: 'messages' }, [
    created,
    event('response.output_item.added', { output_index: 0, item: reasoning('early') }),
    event('response.output_item.done', { output_index: 0, item: reasoning('late') }),
    completed([reasoning('late')]),
  ])
  const proofs = events.flatMap(each => (each.type === 'proof' ? [each.proof.item.encrypted_content] : []))
  expect(proofs).toEqual(['late'])
})

test('F52 the signature of Messages reaches Responses in an envelope, never as a bare one', () => {
  const thinking = [
    { type: 'thinking_delta', thinking: 'hm' },
    { type: 'signature_delta', signature: 'sig' },
  ]
  const said = [opened(), ...block(0, { type: 'thinking', thinking: '' }, ...thinking), ...closed('end_turn')]
  const { wire } = streamed({ up: 'messages', client: 'responses' }, said)
  const [item] = asArray(asObject(wire.at(-1)?.body.response).output)
  expect(asObject(item).encrypted_content).toMatch(/^pb1\./)
})
