import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
