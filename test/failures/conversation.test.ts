import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../src-main/core/conversation.ts'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { bodySent, sent } from '../support/translating.ts'

const user = (content: JsonObject['content']): JsonObject => ({ role: 'user', content })
const assistant = (content: JsonObject['content']): JsonObject => ({ role: 'assistant', content })
const toMessages = (from: Dialect, fields: JsonObject) => asArray(bodySent(from, 'messages', fields).messages)
const toChat = (from: Dialect, fields: JsonObject) => asArray(bodySent(from, 'chat', fields).messages)
const toResponses = (from: Dialect, fields: JsonObject) => asArray(bodySent(from, 'responses', fields).input)

const PNG = 'iVBORw0KGgo='
const DATA_URL = `data:image/png;base64,${PNG}`
const use = (id: string, input: JsonObject = {}) => ({ type: 'tool_use', id, name: 'look', input })
const result = (tool_use_id: string, content: JsonObject['content']) => ({
  type: 'tool_result',
  tool_use_id,
  content,
})

describe('instructions in the middle', () => {
  const messages = [user('a'), { role: 'system', content: 'Be brief.' }, assistant('b'), user('c')]

  test('F36 stay in their place where the endpoint takes them', () => {
    expect(toChat('messages', { messages })).toMatchObject([
      {},
      { role: 'system', content: 'Be brief.' },
      {},
      {},
    ])
    expect(toResponses('messages', { messages })[1]).toMatchObject({ role: 'system' })
  })

  test('F36 F37 F38 become a reminder of the user where it does not, and are no last message', () => {
    const trailing = { messages: [user('a'), { role: 'system', content: 'Be brief.' }] }
    for (const fields of [{ messages }, trailing]) {
      const outcome = sent('messages', 'chat', fields, { systemTurns: 'leading' })
      if (!('body' in outcome)) throw new Error(outcome.message)
      const roles = asArray(outcome.body.messages).map(message => asObject(message).role)
      expect(roles).not.toContain('system')
      expect(roles.at(-1)).toBe('user')
      expect(JSON.stringify(outcome.body.messages)).toContain('<system-reminder>')
      expect(outcome.losses).toEqual(['system_turn_folded;messages[1]'])
    }
  })
})

describe('results of tools', () => {
  const content = [
    { type: 'text', text: 'see' },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } },
  ]
  const messages = [user('a'), assistant([use('c1')]), user([result('c1', content)])]
  const output = [
    { type: 'input_text', text: 'see' },
    { type: 'input_image', image_url: DATA_URL },
  ]
  const input = [
    user('a'),
    { type: 'function_call', call_id: 'c1', name: 'look', arguments: '{}' },
    { type: 'function_call_output', call_id: 'c1', output },
  ]

  test.each<[Dialect, JsonObject]>([
    ['messages', { messages }],
    ['responses', { input }],
  ])('F39 F40 text and images of a list reach Chat from %s, the images as a user message', (from, fields) => {
    expect(toChat(from, fields).slice(2)).toMatchObject([
      { role: 'tool', tool_call_id: 'c1', content: 'see\n\n[image 1 follows]' },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: DATA_URL } }] },
    ])
  })

  test('F40 images stay in the result between Messages and Responses', () => {
    expect(toResponses('messages', { messages }).at(-1)).toMatchObject({ output })
    expect(toMessages('responses', { input }).at(-1)).toMatchObject({
      content: [{ type: 'tool_result', content }],
    })
  })

  test('F41 parts have the names of the dialect that they are written in', () => {
    const chat = [
      user('a'),
      {
        role: 'assistant',
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      {
        role: 'tool',
        tool_call_id: 'c1',
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: 'two' },
        ],
      },
    ]
    expect(toResponses('chat', { messages: chat }).at(-1)).toMatchObject({
      output: [
        { type: 'input_text', text: 'one' },
        { type: 'input_text', text: 'two' },
      ],
    })
  })

  test('F42 calls of the history are kept, in every direction', () => {
    expect(toChat('messages', { messages })[1]).toMatchObject({
      tool_calls: [{ id: 'c1', function: { name: 'look', arguments: '{}' } }],
    })
    expect(toResponses('messages', { messages })[1]).toMatchObject({ type: 'function_call', call_id: 'c1' })
    expect(toMessages('responses', { input })[1]).toMatchObject({ content: [use('c1')] })
  })

  test.each<Dialect>(['chat', 'responses'])(
    'F45 a call without its result gets one that says so, for %s',
    to => {
      const orphaned = { messages: [user('a'), assistant([use('c1')]), user('go on')] }
      const outcome = sent('messages', to, orphaned)
      expect(outcome).toMatchObject({
        losses: expect.arrayContaining(['missing_tool_result;messages[1].content[0]']),
      })
      expect(JSON.stringify(outcome)).toContain('aborted')
    },
  )

  test('F46 results come in the order of their calls, by id', () => {
    const shuffled = {
      messages: [
        user('a'),
        assistant([use('c1'), use('c2')]),
        user([result('c2', 'two'), result('c1', 'one'), { type: 'text', text: 'Tool loaded.' }]),
      ],
    }
    expect(toChat('messages', shuffled).slice(2)).toMatchObject([
      { role: 'tool', tool_call_id: 'c1', content: 'one' },
      { role: 'tool', tool_call_id: 'c2', content: 'two' },
      { role: 'user', content: 'Tool loaded.' },
    ])
  })
})

test('F43 empty text is not sent to Messages', () => {
  const messages = [
    user('a'),
    assistant(''),
    user([
      { type: 'text', text: '' },
      { type: 'text', text: 'b' },
    ]),
  ]
  expect(JSON.stringify(toMessages('chat', { messages }))).not.toContain('"text":""')
})

describe('F44 documents', () => {
  const pdf = {
    type: 'document',
    title: 'a.pdf',
    source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERg==' },
  }
  const linked = { type: 'document', source: { type: 'url', url: 'https://a.org/a.pdf' } }

  test('are files elsewhere', () => {
    const data = 'data:application/pdf;base64,JVBERg=='
    const fields = { messages: [user([pdf])] }
    expect(toChat('messages', fields)).toMatchObject([
      { content: [{ file: { filename: 'a.pdf', file_data: data } }] },
    ])
    expect(toResponses('messages', fields)).toMatchObject([
      { content: [{ type: 'input_file', file_data: data }] },
    ])
  })

  test('are refused where they cannot be said, not dropped', () => {
    expect(sent('messages', 'chat', { messages: [user([linked])] })).toMatchObject({
      refused: 'messages[0].content[0]',
    })
  })
})

test.each<Dialect>(['chat', 'messages'])('F47 a reasoning item alone is no empty message on %s', to => {
  const input = [user('a'), { type: 'reasoning', id: 'rs_1', summary: [] }, user('b')]
  const messages = asArray(bodySent('responses', to, { input }).messages).map(asObject)
  for (const { content } of messages) expect(content).toBeTruthy()
  expect(JSON.stringify(messages)).not.toContain('reasoning')
})
