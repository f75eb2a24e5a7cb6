import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { ResponseInputItem } from 'openai/resources/responses/responses'
import { describe, expect, test } from 'vitest'
import { DIALECTS, type Dialect } from '../../src-main/core/conversation.ts'
import { at, type RunningApp, runApp, upstream } from '../support/run-app.ts'
import { firstTurn, VENDORS } from './reasoning-vendors.ts'

const WAYS = DIALECTS.flatMap(client =>
  DIALECTS.filter(vendor => vendor !== client).flatMap(vendor =>
    [false, true].map(isStream => ({ client, vendor, isStream, manner: isStream ? 'streamed' : 'whole' })),
  ),
)

const SCHEMA = { type: 'object' as const, properties: { path: { type: 'string' } } }
const ASKED = { role: 'user' as const, content: 'What is in größe.txt?' }

describe('a loop of tools through another protocol', () => {
  test.each(WAYS)(
    'brings the reasoning of a vendor of $vendor back byte for byte, through the official SDK of $client, $manner',
    async ({ client, vendor, isStream }) => {
      const provider = await upstream({
        script: request => (provider.generations.length === 1 ? firstTurn(vendor, request) : undefined),
      })
      const { preset, model, proof, find } = VENDORS[vendor]
      const app = await runApp({
        providers: { [preset]: at(provider, [vendor], { preset }) },
        models: { [`${preset}/${model}`]: { endpoints: [vendor], mode: vendor } },
        dispatch: { mismatch: 'translate' },
      })
      await LOOPS[client](app, `${preset}/${model}`, isStream)
      expect(provider.generations).toHaveLength(2)
      const [, second] = provider.generations
      expect(find(second?.body ?? {})).toEqual(proof)
      expect(JSON.stringify(second?.body)).not.toContain('pb1.')
    },
  )
})

/** Two turns as the official SDK makes them: what came is put into the history as it came, and the tool's result behind it. */
const LOOPS: Readonly<
  Record<Dialect, (app: RunningApp, model: string, isStream: boolean) => Promise<unknown>>
> = {
  async chat({ url, localKey }, model, isStream) {
    const { completions } = new OpenAI({ baseURL: `${url}/v1`, apiKey: localKey, maxRetries: 0 }).chat
    const tools = [{ type: 'function' as const, function: { name: 'read', parameters: SCHEMA } }]
    const asked = { model, messages: [ASKED], tools }
    const first = isStream
      ? await completions.stream(asked).finalChatCompletion()
      : await completions.create(asked)
    const message = first.choices[0]?.message
    if (!message) throw new Error('no message')
    const results = (message.tool_calls ?? []).map(({ id }) => ({
      role: 'tool' as const,
      tool_call_id: id,
      content: 'Inhalt',
    }))
    return completions.create({ ...asked, messages: [ASKED, message, ...results] })
  },
  async responses({ url, localKey }, model, isStream) {
    const { responses } = new OpenAI({ baseURL: `${url}/v1`, apiKey: localKey, maxRetries: 0 })
    const tools = [{ type: 'function' as const, name: 'read', parameters: SCHEMA, strict: false }]
    const asked = {
      model,
      input: [ASKED],
      tools,
      store: false,
      include: ['reasoning.encrypted_content' as const],
    }
    const first = isStream ? await responses.stream(asked).finalResponse() : await responses.create(asked)
    const results = first.output.flatMap((item): ResponseInputItem[] =>
      item.type === 'function_call'
        ? [{ type: 'function_call_output', call_id: item.call_id, output: 'Inhalt' }]
        : [],
    )
    return responses.create({ ...asked, input: [ASKED, ...first.output, ...results] as ResponseInputItem[] })
  },
  async messages({ url, localKey }, model, isStream) {
    const { messages } = new Anthropic({ baseURL: url, apiKey: localKey, maxRetries: 0 })
    const tools = [{ name: 'read', input_schema: SCHEMA }]
    const asked = { model, max_tokens: 4096, messages: [ASKED], tools }
    const first = isStream ? await messages.stream(asked).finalMessage() : await messages.create(asked)
    const results = first.content.flatMap(block =>
      block.type === 'tool_use'
        ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'Inhalt' }]
        : [],
    )
    const turns = [
      { role: 'assistant' as const, content: first.content },
      { role: 'user' as const, content: results },
    ]
    return messages.create({ ...asked, messages: [ASKED, ...turns] })
  },
}
