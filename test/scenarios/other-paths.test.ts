import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asObject } from '../../src-main/core/json.ts'
import { ask, CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import type { Upstream } from '../support/fake-upstream.ts'
import { at, type RunningApp, runApp, upstream } from '../support/run-app.ts'
import { body, json } from '../support/scripted.ts'
import { expectError } from '../support/verdict.ts'

let up: Upstream
let running: RunningApp
beforeAll(async () => {
  up = await upstream({ models: ['m', 'embedder'] })
  running = await runApp({ providers: { lab: at(up) }, aliases: { vectors: 'lab/embedder' } })
})
beforeEach(() => {
  up.forget()
  up.script = undefined
})

describe('paths beside the three dialects', () => {
  it.each([
    '/v1/embeddings',
    '/embeddings',
    '/v1/completions',
    '/v1/moderations',
    '/v1/images/generations',
    '/v1/rerank',
  ])('%s is resolved and passed as it is', async path => {
    up.script = request => json({ echoed: request.body, model: request.body.model })
    const answer = await fetchAnswer(running, path, { body: '{"model":"vectors", "input":["a"],"x":1.0}' })
    expect(answer.status).toBe(200)
    expect(up.generations[0]?.path).toBe(`/v1/${path.replace(/^(\/v1)?\//, '')}`)
    expect(up.generations[0]?.raw.toString()).toBe('{"model":"embedder", "input":["a"],"x":1.0}')
    expect(answer.headers['x-patchbay-model']).toBe('lab/embedder')
  })

  it('sound comes back byte for byte', async () => {
    const sound = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256))
    up.script = () => body([sound], 'audio/mpeg')
    const answer = await fetchAnswer(running, '/v1/audio/speech', { body: { model: 'lab/tts', input: 'hi' } })
    expect(answer.headers['content-type']).toBe('audio/mpeg')
    expect(answer.bytes.equals(sound)).toBe(true)
  })

  it.each(['/health', '/api/hello', '/'])('HEAD %s is answered', async path => {
    expect((await fetchAnswer(running, path, { method: 'HEAD' })).status).toBe(200)
  })

  it('the health report needs no key and tells none', async () => {
    const answer = await fetchAnswer({ url: running.url }, '/health')
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain(running.localKey)
  })

  it.each([
    ['GET', '/v1/chat/completions/chatcmpl-1', '/v1/responses'],
    ['GET', '/v1/chat/completions/chatcmpl-1/messages', '/v1/responses'],
    ['DELETE', '/chat/completions/chatcmpl-1', '/v1/responses'],
    ['POST', '/v1/conversations', 'previous_response_id'],
    ['GET', '/v1/conversations/conv_1/items', 'previous_response_id'],
    ['POST', '/v1/batches', 'one provider'],
    ['GET', '/v1/messages/batches', 'one provider'],
  ])('%s %s is not served, and says what to do instead', async (method, path, advice) => {
    const answer = await fetchAnswer(running, path, { method, ...(method === 'POST' && { body: {} }) })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([404, 'unknown_path'])
    expect(asObject(answer.body.error).message).toContain(advice)
  })

  it('the three dialects also live without /v1', async () => {
    for (const dialect of EVERY_DIALECT) {
      const path = CLIENT_PATHS[dialect].replace('/v1', '')
      expect((await fetchAnswer(running, path, { body: MINIMAL[dialect]('m') })).status).toBe(200)
    }
  })
})

it('a model of another kind is refused on the three dialects', async () => {
  const models = [{ id: 'text-embedding-3-small', object: 'model' }]
  const openai = await upstream({ models })
  const app = await runApp(
    { providers: { openai: { preset: 'openai', baseUrl: openai.baseUrl, key: 'env:KEY' } } },
    { environment: { KEY: 'k' } },
  )
  for (const dialect of EVERY_DIALECT)
    expectError(dialect, await ask(app, dialect, 'text-embedding-3-small'), 400, 'wrong_model_kind')
  expect(openai.generations).toEqual([])
})

it('a model suffix of a client is taken off and reported', async () => {
  const answer = await ask(running, 'messages', 'm[1m]')
  expect(answer.status).toBe(200)
  expect(up.generations[0]?.body.model).toBe('m')
})
