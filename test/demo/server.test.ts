import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { beforeAll, describe, expect, test } from 'vitest'
import { startDemo } from '../../src-main/demo/server.ts'
import { stopLater } from '../support/lifetime.ts'

let url = ''
beforeAll(async () => {
  const demo = await startDemo({ pace: 0 })
  stopLater(() => demo.stop())
  url = demo.url
})

const openai = () => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0 })
const anthropic = () => new Anthropic({ baseURL: url, apiKey: 'none', maxRetries: 0 })
const hi = [{ role: 'user' as const, content: 'Ahoy' }]
const thinking = { type: 'enabled', budget_tokens: 1024 } as const

describe('the demo provider', () => {
  test('lists its models with their endpoints and age', async () => {
    const { data } = (await (await fetch(`${url}/v1/models`)).json()) as { data: { id: string }[] }
    expect(data.find(model => model.id === 'demo-responses')).toMatchObject({
      created: expect.any(Number),
      supported_endpoints: ['/v1/responses'],
    })
  })

  test('speaks Chat, streamed as whole', async () => {
    const request = { model: 'demo-chat', messages: hi }
    const whole = await openai().chat.completions.create(request)
    const streamed = await openai().chat.completions.stream(request).finalChatCompletion()
    expect(whole.choices[0]?.message.content).toContain('Ahoy')
    expect(streamed.choices[0]?.message.content).toBe(whole.choices[0]?.message.content)
  })

  test('speaks Responses, streamed as whole', async () => {
    const request = { model: 'demo-responses', input: 'Ahoy' }
    const whole = await openai().responses.create(request)
    const streamed = await openai().responses.stream(request).finalResponse()
    expect(whole.output_text).toContain('Ahoy')
    expect(streamed.output_text).toBe(whole.output_text)
  })

  test('speaks Messages, streamed as whole', async () => {
    const request = { model: 'demo-messages', max_tokens: 100, messages: hi }
    const whole = await anthropic().messages.create(request)
    const streamed = await anthropic().messages.stream(request).finalMessage()
    expect(whole.content).toMatchObject([{ type: 'text', text: expect.stringContaining('Ahoy') }])
    expect(streamed.content).toEqual(whole.content)
  })

  test('refuses a model where it does not live, in the words of a vendor', async () => {
    const call = openai().chat.completions.create({ model: 'demo-responses', messages: hi })
    await expect(call).rejects.toMatchObject({ status: 400, code: 'unsupported_api_for_model' })
  })

  test('does not know other models', async () => {
    const call = openai().chat.completions.create({ model: 'gpt-9', messages: hi })
    await expect(call).rejects.toMatchObject({ status: 404, code: 'model_not_found' })
  })

  test('stops at the limit', async () => {
    const reply = await anthropic().messages.create({ model: 'demo-messages', max_tokens: 2, messages: hi })
    expect(reply).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 2 } })
  })

  test('stops at a stop sequence', async () => {
    const request = { model: 'demo-messages', max_tokens: 99, messages: hi, stop_sequences: ['hoy'] }
    expect(await anthropic().messages.create(request)).toMatchObject({
      stop_reason: 'stop_sequence',
      stop_sequence: 'hoy',
      content: [{ text: 'You said: A' }],
    })
  })

  test('seals its thoughts, takes them back as they were, and refuses what was tampered with', async () => {
    const request = { model: 'demo-messages', max_tokens: 2000, thinking }
    const first = await anthropic().messages.create({ ...request, messages: hi })
    const [thought] = first.content
    expect(thought).toMatchObject({ type: 'thinking', signature: expect.stringMatching(/^demo\./) })
    const again = (content: typeof first.content) =>
      anthropic().messages.create({ ...request, messages: [...hi, { role: 'assistant', content }, ...hi] })
    expect(await again(first.content)).toMatchObject({ stop_reason: 'end_turn' })
    if (thought?.type !== 'thinking') throw new Error('no thought')
    const forged = [{ ...thought, signature: `${thought.signature}x` }, ...first.content.slice(1)]
    await expect(again(forged)).rejects.toMatchObject({ status: 400 })
  })

  test('counts tokens without answering', async () => {
    const counted = await anthropic().messages.countTokens({ model: 'demo-messages', messages: hi })
    expect(counted.input_tokens).toBeGreaterThan(0)
  })
})
