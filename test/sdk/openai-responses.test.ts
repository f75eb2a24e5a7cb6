import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { runDemoApp } from '../support/run-app.ts'
import * as task from './tasks.ts'

const app = await runDemoApp()
const client = new OpenAI({ baseURL: `${app.proxyUrl}/v1`, apiKey: app.localKey, maxRetries: 0 })
const tools: OpenAI.Responses.FunctionTool[] = [
  { type: 'function', name: 'get_weather', parameters: task.weatherParameters, strict: true },
]

/** What must not depend on how the reply travelled: everything but ids and times. */
const essence = (response: OpenAI.Responses.Response) => ({
  text: response.output_text,
  status: response.status,
  usage: response.usage,
  calls: response.output.flatMap(item =>
    item.type === 'function_call' ? [{ name: item.name, input: JSON.parse(item.arguments) }] : [],
  ),
  kinds: response.output.map(item => item.type),
})

describe.each(task.upstreams)('the openai SDK on Responses, answered by %s', model => {
  it('gets the same text whole and streamed', async () => {
    const whole = await client.responses.create({ model, input: task.prompt })
    const streamed = await client.responses.stream({ model, input: task.prompt }).finalResponse()
    expect(whole.model).toBe(model)
    expect(whole.output_text).toContain('patch bay')
    expect(essence(streamed)).toEqual(essence(whole))
  })

  it('runs a tool loop, streamed, with everything of the first reply replayed', async () => {
    const first = await client.responses.stream({ model, input: task.toolPrompt, tools }).finalResponse()
    const whole = await client.responses.create({ model, input: task.toolPrompt, tools })
    expect(essence(first)).toEqual(essence(whole))
    const call = first.output.find(item => item.type === 'function_call')
    expect(call?.name).toBe('get_weather')
    const second = await client.responses.create({
      model,
      tools,
      input: [
        { role: 'user', content: task.toolPrompt },
        ...(first.output as OpenAI.Responses.ResponseInputItem[]),
        { type: 'function_call_output', call_id: call?.call_id ?? '', output: task.weather },
      ],
    })
    expect(second.output_text).toContain(task.weather)
  })

  it('gets structured output', async () => {
    const response = await client.responses.parse({
      model,
      input: task.prompt,
      text: { format: { type: 'json_schema', name: 'answer', strict: true, schema: task.answerJsonSchema } },
    })
    task.answerSchema.parse(JSON.parse(response.output_text))
  })

  it('sends an image', async () => {
    const response = await client.responses.create({
      model,
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: task.imagePrompt },
            { type: 'input_image', image_url: `data:image/png;base64,${task.pixel}`, detail: 'auto' },
          ],
        },
      ],
    })
    expect(response.output_text).toMatch(/image/i)
  })
})
