import { describe, expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { gemini } from '../../src-main/upstream/providers/gemini.ts'
import { openProxy } from '../proxy/open-proxy.ts'
import { ask } from '../support/client.ts'
import { at, upstream } from '../support/run-app.ts'

// Gemini's own dialect is none of ours: what of these rows concerns its endpoint for OpenAI's SDKs is looked at here.

/** What the preset's endpoint gets of a request that a client of Messages makes. */
async function sentTo(model: string, fields: JsonObject): Promise<JsonObject> {
  const up = await upstream()
  const providers = { gemini: at(up, ['chat'], { preset: 'gemini' }) }
  const proxy = await openProxy({ requireKey: false, providers })
  const answer = await ask(proxy, 'messages', `gemini/${model}`, fields)
  expect(answer.status).toBe(200)
  return up.generations[0]?.body ?? {}
}

const history = (...calls: string[]): JsonObject => ({
  messages: [
    { role: 'user', content: 'weather?' },
    {
      role: 'assistant',
      content: calls.map(id => ({ type: 'tool_use', id, name: 'weather', input: {} })),
    },
    {
      role: 'user',
      content: calls.map(id => ({ type: 'tool_result', tool_use_id: id, content: 'sun' })),
    },
  ],
})
const signatures = (body: JsonObject): unknown[] =>
  asArray(body.messages)
    .flatMap(message => asArray(asObject(message).tool_calls))
    .map(call => asObject(asObject(asObject(call).extra_content).google).thought_signature)

describe('F54 a signature on the calls of the history', () => {
  test.each(['gemini-3-pro-preview', 'gemini-3.1-flash', 'gemini-flash-latest'])(
    "F54 %s goes on from another model's calls: the first of them says in Google's word that there is none",
    async model => {
      const dummy = 'skip_thought_signature_validator'
      expect(signatures(await sentTo(model, history('toolu_1', 'toolu_2')))).toEqual([dummy, undefined])
    },
  )

  test('F54 a model that wants none is told nothing', async () => {
    expect(signatures(await sentTo('gemini-2.5-pro', history('toolu_1')))).toEqual([undefined])
  })
})

test('F65 tools with the keywords of agents and of zod keep their properties, types and descriptions', async () => {
  const parameters = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      city: { type: 'string', description: 'where', minLength: 1, pattern: '^\\w+$', format: 'uri' },
      days: { type: 'integer', exclusiveMinimum: 0, maximum: 9_007_199_254_740_991, multipleOf: 1 },
      unit: { const: 'c' },
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      more: { type: 'object', propertyNames: { type: 'string' }, additionalProperties: {} },
    },
    required: ['city'],
    additionalProperties: false,
  }
  const tools = [{ name: '4weather', description: 'tells it', input_schema: parameters }]
  const [tool] = asArray((await sentTo('gemini-3-pro-preview', { tools })).tools)
  const told = asObject(asObject(tool).function)
  expect(told).toMatchObject({ name: expect.stringMatching(/^_.*4weather/), description: 'tells it' })
  const schema = asObject(told.parameters)
  expect(schema).toMatchObject({
    type: 'object',
    required: ['city'],
    properties: {
      city: { type: 'string', description: 'where' },
      days: { type: 'integer' },
      unit: {},
      tags: { type: 'array', items: { type: 'string' } },
      more: { type: 'object' },
    },
  })
  expect(Object.keys(asObject(schema.properties))).toEqual(Object.keys(parameters.properties))
})

test('F65 the preset speaks the dialect whose endpoint takes JSON Schema as it is', () => {
  expect([gemini.endpoints, gemini.baseUrl]).toEqual([['chat'], expect.stringMatching(/\/openai$/)])
})
