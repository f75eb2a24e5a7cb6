import { describe, expect, test } from 'vitest'
import { readContext, target } from './builders.ts'
import { delta, finish, open, reply, say, start, stop, texts } from './stream-events.ts'

describe('clones of the API', () => {
  test('start a message twice', () => {
    expect(
      texts([start(), open(0, { type: 'text', text: '' }), start(), delta(0, say('a')), ...finish()]),
    ).toEqual(['text: a'])
  })

  test('forget the text of a start, the start itself, and the stop', () => {
    expect(texts([start(), open(0, { type: 'text' }), delta(0, say('a')), ...finish()])).toEqual(['text: a'])
    expect(texts([delta(0, say('a')), ...finish()])).toEqual(['text: a'])
  })

  test('write thinking into a text block', () => {
    const think = { type: 'thinking_delta', thinking: 'hm' }
    const events = [
      start(),
      open(0, { type: 'text', text: '' }),
      delta(0, think),
      delta(0, say('a')),
      ...finish(),
    ]
    expect(texts(events)).toEqual(['reasoning: hm', 'text: a'])
  })

  test('send deltas of types nobody knows, and events too', () => {
    const odd = [delta(0, { type: 'mood_delta', mood: 'fine' }), { type: 'content_block_mood' }]
    expect(
      texts([start(), open(0, { type: 'text', text: '' }), ...odd, delta(0, say('a')), ...finish()]),
    ).toEqual(['text: a'])
  })

  test('open empty texts, which leave no trace', () => {
    expect(texts([start(), open(0, { type: 'text', text: '' }), stop(0), ...finish()])).toEqual([])
  })

  test('give a call whole in its start, or with no arguments', () => {
    const calls = [
      open(0, { type: 'tool_use', id: 'a', name: 'Read', input: { path: 'b' } }),
      stop(0),
      open(1, { type: 'tool_use', id: 'b', name: 'Now', input: {} }),
      delta(1, { type: 'input_json_delta', partial_json: '' }),
      stop(1),
    ]
    expect(texts([start(), ...calls, ...finish()])).toEqual(['tool-call: {"path":"b"}', 'tool-call: {}'])
  })

  test('say the wrong stop reason about calls', () => {
    const call = [open(0, { type: 'tool_use', id: 'a', name: 'Now', input: {} }), stop(0)]
    expect(reply([start(), ...call, ...finish('end_turn')]).stop?.reason).toBe('tool-use')
    expect(reply([start(), ...finish('tool_use')]).stop?.reason).toBe('end')
  })

  test('may end without a mark where the provider’s data say so', () => {
    const context = readContext(undefined, target({ endsWithoutMark: true }))
    const cut = [start(), open(0, { type: 'text', text: 'a' })]
    expect(reply(cut, context).stop?.reason).toBe('end')
    expect(reply([], context).failure?.code).toBe('provider_stream_cut')
  })
})
