import { describe, expect, test } from 'vitest'
import { streamed } from '../../../support/translating.ts'
import { OF_CHAT, OF_MESSAGES } from './counted.ts'
import { bothWays } from './ending-reply.ts'

/** Mapping §6.2. */
describe('tokens', () => {
  const asks = { stream_options: { include_usage: true } }
  const ofMessages = { end: { stop_reason: 'end_turn' }, usage: OF_MESSAGES }
  const ofChat = { end: { finish_reason: 'stop' }, usage: OF_CHAT }

  test('of Messages are all in the prompt of Chat, whole and streamed', () => {
    const { whole, streamed } = bothWays({ up: 'messages', client: 'chat', fields: asks }, ofMessages)
    expect(whole).toMatchObject({ body: { usage: OF_CHAT }, losses: [] })
    expect(streamed).toMatchObject({ end: { usage: OF_CHAT }, losses: [] })
  })

  test('of Chat are apart in Messages, whole and streamed', () => {
    const { whole, streamed } = bothWays({ up: 'chat', client: 'messages' }, ofChat)
    expect(whole).toMatchObject({ body: { usage: OF_MESSAGES }, losses: [] })
    expect(streamed).toMatchObject({ end: { usage: OF_MESSAGES }, losses: [] })
  })

  test('are never less than none, whatever was cached', () => {
    const usage = {
      prompt_tokens: 5,
      completion_tokens: 1,
      prompt_tokens_details: { cached_tokens: 5, cache_write_tokens: 3 },
    }
    const { body } = bothWays({ up: 'chat', client: 'messages' }, { ...ofChat, usage }).whole
    expect(body).toMatchObject({ usage: { input_tokens: 0, cache_read_input_tokens: 5 } })
  })

  test('that nobody asked for are not told in a stream of Chat', () => {
    const { streamed } = bothWays({ up: 'messages', client: 'chat' }, ofMessages)
    expect(streamed.end.usage).toBeUndefined()
  })

  test('that Chat never counted are 0, as clients read them', () => {
    const { whole, streamed } = bothWays(
      { up: 'chat', client: 'messages' },
      { end: { finish_reason: 'stop' } },
    )
    expect(whole.body).toMatchObject({ usage: { input_tokens: 0, output_tokens: 0 } })
    expect(streamed.end).toMatchObject({ usage: { output_tokens: 0 } })
  })
})

/** Mapping §6.2: what has no place on the other side. */
test.each([
  ['inference_geo', { inference_geo: 'us' }],
  ['speed', { speed: 'fast' }],
  ['iterations', { iterations: [{ input_tokens: 1 }] }],
  ['cache_creation', { cache_creation: { ephemeral_1h_input_tokens: 2 } }],
  ['server_tool_use', { server_tool_use: { web_search_requests: 1 } }],
])('%s of the tokens of Messages is named as lost', (field, more) => {
  const reply = { end: { stop_reason: 'end_turn' }, usage: { ...OF_MESSAGES, ...more } }
  const { whole, streamed } = bothWays({ up: 'messages', client: 'chat' }, reply)
  const losses = [`reply_field_dropped;reply.usage.${field}`]
  expect([whole.losses, streamed.losses]).toEqual([losses, losses])
})

test('audio tokens of Chat are named as lost', () => {
  const usage = {
    ...OF_CHAT,
    prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 2, audio_tokens: 1 },
  }
  const { whole } = bothWays({ up: 'chat', client: 'messages' }, { end: { finish_reason: 'stop' }, usage })
  expect(whole.losses).toEqual(['reply_field_dropped;reply.usage.prompt_tokens_details.audio_tokens'])
})

test('a stream of Messages begins without counts that it does not know yet', () => {
  const { wire } = streamed({ up: 'chat', client: 'messages' }, [
    { choices: [{ index: 0, delta: { content: 'a' }, finish_reason: 'stop' }] },
  ])
  expect(wire[0]).toMatchObject({ body: { message: { usage: { input_tokens: 0, output_tokens: 0 } } } })
})
