import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { runDemoApp } from '../support/run-app.ts'
import * as task from './tasks.ts'

const app = await runDemoApp()
const client = new OpenAI({ baseURL: `${app.proxyUrl}/v1`, apiKey: app.localKey, maxRetries: 0 })
const tools: OpenAI.ChatCompletionTool[] = [
  { type: 'function', function: { name: 'get_weather', parameters: task.weatherParameters } },
]
const ask = (model: string, content: OpenAI.ChatCompletionUserMessageParam['content'] = task.prompt) => ({
  model,
  messages: [{ role: 'user' as const, content }],
})

describe.each(task.upstreams)('the openai SDK on Chat Completions, answered by %s', model => {
  it('gets the same text whole and streamed', async () => {
    const whole = await client.chat.completions.create(ask(model))
    const streamed = await client.chat.completions
      .stream({ ...ask(model), stream_options: { include_usage: true } })
      .finalChatCompletion()
    expect(whole.model).toBe(model)
    expect(whole.choices[0]?.message.content).toContain('patch bay')
    expect(streamed.choices[0]?.message.content).toBe(whole.choices[0]?.message.content)
    expect(streamed.choices[0]?.finish_reason).toBe('stop')
    expect(streamed.usage).toEqual(whole.usage)
    expect(whole.usage?.prompt_tokens).toBeGreaterThan(0)
  })

  it('runs a tool loop, streamed, with the whole first message replayed', async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: task.toolPrompt }]
    const first = await client.chat.completions.stream({ model, messages, tools }).finalChatCompletion()
    const message = first.choices[0]?.message
    expect(message?.tool_calls).toHaveLength(1)
    const results = (message?.tool_calls ?? []).map(
      call => ({ role: 'tool', tool_call_id: call.id, content: task.weather }) as const,
    )
    const second = await client.chat.completions.create({
      model,
      tools,
      messages: [...messages, ...(message ? [message] : []), ...results],
    })
    expect(second.choices[0]?.message.content).toContain(task.weather)
  })

  it('gets the same tool call whole and streamed', async () => {
    const request = { model, tools, messages: [{ role: 'user' as const, content: task.toolPrompt }] }
    const whole = await client.chat.completions.create(request)
    const streamed = await client.chat.completions.stream(request).finalChatCompletion()
    const call = (reply: OpenAI.ChatCompletion) => {
      const [first] = reply.choices[0]?.message.tool_calls ?? []
      return first?.type === 'function'
        ? { name: first.function.name, input: JSON.parse(first.function.arguments) }
        : undefined
    }
    expect(call(whole)).toEqual({ name: 'get_weather', input: { city: expect.any(String) } })
    expect(call(streamed)).toEqual(call(whole))
    expect([whole, streamed].map(reply => reply.choices[0]?.finish_reason)).toEqual([
      'tool_calls',
      'tool_calls',
    ])
  })

  it('gets structured output', async () => {
    const reply = await client.chat.completions.parse({
      ...ask(model),
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', strict: true, schema: task.answerJsonSchema },
      },
    })
    task.answerSchema.parse(JSON.parse(reply.choices[0]?.message.content ?? ''))
  })

  it('sends an image', async () => {
    const reply = await client.chat.completions.create(
      ask(model, [
        { type: 'text', text: task.imagePrompt },
        { type: 'image_url', image_url: { url: `data:image/png;base64,${task.pixel}` } },
      ]),
    )
    expect(reply.choices[0]?.message.content).toMatch(/image/i)
  })
})
