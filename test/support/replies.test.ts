import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, EVERY_MANNER } from './client.ts'
import { startUpstream, type Upstream } from './fake-upstream.ts'
import { hear } from './heard.ts'
import { say } from './replies/index.ts'
import { joined, RICH } from './replies/saying.ts'

let up: Upstream
beforeAll(async () => {
  up = await startUpstream({ script: request => say(RICH, request) })
  return () => up.stop()
})

const expected = { text: joined(RICH.text), input: { city: 'Zürich 🏔' } }

describe('what the fake provider says is understood by the official SDKs', () => {
  const openai = () => new OpenAI({ baseURL: up.baseUrl, apiKey: 'k', maxRetries: 0 })

  it('Chat', async () => {
    const stream = openai().chat.completions.stream({
      model: 'm',
      messages: [{ role: 'user', content: 'hi' }],
    })
    const message = (await stream.finalChatCompletion()).choices[0]?.message
    expect(message?.content).toBe(expected.text)
    const call = message?.tool_calls?.[0]
    expect(call?.type === 'function' && JSON.parse(call.function.arguments)).toEqual(expected.input)
  })

  it('Responses', async () => {
    const response = await openai().responses.stream({ model: 'm', input: 'hi' }).finalResponse()
    expect(response.output_text).toBe(expected.text)
    expect(response.output.map(item => item.type)).toEqual(['reasoning', 'message', 'function_call'])
  })

  it('Messages', async () => {
    const client = new Anthropic({ baseURL: up.baseUrl.replace('/v1', ''), apiKey: 'k', maxRetries: 0 })
    const stream = client.messages.stream({
      model: 'm',
      max_tokens: 9,
      messages: [{ role: 'user', content: 'hi' }],
    })
    const { content } = await stream.finalMessage()
    expect(content).toMatchObject([
      { type: 'thinking' },
      { type: 'text', text: expected.text },
      { type: 'tool_use', input: expected.input },
    ])
  })
})

it.each(EVERY_MANNER)(
  'and by the simple reader of the tests: $dialect (stream: $stream)',
  async ({ dialect, stream }) => {
    const answer = await ask({ url: up.baseUrl }, dialect, 'm', { stream })
    const heard = hear(dialect, answer)
    expect(heard).toMatchObject({ text: expected.text, reasoning: joined(RICH.reasoning), models: ['m'] })
    expect(heard.calls.map(call => JSON.parse(call.input))).toEqual([expected.input])
  },
)
