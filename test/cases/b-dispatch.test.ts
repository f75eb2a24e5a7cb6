import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../src-main/core/conversation.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { ask, CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import type { Upstream } from '../support/fake-upstream.ts'
import { hear } from '../support/heard.ts'
import { ERROR_BODIES, PATHS } from '../support/replies/index.ts'
import { at, runApp, type TestSettings, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { listed } from '../support/trio.ts'
import { expectError } from '../support/verdict.ts'

const calledPaths = (up: Upstream) => up.generations.map(request => request.path.replace('/v1', ''))

/** One provider `copilot` whose list has these rows. */
async function copilot(models: Upstream['models'], settings: TestSettings = {}) {
  const up = await upstream({ models })
  const running = await runApp({ providers: { copilot: at(up) }, ...settings })
  return { up, running }
}

const SHAPES: Readonly<Record<Dialect, JsonObject>> = {
  chat: { object: 'chat.completion' },
  responses: { object: 'response' },
  messages: { type: 'message' },
}

const translate = { dispatch: { mismatch: 'translate' } }
const codex = [listed('gpt-5.3-codex', 'responses')]

describe('B: a model with one endpoint', () => {
  it('B01 a native call to a Responses-only model goes straight there', async () => {
    const { up, running } = await copilot(codex)
    const answer = await ask(running, 'responses', 'gpt-5.3-codex')
    expect(answer.body).toMatchObject({ object: 'response', status: 'completed' })
    expect(answer.headers['x-patchbay-route']).toBe('listed; pass')
    expect(calledPaths(up)).toEqual(['/responses'])
  })

  it.each(['reject', 'auto'])(
    'B02 Chat on a Responses-only model is refused under "%s", with the right URL',
    async mismatch => {
      const { up, running } = await copilot(codex, { dispatch: { mismatch } })
      for (const stream of [false, true]) {
        const answer = await ask(running, 'chat', 'gpt-5.3-codex', { stream })
        expect(expectError('chat', answer, 400, 'endpoint_unsupported').message).toContain('/v1/responses')
      }
      expect(up.generations).toEqual([])
    },
  )

  it('B03 Chat on a Responses-only model is translated where the user wants it', async () => {
    const { up, running } = await copilot(codex, translate)
    const answer = await ask(running, 'chat', 'gpt-5.3-codex')
    expect(answer.body).toMatchObject(SHAPES.chat)
    expect(answer.headers['x-patchbay-route']).toBe('listed; chat>responses')
    expect(calledPaths(up)).toEqual(['/responses'])
    expect(up.generations[0]?.body.input).toBeDefined()
    expect(up.generations[0]?.body.messages).toBeUndefined()
  })

  it('B04 Responses on a Chat-only model is translated', async () => {
    const { up, running } = await copilot([listed('gpt-4o', 'chat')])
    expect((await ask(running, 'responses', 'gpt-4o')).body).toMatchObject(SHAPES.responses)
    expect(calledPaths(up)).toEqual(['/chat/completions'])
  })

  it('B04 Responses on a Chat-only model is refused under "reject", with the right URL', async () => {
    const { up, running } = await copilot([listed('gpt-4o', 'chat')], { dispatch: { mismatch: 'reject' } })
    const error = expectError(
      'responses',
      await ask(running, 'responses', 'gpt-4o'),
      400,
      'endpoint_unsupported',
    )
    expect(error.message).toContain('/v1/chat/completions')
    expect(up.generations).toEqual([])
  })

  it('B08 a Messages-only model is called there from every endpoint', async () => {
    const { up, running } = await copilot([listed('claude-x', 'messages')])
    for (const dialect of EVERY_DIALECT)
      expect((await ask(running, dialect, 'claude-x')).body).toMatchObject(SHAPES[dialect])
    expect(calledPaths(up)).toEqual(['/messages', '/messages', '/messages'])
  })

  it('B17 Messages on a Responses-only model gives an Anthropic message', async () => {
    const { up, running } = await copilot(codex)
    expect((await ask(running, 'messages', 'gpt-5.3-codex')).body).toMatchObject(SHAPES.messages)
    expect(calledPaths(up)).toEqual(['/responses'])
  })
})

describe('B: a model with several endpoints', () => {
  it('B07 nothing is translated, and bodies pass byte for byte but for the model', async () => {
    const { up, running } = await copilot([listed('both', 'chat', 'responses')], {
      aliases: { mine: 'copilot/both' },
    })
    for (const dialect of ['chat', 'responses'] as const) {
      const body = `{ "model":"mine",\n  "zzz": 1.0e2, "made_up": {"b":1,"a":"ü\\u00fc"},\t${JSON.stringify(MINIMAL[dialect]('')).slice(12)}`
      const answer = await fetchAnswer(running, CLIENT_PATHS[dialect], { body })
      expect(answer.status).toBe(200)
      expect(up.generations.at(-1)?.path).toBe(`/v1${PATHS[dialect]}`)
      expect(up.generations.at(-1)?.raw.toString()).toBe(body.replace('"mine"', '"both"'))
    }
  })

  it('B16 Messages prefers its own endpoint, byte for byte but for the model', async () => {
    const { up, running } = await copilot([listed('claude-y', 'messages', 'chat')])
    const body = `{"max_tokens":9 ,"context_management":{"edits":[]},"model":"copilot/claude-y","future":[1.50],"messages":[{"role":"user","content":"hi"}]}`
    expect((await fetchAnswer(running, '/v1/messages', { body })).status).toBe(200)
    expect(calledPaths(up)).toEqual(['/messages'])
    expect(up.generations[0]?.raw.toString()).toBe(body.replace('copilot/claude-y', 'claude-y'))
  })

  it('B10 what the user says beats the live list, through a pattern and an alias too', async () => {
    const { up, running } = await copilot([listed('gpt-x', 'chat')], {
      ...translate,
      models: { 'copilot/gpt-x': { mode: 'responses' } },
      aliases: { short: 'copilot/gpt-x', 'any/*': 'copilot/*' },
    })
    for (const name of ['gpt-x', 'copilot/gpt-x', 'short', 'any/gpt-x'])
      expect((await ask(running, 'chat', name)).body).toMatchObject(SHAPES.chat)
    expect(calledPaths(up)).toEqual(['/responses', '/responses', '/responses', '/responses'])
  })

  it('B15 function tools with reasoning send a newer GPT model to Responses, nothing else does', async () => {
    const up = await upstream({ models: [listed('gpt-5.4', 'chat', 'responses')] })
    const running = await runApp(
      {
        providers: { openai: { preset: 'openai', baseUrl: up.baseUrl, key: 'env:KEY' } },
      },
      { environment: { KEY: 'k' } },
    )
    const tools = [
      { type: 'function', function: { name: 'now', parameters: { type: 'object', properties: {} } } },
    ]
    const custom = [{ type: 'custom', custom: { name: 'patch' } }]
    await ask(running, 'chat', 'gpt-5.4')
    await ask(running, 'chat', 'gpt-5.4', { tools, reasoning_effort: 'high' })
    await ask(running, 'chat', 'gpt-5.4', { tools, reasoning_effort: 'none' })
    await ask(running, 'chat', 'gpt-5.4', { tools: custom, reasoning_effort: 'high' })
    expect(calledPaths(up)).toEqual([
      '/chat/completions',
      '/responses',
      '/chat/completions',
      '/chat/completions',
    ])
  })
})

describe('B: what a refusal teaches', () => {
  const refusal = ERROR_BODIES.chat(
    'model new-model is not accessible via the /chat/completions endpoint',
    'unsupported_api_for_model',
  )

  it.each(['auto', 'translate'])(
    'B13 a clear refusal sends the request once to the other endpoint, and is remembered (%s)',
    async mismatch => {
      const { up, running } = await copilot(null, { dispatch: { mismatch } })
      up.script = request => (request.path.endsWith(PATHS.chat) ? json(refusal, 400) : undefined)
      for (const stream of [false, true]) {
        const answer = await ask(running, 'chat', 'copilot/new-model', { stream })
        expect(hear('chat', answer)).toMatchObject({ text: 'Good morning' })
      }
      expect(calledPaths(up)).toEqual(['/chat/completions', '/responses', '/responses'])
    },
  )

  it('B13 under "reject" the refusal is the answer', async () => {
    const { up, running } = await copilot(null, { dispatch: { mismatch: 'reject' } })
    up.script = () => json(refusal, 400)
    expect((await ask(running, 'chat', 'copilot/new-model')).status).toBe(400)
    expect(calledPaths(up)).toEqual(['/chat/completions'])
  })

  it('B13 two refusals are two tries, and the client gets the error', async () => {
    const up = await upstream({ models: null, script: () => json(refusal, 400) })
    const running = await runApp({ providers: { copilot: at(up, ['chat', 'responses']) }, ...translate })
    const answer = await ask(running, 'chat', 'copilot/new-model')
    expect(expectError('chat', answer, 400).message).toContain('new-model')
    expect(calledPaths(up)).toEqual(['/chat/completions', '/responses'])
  })
})
