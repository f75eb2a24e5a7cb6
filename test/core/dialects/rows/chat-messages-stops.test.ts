import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { streamed } from '../../../support/translating.ts'
import { bothWays } from './ending-reply.ts'

const simplified = (field: string) => [`stop_reason_simplified;reply.${field}`]
const refusal = { type: 'refusal', category: null, explanation: null }

type StopRow = [said: JsonObject, hasCall: boolean, told: string, losses: string[], more?: JsonObject]

/** Mapping §6.1: Anthropic's reasons for Chat. */
const FOR_CHAT: readonly StopRow[] = [
  [{ stop_reason: 'end_turn' }, false, 'stop', []],
  [{ stop_reason: 'stop_sequence', stop_sequence: 'x' }, false, 'stop', simplified('stop_sequence')],
  [{ stop_reason: 'tool_use' }, true, 'tool_calls', []],
  [{ stop_reason: 'tool_use' }, false, 'stop', []],
  [{ stop_reason: 'end_turn' }, true, 'tool_calls', []],
  [{ stop_reason: 'max_tokens' }, false, 'length', []],
  [{ stop_reason: 'model_context_window_exceeded' }, false, 'length', simplified('finish_reason')],
  [{ stop_reason: 'refusal' }, false, 'content_filter', []],
  [
    { stop_reason: 'refusal', stop_details: { category: 'bio' } },
    false,
    'content_filter',
    simplified('stop_details'),
  ],
  [{ stop_reason: 'pause_turn' }, false, 'stop', simplified('finish_reason')],
  [{ stop_reason: 'compaction' }, false, 'stop', simplified('finish_reason')],
  [{ stop_reason: 'a_new_one' }, false, 'stop', simplified('stop_reason')],
]

/** Mapping §6.1: Chat's reasons for Messages. */
const FOR_MESSAGES: readonly StopRow[] = [
  [{ finish_reason: 'stop' }, false, 'end_turn', [], { stop_sequence: null, stop_details: null }],
  [{ finish_reason: 'stop' }, true, 'tool_use', []],
  [{ finish_reason: 'stop', stop_reason: 'x' }, false, 'stop_sequence', [], { stop_sequence: 'x' }],
  [{ finish_reason: 'tool_calls' }, true, 'tool_use', []],
  [{ finish_reason: 'tool_calls' }, false, 'end_turn', []],
  [{ finish_reason: 'function_call' }, true, 'tool_use', []],
  [{ finish_reason: 'length' }, false, 'max_tokens', []],
  [{ finish_reason: 'content_filter' }, false, 'refusal', [], { stop_details: refusal }],
  [{ finish_reason: 'eos' }, false, 'end_turn', []],
  [{ finish_reason: 'end_turn' }, false, 'end_turn', []],
]

describe.each(FOR_CHAT)('%j of Messages, with a call: %s', (end, hasCall, finish_reason, losses) => {
  const { whole, streamed } = bothWays({ up: 'messages', client: 'chat' }, { end, hasCall })

  test(`is ${finish_reason} of Chat`, () => {
    expect(whole).toMatchObject({ body: { choices: [{ finish_reason }] }, losses })
    expect(streamed).toMatchObject({ end: { choices: [{ finish_reason }] }, losses })
  })
})

describe.each(FOR_MESSAGES)('%j of Chat, with a call: %s', (end, hasCall, stop_reason, losses, more) => {
  const { whole, streamed } = bothWays({ up: 'chat', client: 'messages' }, { end, hasCall })

  test(`is ${stop_reason} of Messages`, () => {
    expect(whole).toMatchObject({ body: { stop_reason, ...more }, losses })
    expect(streamed).toMatchObject({ end: { stop_reason, ...more }, losses })
  })
})

describe('an explanation', () => {
  test('of a refusal is the refusal of the message', () => {
    const end = { stop_reason: 'refusal', stop_details: { type: 'refusal', explanation: 'no' } }
    const { body } = bothWays({ up: 'messages', client: 'chat' }, { end }).whole
    expect(body).toMatchObject({ choices: [{ message: { refusal: 'no' } }] })
  })
})

describe('a stream of Chat that does not say why it ends', () => {
  const said = [{ choices: [{ index: 0, delta: { content: 'a' } }] }]
  const way = { up: 'chat', client: 'messages' } as const

  test('is an end where it says that it is done, and this is told', () => {
    const { heard, losses } = streamed(way, said)
    expect([heard.stop, losses]).toEqual(['end_turn', ['missing_finish_reason;reply']])
  })

  test('is a failure where the connection just ends', () => {
    expect(streamed({ ...way, isDone: false }, said).wire.at(-1)).toMatchObject({ type: 'error' })
  })

  test('is an end where the provider is known to end so', () => {
    const { heard, losses } = streamed({ ...way, isDone: false, quirks: { endsWithoutMark: true } }, said)
    expect([heard.stop, losses]).toEqual(['end_turn', []])
  })

  test('is a failure where it says "error"', () => {
    const failed = [...said, { choices: [{ index: 0, delta: {}, finish_reason: 'error' }] }]
    expect(streamed(way, failed).wire.at(-1)).toMatchObject({
      type: 'error',
      body: { error: { type: 'api_error' } },
    })
  })
})
