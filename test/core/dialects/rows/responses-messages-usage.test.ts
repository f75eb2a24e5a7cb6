import { describe, expect, test } from 'vitest'
import { bothWays } from './ending-reply.ts'

const OF_MESSAGES = {
  input_tokens: 7,
  cache_read_input_tokens: 4,
  cache_creation_input_tokens: 2,
  output_tokens: 9,
  output_tokens_details: { thinking_tokens: 3 },
}
const OF_RESPONSES = {
  input_tokens: 13,
  input_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
  output_tokens: 9,
  output_tokens_details: { reasoning_tokens: 3 },
  total_tokens: 22,
}

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
