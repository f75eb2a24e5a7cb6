import { describe, expect, it } from 'vitest'
import {
  ask,
  CLIENT_PATHS,
  EVERY_DIALECT,
  EVERY_MANNER,
  fetchAnswer,
  MINIMAL,
  open,
} from '../support/client.ts'
import { deadBaseUrl } from '../support/fake-upstream.ts'
import { ERROR_BODIES } from '../support/replies/index.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { hangUp, json } from '../support/scripted.ts'
import { fileTrio, ONLY, PAIRS } from '../support/trio.ts'
import { expectError } from '../support/verdict.ts'

const trio = await fileTrio()

describe.each(EVERY_MANNER)('G: errors on $dialect (stream: $stream)', ({ dialect, stream }) => {
  it('G01 an unknown model', async () => {
    const answer = await ask(trio, dialect, 'gpt-9', { stream })
    const error = expectError(dialect, answer, dialect === 'messages' ? 400 : 404, 'model_not_found')
    expect(error.type).toBe('invalid_request_error')
    expect(error.message).toContain('gpt-9')
    if (dialect !== 'messages') expect(error.param).toBe('model')
    expect(answer.headers['x-request-id']).toBeTruthy()
    expect(trio.up.generations).toEqual([])
  })

  it('G05 a provider whose key is not there', async () => {
    const running = await runApp({ providers: { openai: at(trio.up, undefined, { key: 'env:GONE' }) } })
    trio.up.forget()
    const error = expectError(
      dialect,
      await ask(running, dialect, 'openai/m', { stream }),
      503,
      'provider_key_missing',
    )
    expect(error.message).toMatch(/openai.*GONE|GONE.*openai/s)
    expect(trio.up.generations).toEqual([])
    const list = await fetchAnswer(running, '/v1/models')
    expect(list.headers['x-patchbay-warnings']).toContain('openai')
  })

  it('G07 a provider that is down', async () => {
    const running = await runApp({ providers: { lab: at({ baseUrl: await deadBaseUrl() }) } })
    expectError(dialect, await ask(running, dialect, 'lab/m', { stream }), 502, 'provider_unreachable')
  })

  it('G07 a provider that hangs up', async () => {
    trio.up.script = () => hangUp
    expectError(dialect, await ask(trio, dialect, ONLY[dialect], { stream }), 502, 'provider_unreachable')
  })

  it('a stored key that the provider rejects is no login problem of the caller', async () => {
    trio.up.script = () => json(ERROR_BODIES[dialect]('bad key'), 401)
    expectError(dialect, await ask(trio, dialect, ONLY[dialect], { stream }), 502, 'provider_rejected_key')
  })
})

describe('G: errors of providers', () => {
  it.each(PAIRS)('G06 a 429 of $provider reaches $client with its headers', async ({ client, provider }) => {
    const headers = { 'retry-after': '7', 'x-ratelimit-remaining-requests': '0' }
    trio.up.script = () => json(ERROR_BODIES[provider]('slow down'), 429, headers)
    for (const stream of [false, true]) {
      const answer = await ask(trio, client, ONLY[provider], { stream })
      expect(expectError(client, answer, 429).message).toContain('slow down')
      expect(answer.headers['retry-after']).toBe('7')
      expect(answer.headers['x-ratelimit-remaining-requests']).toBe('0')
    }
  })

  it.each(PAIRS)('G08 a 404 of $provider reaches $client as a 404', async ({ client, provider }) => {
    trio.up.script = () => json(ERROR_BODIES[provider]('nothing here by that name', 'model_not_found'), 404)
    const name = `copilot/${ONLY[provider]}`
    const { message } = expectError(client, await ask(trio, client, name), 404)
    expect(message).toContain('nothing here by that name')
    expect(message).toContain(`"${name}"`)
    expect(message).toContain(`"${ONLY[provider]}"`)
  })

  it.each(EVERY_DIALECT)('any other error of the same dialect passes as it is on %s', async dialect => {
    const body = { ...ERROR_BODIES[dialect]('too long, too deep'), vendor_extra: [1.5] }
    trio.up.script = () => json(body, 422)
    const answer = await ask(trio, dialect, ONLY[dialect])
    expect(answer.status).toBe(422)
    expect(answer.body).toEqual(body)
  })
})

describe.each(EVERY_DIALECT)('G: requests on %s that cannot be read', dialect => {
  const path = CLIENT_PATHS[dialect]

  it('G11 a body that is not JSON', async () => {
    for (const body of ['{"model":', '[]', '"text"', '']) {
      expectError(dialect, await fetchAnswer(trio, path, { body, method: 'POST' }), 400, 'invalid_json')
    }
    expect(trio.up.generations).toEqual([])
  })

  it('G11 a body that is not declared as JSON', async () => {
    const body = JSON.stringify(MINIMAL[dialect](ONLY[dialect]))
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expectError(dialect, await fetchAnswer(trio, path, { body, headers: { 'content-type': type } }), 415)
    expect(trio.up.generations).toEqual([])
  })

  it('G11 a body that is too large, before it has been sent', async () => {
    const headers = { 'content-length': `${65 * 1024 * 1024}` }
    const answer = await open(trio, path, { method: 'POST', body: '{', headers })
    expect(answer.status).toBe(413)
    answer.abort()
    expect(trio.up.generations).toEqual([])
  })

  it('G11 another method', async () => {
    const answer = await fetchAnswer(trio, path, { method: 'PUT', body: '{}' })
    expectError(dialect, answer, 405)
    expect(answer.headers.allow).toContain('POST')
  })

  it('G11 a path that does not exist', async () => {
    const answer = await fetchAnswer(trio, `${path}/nowhere/at/all`, { body: '{}' })
    expectError(dialect, answer, 404)
    expect(answer.text).toContain('/v1/')
  })
})

it('G05 one provider without its key does not empty the list of the others', async () => {
  const up = await upstream({ models: ['m1'] })
  const running = await runApp({
    providers: { keyless: at(up, undefined, { key: 'env:GONE' }), open: at(up) },
  })
  const list = await fetchAnswer(running, '/v1/models')
  expect(list.text).toContain('"open/m1"')
  expect(list.headers['x-patchbay-warnings']).toContain('keyless')
})
