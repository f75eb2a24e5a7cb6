import { describe, expect, test } from 'vitest'
import { wrapProof } from '../../../../src-main/core/envelope.ts'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import type { ReplyProof } from '../../../../src-main/core/reply.ts'
import { completed, created, ends, event, says, thinks } from '../../../failures/said.ts'
import { bodySent, streamed } from '../../../support/translating.ts'
import { eachRow, exact, OPENAI, type Row } from './row.ts'
import { assistant, user } from './turns.ts'

const item = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'e' }
const details = [{ type: 'reasoning.text', text: 'hm', signature: 's', index: 0 }]
/** An envelope as the client replays it: of the model that is asked now, or of another. */
const sealed = (dialect: ReplyProof['dialect'], value: JsonObject, provider = 'lab') =>
  wrapProof({ dialect, item: value }, { provider, family: 'm' })
const reasoning = (encrypted_content: string): JsonObject => ({
  type: 'reasoning',
  summary: [{ type: 'summary_text', text: 'hm' }],
  content: null,
  encrypted_content,
})
const toChat = (proof: string, ...fate: [Row[3], Row[4]?]): Row => [
  'responses',
  'chat',
  { input: [user('a'), reasoning(proof), assistant('b'), user('c')] },
  ...fate,
]
const toResponses = (data: string, ...fate: [Row[3], Row[4]?]): Row => [
  'chat',
  'responses',
  {
    messages: [
      user('a'),
      assistant('b', { reasoning_content: 'hm', reasoning_details: [{ type: 'reasoning.encrypted', data }] }),
      user('c'),
    ],
  },
  ...fate,
]
const said = (fields: JsonObject): JsonObject => ({ messages: [{}, assistant('b', fields), {}] })
const dropped = (path: string) => ({ loses: [`reasoning_dropped;${path}`] })

const CONTENT = { reasoningField: 'reasoning_content' } as const
const DETAILS = { reasoningField: 'reasoning_details' } as const

/** Mapping §5: reasoning of earlier turns. */
eachRow([
  // For the model that it is of
  toChat(sealed('chat', { reasoning_content: 'hm' }), exact(said({ reasoning_content: 'hm' })), CONTENT),
  toChat(
    sealed('chat', { reasoning_details: details }),
    exact(said({ reasoning_details: details })),
    DETAILS,
  ),
  toResponses(sealed('responses', item), exact({ input: [{}, item, { role: 'assistant' }, {}] }), OPENAI),
  // For another: its text, where that alone is taken
  toChat(
    sealed('chat', { reasoning_details: details }, 'other'),
    { writes: said({ reasoning: 'hm' }), loses: ['reasoning_proof_dropped;input[1]'] },
    DETAILS,
  ),
  toChat(
    'gAAAA',
    { writes: said({ reasoning_content: 'hm' }), loses: ['reasoning_proof_dropped;input[1]'] },
    CONTENT,
  ),
  toChat('gAAAA', dropped('input[1]')),
  toResponses(
    sealed('responses', item, 'other'),
    { writes: { input: [{}, { role: 'assistant' }, {}] }, ...dropped('messages[1].reasoning_content') },
    OPENAI,
  ),
  toResponses('gAAAA', dropped('messages[1].reasoning_content'), OPENAI),
  // Of nobody
  [
    'chat',
    'responses',
    { messages: [user('a'), assistant('b', { reasoning_content: 'hm' }), user('c')] },
    dropped('messages[1].reasoning_content'),
    OPENAI,
  ],
  [
    'responses',
    'chat',
    { input: [user('a'), { type: 'reasoning', id: 'rs_1', summary: [] }, assistant('b'), user('c')] },
    { writes: said({}), loses: ['reasoning_not_replayable;input[1]'] },
    CONTENT,
  ],
])

const REPLY = { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'so' }] }
const summary = ['a', 'b'].map(text => ({ type: 'summary_text', text }))

describe('reasoning of a reply', () => {
  test.each(['reasoning_content', 'reasoning'])(
    'as %s of Chat is a summary in Responses, with a seal',
    field => {
      const { wire } = streamed({ up: 'chat', client: 'responses' }, [
        { choices: [{ index: 0, delta: { [field]: 'hm' } }] },
        says('so'),
        ends('stop'),
      ])
      const [first] = asArray(asObject(wire.at(-1)?.body.response).output)
      expect(first).toMatchObject({
        type: 'reasoning',
        summary: [{ type: 'summary_text', text: 'hm' }],
        encrypted_content: expect.stringMatching(/^pb1\./),
      })
      const announced = wire.find(({ type }) => type === 'response.output_item.added')
      expect(announced?.body.item).not.toHaveProperty('encrypted_content')
    },
  )

  test('of Responses is one text in Chat, and the seal is that of the finished item', () => {
    const output = { ...item, summary }
    const { wire, heard } = streamed({ up: 'responses', client: 'chat' }, [
      created,
      event('response.output_item.added', { output_index: 0, item: { ...item, encrypted_content: 'early' } }),
      event('response.output_item.done', { output_index: 0, item: output }),
      completed([output, REPLY]),
    ])
    expect(heard.reasoning).toBe('a\n\nb')
    const deltas = wire.flatMap(({ body }) =>
      asArray(body.choices).map(choice => asObject(asObject(choice).delta)),
    )
    const [detail] = deltas.flatMap(delta => asArray(delta.reasoning_details))
    expect(detail).toMatchObject({ type: 'reasoning.encrypted', data: sealed('responses', output) })
  })

  test('of Responses comes back to its model through a client of Chat', () => {
    const { wire } = streamed({ up: 'responses', client: 'chat' }, [created, completed([item, REPLY])])
    const deltas = wire.flatMap(({ body }) =>
      asArray(body.choices).map(choice => asObject(asObject(choice).delta)),
    )
    const replayed = assistant('so', Object.assign({}, ...deltas.filter(delta => delta.reasoning_details)))
    const { input } = bodySent('chat', 'responses', { messages: [user('a'), replayed, user('b')] }, OPENAI)
    expect(input).toMatchObject([{}, item, { role: 'assistant' }, {}])
  })

  test('of Chat comes back to its model through a client of Responses, details and all', () => {
    const { wire } = streamed({ up: 'chat', client: 'responses' }, [
      { choices: [{ index: 0, delta: { reasoning_details: details } }] },
      says('so'),
      ends('stop'),
    ])
    const output = asArray(asObject(wire.at(-1)?.body.response).output)
    const { messages } = bodySent('responses', 'chat', { input: [user('a'), ...output, user('b')] }, DETAILS)
    expect(messages).toMatchObject([{}, assistant('so', { reasoning_details: details }), {}])
  })

  test('that a client of Chat does not want to see is its seal alone', () => {
    const fields = { reasoning: { exclude: true } }
    const { heard, text } = streamed({ up: 'responses', client: 'chat', fields }, [
      created,
      completed([{ ...item, summary }, REPLY]),
    ])
    expect(heard.reasoning).toBe('')
    expect(text).toContain('pb1.')
  })

  test('between two texts of Chat is an item of its own, in its place', () => {
    const { wire } = streamed({ up: 'chat', client: 'responses' }, [
      says('a'),
      thinks('hm'),
      says('b'),
      ends('stop'),
    ])
    const output = asArray(asObject(wire.at(-1)?.body.response).output)
    expect(output).toMatchObject([{ type: 'message' }, { type: 'reasoning' }, { type: 'message' }])
  })
})
