import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, Output, stepCountIs, streamText, tool } from 'ai'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runDemoApp } from '../support/run-app.ts'
import * as task from './tasks.ts'

const app = await runDemoApp()
const options = { baseURL: `${app.proxyUrl}/v1`, apiKey: app.localKey }
const compatible = createOpenAICompatible({
  ...options,
  name: 'patchbay',
  includeUsage: true,
  supportsStructuredOutputs: true,
})
const providers = {
  'openai chat': (model: string) => createOpenAI(options).chat(model),
  'openai responses': (model: string) => createOpenAI(options).responses(model),
  'openai-compatible': (model: string) => compatible(model),
  anthropic: (model: string) => createAnthropic(options)(model),
}
const pairs = Object.keys(providers).flatMap(name =>
  task.upstreams.map(model => [name as keyof typeof providers, model] as const),
)
const tools = {
  get_weather: tool({
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => `${task.weather} in ${city}`,
  }),
}

describe.each(pairs)('the AI SDK with its %s provider, answered by %s', (name, id) => {
  const model = providers[name](id)

  it('gets the same text whole and streamed', async () => {
    const whole = await generateText({ model, prompt: task.prompt, maxRetries: 0 })
    const streamed = streamText({ model, prompt: task.prompt, maxRetries: 0 })
    expect(whole.text).toContain('patch bay')
    expect(await streamed.text).toBe(whole.text)
    expect(await streamed.finishReason).toBe(whole.finishReason)
    expect((await streamed.usage).outputTokens).toBe(whole.usage.outputTokens)
  })

  it('runs a tool loop', async () => {
    const streamed = streamText({
      model,
      prompt: task.toolPrompt,
      tools,
      stopWhen: stepCountIs(3),
      maxRetries: 0,
    })
    expect(await streamed.text).toContain(task.weather)
    expect((await streamed.steps).length).toBe(2)
  })

  it('gets structured output', async () => {
    const { output } = await generateText({
      model,
      prompt: task.prompt,
      maxRetries: 0,
      output: Output.object({ schema: task.answerSchema }),
    })
    task.answerSchema.parse(output)
  })

  it('sends an image', async () => {
    const image = { type: 'image' as const, image: `data:image/png;base64,${task.pixel}` }
    const content = [{ type: 'text' as const, text: task.imagePrompt }, image]
    const { text } = await generateText({ model, maxRetries: 0, messages: [{ role: 'user', content }] })
    expect(text).toMatch(/image/i)
  })
})
