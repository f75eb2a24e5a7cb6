import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import { ask, EVERY_MANNER, fetchAnswer } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { ERROR_BODIES } from '../support/replies/index.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { expectError } from '../support/verdict.ts'

const KEY = 'sk-ant-of-the-caller'
const MODEL = 'anthropic/claude-opus-9-not-registered'
const PATCHBAY = JSON.stringify({ anthropic: { api_key: KEY } })
const LLAMA_STACK = JSON.stringify({ anthropic_api_key: KEY })

/** Anthropic without a stored key, and another provider that must never see what is meant for it. */
async function started() {
  const [anthropic, other] = [await upstream(), await upstream({ models: ['gpt-4o'] })]
  const running = await runApp({
    providers: {
      anthropic: { preset: 'anthropic', baseUrl: anthropic.baseUrl, key: 'env:NOT_SET' },
      other: at(other),
    },
  })
  return { anthropic, other, running }
}

const WAYS: [string, { headers?: Record<string, string>; fields?: JsonObject }][] = [
  ['x-patchbay-provider-data', { headers: { 'x-patchbay-provider-data': PATCHBAY } }],
  ['x-llamastack-provider-data', { headers: { 'x-llamastack-provider-data': LLAMA_STACK } }],
  ['x-ogx-provider-data', { headers: { 'x-ogx-provider-data': LLAMA_STACK } }],
  ['provider_data in the body', { fields: { provider_data: JSON.parse(PATCHBAY) } }],
]

describe.each(WAYS)("an unregistered model with the caller's key by %s", (_, { headers, fields }) => {
  it.each(EVERY_MANNER)('works on $dialect (stream: $stream)', async ({ dialect, stream }) => {
    const { anthropic, other, running } = await started()
    const answer = await ask(running, dialect, MODEL, { stream, ...fields }, headers)
    expect(hear(dialect, answer)).toMatchObject({ text: 'Good morning', models: [MODEL] })
    expect(anthropic.generations).toHaveLength(1)
    const [sent] = anthropic.generations
    expect(sent?.headers['x-api-key']).toBe(KEY)
    expect(sent?.body.model).toBe('claude-opus-9-not-registered')
    expect(sent?.body.provider_data).toBeUndefined()
    expect(Object.keys(sent?.headers ?? {}).filter(name => name.includes('provider-data'))).toEqual([])
    expect(JSON.stringify(other.requests.map(request => [request.headers, request.body]))).not.toContain(KEY)
  })

  it.each(EVERY_MANNER)(
    'never reaches another provider from $dialect (stream: $stream)',
    async ({ dialect, stream }) => {
      const { anthropic, other, running } = await started()
      const answer = await ask(running, dialect, 'other/gpt-4o', { stream, ...fields }, headers)
      expect(answer.status).toBe(200)
      expect(other.generations).toHaveLength(1)
      for (const request of other.requests)
        expect(JSON.stringify(request.headers) + request.raw).not.toContain(KEY)
      expect(other.generations[0]?.body.provider_data).toBeUndefined()
      expect(anthropic.generations).toEqual([])
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain(KEY)
      expect(running.logged.join('\n')).not.toContain(KEY)
    },
  )
})

it.each(EVERY_MANNER)(
  'without a key the error on $dialect says how to give one (stream: $stream)',
  async ({ dialect, stream }) => {
    const { anthropic, running } = await started()
    const error = expectError(
      dialect,
      await ask(running, dialect, MODEL, { stream }),
      503,
      'provider_key_missing',
    )
    expect(error.message).toContain('anthropic')
    expect(anthropic.generations).toEqual([])
  },
)

it('the key of one call is forgotten with it', async () => {
  const { anthropic, running } = await started()
  await ask(running, 'messages', MODEL, {}, { 'x-patchbay-provider-data': PATCHBAY })
  anthropic.forget()
  expectError('messages', await ask(running, 'messages', MODEL), 503, 'provider_key_missing')
  expect(anthropic.generations).toEqual([])
})

it.each(EVERY_MANNER)(
  "a rejected key of the caller stays the caller's 401 on $dialect (stream: $stream)",
  async ({ dialect, stream }) => {
    const { anthropic, running } = await started()
    anthropic.script = () => json(ERROR_BODIES.messages('invalid x-api-key'), 401)
    const answer = await ask(running, dialect, MODEL, { stream }, { 'x-patchbay-provider-data': PATCHBAY })
    expectError(dialect, answer, 401)
    expect(answer.text).not.toContain(KEY)
  },
)

it('malformed provider data in the body is a 400 that does not repeat it', async () => {
  const { anthropic, running } = await started()
  for (const provider_data of ['text', 7, ['a'], { anthropic: 'sk-secret' }, { anthropic: { api_key: 5 } }]) {
    const answer = await ask(running, 'messages', MODEL, { provider_data })
    expectError('messages', answer, 400, 'invalid_provider_data')
    expect(answer.text).not.toContain('sk-secret')
  }
  expect(anthropic.generations).toEqual([])
})

it('with "key": "client" the caller\'s own credential goes upstream, the local key does not', async () => {
  const up = await upstream()
  const running = await runApp({
    providers: { anthropic: { preset: 'anthropic', baseUrl: up.baseUrl, key: 'client' } },
  })
  const { url, localKey } = running
  const own: Record<string, string>[] = [{ 'x-api-key': KEY }, { authorization: `Bearer ${KEY}` }]
  for (const headers of own) {
    const answer = await fetchAnswer({ url }, '/v1/messages', {
      body: { model: MODEL, max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] },
      headers: { ...headers, 'x-patchbay-key': localKey },
    })
    expect(answer.status).toBe(200)
  }
  expect(up.generations).toHaveLength(2)
  for (const request of up.generations) {
    expect(JSON.stringify(request.headers)).toContain(KEY)
    expect(JSON.stringify(request.headers)).not.toContain(localKey)
  }
})
