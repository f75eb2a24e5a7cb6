import { describe, expect, test } from 'vitest'
import { OF_MESSAGES, OF_RESPONSES } from './counted.ts'
import { bothWays } from './ending-reply.ts'

/** Mapping §6.2. */
describe('tokens', () => {
  test('of Messages are all in the input of Responses, whole and streamed', () => {
    const reply = { end: { stop_reason: 'end_turn' }, usage: OF_MESSAGES }
    const { whole, streamed } = bothWays({ up: 'messages', client: 'responses' }, reply)
    expect(whole).toMatchObject({ body: { usage: OF_RESPONSES }, losses: [] })
    expect(streamed).toMatchObject({ end: { usage: OF_RESPONSES }, losses: [] })
  })

  test('of Responses are apart in Messages, whole and streamed', () => {
    const reply = { end: { status: 'completed' }, usage: OF_RESPONSES }
    const { whole, streamed } = bothWays({ up: 'responses', client: 'messages' }, reply)
    expect(whole).toMatchObject({ body: { usage: OF_MESSAGES }, losses: [] })
    expect(streamed).toMatchObject({ end: { usage: OF_MESSAGES }, losses: [] })
  })

  test('that Messages never split have the details that Responses requires', () => {
    const reply = { end: { stop_reason: 'end_turn' }, usage: { input_tokens: 3, output_tokens: 2 } }
    const { body } = bothWays({ up: 'messages', client: 'responses' }, reply).whole
    expect(body.usage).toEqual({
      input_tokens: 3,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: 2,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 5,
    })
  })
})
