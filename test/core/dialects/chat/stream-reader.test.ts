import { describe, expect, test } from 'vitest'
import { chat } from '../../../../src-main/core/dialects/chat/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { assertGrammar } from '../../../support/event-grammar.ts'
import { chunk, readContext, readStream, sse } from './builders.ts'

const reply = (chunks: JsonObject[], context = readContext()) => {
  const events = readStream(sse(chunks), context)
  assertGrammar(events)
  return collect(events)
}
const part = (call: JsonObject) => chunk({ tool_calls: [call] })
const calls = (chunks: JsonObject[]) =>
  reply(chunks).blocks.flatMap(({ head, text }) => (head.type === 'tool-call' ? [[head.name, text]] : []))

describe('tool calls', () => {
  test('index 0 with a new id is a new call', () => {
    const one = { index: 0, id: 'a', function: { name: 'look', arguments: '{"x":1}' } }
    const two = { index: 0, id: 'b', function: { name: 'see', arguments: '{}' } }
    expect(calls([part(one), part(two)])).toEqual([
      ['look', '{"x":1}'],
      ['see', '{}'],
    ])
  })

  test('without index and id, a name after finished input is a new call', () => {
    const one = { function: { name: 'look', arguments: { x: 1 } } }
    const two = { function: { name: 'look', arguments: { x: 2 } } }
    expect(calls([part(one), part(two)])).toEqual([
      ['look', '{"x":1}'],
      ['look', '{"x":2}'],
    ])
  })

  test('a call whose input is whole ends when the next one begins; one that is not goes on', () => {
    const whole = { index: 0, id: 'a', function: { name: 'look', arguments: '{"x":1}' } }
    const half = { index: 1, id: 'b', function: { name: 'see', arguments: '{"y"' } }
    const third = { index: 2, id: 'c', function: { name: 'hear', arguments: '{}' } }
    const rest = { index: 1, function: { arguments: ':2}' } }
    const events = readStream(sse([whole, half, third, rest].map(part)), readContext())
    assertGrammar(events)
    const order = events.flatMap(event =>
      event.type === 'begin' || event.type === 'end' ? `${event.type} ${event.index}` : [],
    )
    expect(order).toEqual(['begin 0', 'end 0', 'begin 1', 'begin 2', 'end 1', 'end 2'])
    expect(calls([whole, half, third, rest].map(part))).toEqual([
      ['look', '{"x":1}'],
      ['see', '{"y":2}'],
      ['hear', '{}'],
    ])
  })

  test('a name may come in fragments or again and again', () => {
    const fragments = [
      { id: 'a', function: { name: 'get_' } },
      { function: { name: 'weather' } },
      { function: { arguments: '{}' } },
    ]
    expect(calls(fragments.map(entry => part({ index: 0, ...entry })))).toEqual([['get_weather', '{}']])
    const repeated = ['', '{', '}'].map(text =>
      part({ index: 0, id: 'a', function: { name: 'go', arguments: text } }),
    )
    expect(calls(repeated)).toEqual([['go', '{}']])
  })

  test('stop beside a call is tool-use, tool_calls without a call is the end', () => {
    const call = part({ index: 0, id: 'a', function: { name: 'go', arguments: '' } })
    expect(reply([call, chunk({}, 'stop')]).stop?.reason).toBe('tool-use')
    expect(reply([chunk({ content: 'x' }), chunk({}, 'tool_calls')]).stop?.reason).toBe('end')
  })

  test('a wrapped freeform tool comes back as its text', () => {
    const context = readContext({ tools: [{ type: 'custom', custom: { name: 'patch' } }] })
    const wire = ['{"input": "a', '\\nb', '"}'].map(text =>
      part({ index: 0, id: 'a', function: { name: 'patch', arguments: text } }),
    )
    const [block] = reply([...wire, chunk({}, 'tool_calls')], context).blocks
    expect(block).toMatchObject({ head: { kind: 'custom', name: 'patch' }, text: 'a\nb' })
  })

  test('a call without id gets one, another in each reply', () => {
    const id = (replyId: string) => {
      const entry = part({ index: 0, function: { name: 'go', arguments: '{}' } })
      const [block] = reply([{ ...entry, id: replyId }]).blocks
      return block?.head.type === 'tool-call' ? block.head.id : ''
    }
    expect(id('r1')).toMatch(/^call_[a-z2-7]{24}$/)
    expect(id('r1')).not.toBe(id('r2'))
  })
})

describe('what providers say in their own way', () => {
  test.each([
    ['reasoning_content', { reasoning_content: 'Hm' }],
    ['reasoning', { reasoning: 'Hm' }],
    ['both at once', { reasoning_content: 'Hm', reasoning: 'Hm' }],
    ['details', { reasoning_details: [{ type: 'reasoning.text', text: 'Hm', index: 0 }] }],
    ['a thinking part', { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }],
  ])('reasoning as %s', (_name, delta) => {
    expect(reply([chunk(delta), chunk({}, 'stop')]).blocks[0]).toMatchObject({
      head: { type: 'reasoning' },
      text: 'Hm',
    })
  })

  test('details in fragments make one proof, to be sent back as it was', () => {
    const detail = (more: JsonObject) =>
      chunk({ reasoning_details: [{ type: 'reasoning.text', index: 0, ...more }] })
    const [block] = reply([
      detail({ text: 'A' }),
      detail({ text: 'B' }),
      detail({ signature: 's' }),
      chunk({}, 'stop'),
    ]).blocks
    const item = { reasoning_details: [{ type: 'reasoning.text', index: 0, text: 'AB', signature: 's' }] }
    expect(block?.proof).toEqual({ dialect: 'chat', item })
  })

  test('usage of Groq, and reasoning that xAI counts apart', () => {
    const usage = {
      prompt_tokens: 1,
      completion_tokens: 2,
      total_tokens: 8,
      completion_tokens_details: { reasoning_tokens: 5 },
    }
    expect(reply([chunk({ content: 'x' }, 'stop', { x_groq: { usage } })]).usage).toMatchObject({
      input: 1,
      output: 7,
      reasoning: 5,
    })
  })

  test('an end without finish reason is taken as one where [DONE] or the provider’s data say so', () => {
    const said = [chunk({ content: 'x' })]
    expect(reply(said)).toMatchObject({
      stop: { reason: 'end' },
      losses: [{ code: 'missing_finish_reason' }],
    })
    const text = sse(said).replace('data: [DONE]\n\n', '')
    expect(collect(readStream(text)).failure?.code).toBe('provider_stream_cut')
    expect(collect(readStream(text, readContext({}, { endsWithoutMark: true }))).stop?.reason).toBe('end')
  })

  test('an error beside empty choices fails, and more than one answer is a loss', () => {
    expect(reply([chunk({}, 'error', { error: { code: 502, message: 'Upstream' } })]).failure).toMatchObject({
      status: 502,
      message: 'Upstream',
    })
    const second = { ...chunk({}), choices: [{ index: 1, delta: { content: 'other' } }] }
    expect(reply([chunk({ content: 'x' }, 'stop'), second])).toMatchObject({
      blocks: [{ text: 'x' }],
      losses: [{ code: 'extra_choice_dropped' }],
    })
  })

  test('a whole reply that is no completion fails', () => {
    assertGrammar(chat.readReply({ hello: 1 }, readContext()))
    expect(collect(chat.readReply({ hello: 1 }, readContext())).failure).toBeDefined()
  })
})
