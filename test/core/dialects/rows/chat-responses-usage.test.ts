import { describe, expect, test } from 'vitest'
import { OF_CHAT, OF_RESPONSES } from './counted.ts'
import { bothWays } from './ending-reply.ts'

const toResponses = (usage?: object) =>
  bothWays(
    { up: 'chat', client: 'responses' },
    { end: { finish_reason: 'stop' }, ...(usage && { usage: { ...usage } }) },
  )
const ASKED = { stream_options: { include_usage: true } }
const toChat = (usage?: object, fields = ASKED) =>
  bothWays(
    { up: 'responses', client: 'chat', fields },
    { end: { status: 'completed' }, ...(usage && { usage: { ...usage } }) },
  )

/** Mapping §6.2. */
describe('tokens', () => {
  test('of Chat are the same numbers in Responses, whole and streamed', () => {
    const { whole, streamed } = toResponses(OF_CHAT)
    expect(whole).toMatchObject({ body: { usage: OF_RESPONSES }, losses: [] })
    expect(streamed).toMatchObject({ end: { usage: OF_RESPONSES }, losses: [] })
  })

  test('of Responses are the same numbers in Chat, whole and streamed', () => {
    const { whole, streamed } = toChat(OF_RESPONSES)
    expect(whole).toMatchObject({ body: { usage: OF_CHAT }, losses: [] })
    expect(streamed).toMatchObject({ end: { usage: OF_CHAT }, losses: [] })
  })

  test('have the details that Responses requires, where Chat says none', () => {
    const { whole, streamed } = toResponses({ prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 })
    const usage = {
      input_tokens: 3,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: 2,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 5,
    }
    expect(whole.body.usage).toEqual(usage)
    expect(streamed.end.usage).toEqual(usage)
  })

  test('are an object of noughts in Responses where Chat counts none, and left out in Chat', () => {
    expect(toResponses().whole.body.usage).toMatchObject({
      input_tokens: 0,
      output_tokens: 0,
      total_tokens: 0,
    })
    expect(toChat().whole.body).not.toHaveProperty('usage')
    expect(toChat().streamed.end.usage).toBeUndefined()
  })

  test('come in a stream of Chat only where they were asked for', () => {
    expect(
      toChat(OF_RESPONSES, { stream_options: { include_usage: false } }).streamed.end.usage,
    ).toBeUndefined()
  })

  test('that only one protocol counts are named', () => {
    const told = toResponses({
      ...OF_CHAT,
      prompt_tokens_details: { audio_tokens: 1 },
      completion_tokens_details: { accepted_prediction_tokens: 2 },
    })
    const losses = [
      'reply_field_dropped;reply.usage.prompt_tokens_details.audio_tokens',
      'reply_field_dropped;reply.usage.completion_tokens_details.accepted_prediction_tokens',
    ]
    expect(told.whole.losses).toEqual(losses)
    expect(told.streamed.losses).toEqual(losses)
  })

  test('of reasoning are part of the output, even where a provider counts them apart', () => {
    const { whole } = toResponses({
      prompt_tokens: 1,
      completion_tokens: 2,
      total_tokens: 8,
      completion_tokens_details: { reasoning_tokens: 5 },
    })
    expect(whole.body.usage).toMatchObject({
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 5 },
    })
  })
})
