import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, it } from 'vitest'
import { runDemoApp } from '../support/run-app.ts'
import * as task from './tasks.ts'

const app = await runDemoApp()
const client = new Anthropic({ baseURL: app.proxyUrl, apiKey: app.localKey, maxRetries: 0 })
const tools: Anthropic.Tool[] = [
  { name: 'get_weather', input_schema: { ...task.weatherParameters, type: 'object' } },
]
const ask = (model: string, content: Anthropic.MessageParam['content'] = task.prompt) => ({
  model,
  max_tokens: 1000,
  messages: [{ role: 'user' as const, content }],
})

/** What must not depend on how the reply travelled: everything but ids. */
const essence = (message: Anthropic.Message) => ({
  text: textOf(message),
  stop: message.stop_reason,
  calls: message.content.flatMap(block =>
    block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [],
  ),
  kinds: message.content.map(block => block.type),
  output: message.usage.output_tokens,
})
const textOf = (message: Anthropic.Message) =>
  message.content.map(block => (block.type === 'text' ? block.text : '')).join('')

describe.each(task.upstreams)('the Anthropic SDK, answered by %s', model => {
  it('gets the same text whole and streamed', async () => {
    const whole = await client.messages.create(ask(model))
    const streamed = await client.messages.stream(ask(model)).finalMessage()
    expect(whole.model).toBe(model)
    expect(textOf(whole)).toContain('patch bay')
    expect(essence(streamed)).toEqual(essence(whole))
  })

  it('runs a tool loop, streamed, with everything of the first reply replayed', async () => {
    const request = { ...ask(model, task.toolPrompt), tools }
    const first = await client.messages.stream(request).finalMessage()
    expect(essence(first)).toEqual(essence(await client.messages.create(request)))
    expect(first.stop_reason).toBe('tool_use')
    const call = first.content.find(block => block.type === 'tool_use')
    expect(call?.name).toBe('get_weather')
    const second = await client.messages.create({
      ...request,
      messages: [
        ...request.messages,
        { role: 'assistant', content: first.content },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: call?.id ?? '', content: task.weather }],
        },
      ],
    })
    expect(textOf(second)).toContain(task.weather)
  })

  it('gets structured output', async () => {
    const message = await client.messages.create({
      ...ask(model),
      output_config: { format: { type: 'json_schema', schema: task.answerJsonSchema } },
    })
    task.answerSchema.parse(JSON.parse(textOf(message)))
  })

  it('sends an image', async () => {
    const message = await client.messages.create(
      ask(model, [
        { type: 'text', text: task.imagePrompt },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: task.pixel } },
      ]),
    )
    expect(textOf(message)).toMatch(/image/i)
  })
})
