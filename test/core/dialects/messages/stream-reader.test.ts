import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { assertGrammar, grammarProblem } from '../../../support/event-grammar.ts'
import { readContext, readStream, sse } from './builders.ts'
import { FULL, reply, start, WHOLE } from './stream-events.ts'

describe('a stream', () => {
  test('reads as the whole reply does', () => {
    expect(reply(FULL)).toEqual(collect(messages.readReply(WHOLE, readContext())))
  })

  test('gives the same events at every cut', () => {
    const stream = sse(FULL)
    const expected = readStream(stream)
    assertGrammar(expected)
    for (let cut = 1; cut < stream.length; cut++)
      expect(readStream(stream, readContext(), [cut])).toEqual(expected)
  })

  test('counts cached input in, and replaces what the start said', () => {
    expect(reply(FULL).usage).toMatchObject({ input: 28, cacheRead: 20, cacheWrite: 5, output: 9 })
  })

  test('keeps the vendor’s thinking whole as the proof', () => {
    expect(
      reply(FULL)
        .blocks.slice(0, 2)
        .map(block => block.proof),
    ).toEqual([
      { dialect: 'messages', item: { type: 'thinking', thinking: 'Hm ünd 👋', signature: 'sig' } },
      { dialect: 'messages', item: { type: 'redacted_thinking', data: 'secret' } },
    ])
  })
})

describe('a broken stream', () => {
  test('that is cut after any event fails, unless the stop reason was told', () => {
    for (let length = 0; length < FULL.length - 1; length++) {
      const events = readStream(sse(FULL.slice(0, length)))
      assertGrammar(events, `cut after ${length}`)
      expect(events.at(-1)?.type, `cut after ${length}`).toBe('failure')
    }
    expect(readStream(sse(FULL.slice(0, -1))).at(-1)).toMatchObject({
      type: 'stop',
      stop: { reason: 'tool-use' },
    })
  })

  test('with an error after any event ends with that failure', () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
    for (let at = 0; at < FULL.length; at++) {
      const events = readStream(sse([...FULL.slice(0, at), error, ...FULL.slice(at)]))
      assertGrammar(events, `error at ${at}`)
      expect(events.at(-1)).toMatchObject({
        type: 'failure',
        failure: { status: 529, code: 'server_is_overloaded' },
      })
    }
  })

  test('with any event left out, doubled or out of place keeps to the grammar', () => {
    const places = fc.array(fc.integer({ min: 0, max: FULL.length - 1 }), { maxLength: 40 })
    fc.assert(
      fc.property(places, order => {
        const events = readStream(sse(order.map(at => FULL[at] ?? {})))
        expect(grammarProblem(events)).toBeUndefined()
      }),
    )
  })

  test('of any JSON keeps to the grammar', () => {
    fc.assert(
      fc.property(fc.array(fc.json()), lines => {
        const stream = lines.map(line => `data: ${line}\n\n`).join('')
        expect(grammarProblem(readStream(stream))).toBeUndefined()
      }),
    )
  })

  test('with an event that is not JSON fails instead of losing it', () => {
    const events = readStream(`${sse([start()])}data: {"type":\n\n`)
    expect(events.at(-1)).toMatchObject({
      type: 'failure',
      failure: { message: expect.stringContaining('not JSON') },
    })
  })
})
