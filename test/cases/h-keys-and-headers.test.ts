import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { ask, CLIENT_PATHS, EVERY_DIALECT, EVERY_MANNER, fetchAnswer, MINIMAL } from '../support/client.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { expectError } from '../support/verdict.ts'

/** Two providers with a key each, and an alias. */
async function twoProviders() {
  const [openai, anthropic] = [
    await upstream({ models: ['gpt-4o'] }),
    await upstream({ models: ['claude-x'] }),
  ]
  const running = await runApp(
    {
      providers: {
        openai: at(openai, ['chat', 'responses'], { key: 'env:K_OPENAI' }),
        anthropic: { preset: 'anthropic', baseUrl: anthropic.baseUrl, key: 'env:K_ANTHROPIC' },
      },
      aliases: { fast: 'openai/gpt-4o' },
    },
    { environment: { K_OPENAI: 'secret-openai', K_ANTHROPIC: 'secret-anthropic' } },
  )
  return { openai, anthropic, running }
}

describe('H: keys', () => {
  it.each([
    ['authorization', (key: string) => `Bearer ${key}`],
    ['x-api-key', (key: string) => key],
    ['api-key', (key: string) => key],
    ['x-goog-api-key', (key: string) => key],
  ])('H02 the local key is taken from %s, and never forwarded', async (header, print) => {
    const { openai, anthropic, running } = await twoProviders()
    const { url, localKey } = running
    for (const dialect of EVERY_DIALECT) {
      const answer = await ask({ url }, dialect, 'fast', {}, { [header]: print(localKey) })
      expect(answer.status).toBe(200)
    }
    expect((await ask({ url }, 'messages', 'claude-x', {}, { [header]: print(localKey) })).status).toBe(200)
    for (const request of [...openai.requests, ...anthropic.requests])
      expect(JSON.stringify(request.headers) + request.raw).not.toContain(localKey)
    expect(openai.generations[0]?.headers.authorization).toBe('Bearer secret-openai')
    expect(anthropic.generations[0]?.headers['x-api-key']).toBe('secret-anthropic')
  })

  it.each(EVERY_MANNER)(
    'H03 a wrong or missing local key on $dialect (stream: $stream)',
    async ({ dialect, stream }) => {
      const { openai, running } = await twoProviders()
      const { url } = running
      for (const localKey of [undefined, 'wrong', ''])
        expectError(
          dialect,
          await ask({ url, localKey }, dialect, 'fast', { stream }),
          401,
          'invalid_local_key',
        )
      expect(openai.generations).toEqual([])
    },
  )

  it('H03 without requireKey nobody is asked, and what they send is not forwarded', async () => {
    const up = await upstream()
    const { url } = await runApp({ requireKey: false, providers: { lab: at(up) } })
    expect((await ask({ url, localKey: 'anything' }, 'chat', 'lab/m')).status).toBe(200)
    expect(up.generations[0]?.headers.authorization).toBeUndefined()
  })

  it.each(['x-patchbay-provider-data', 'x-llamastack-provider-data', 'x-ogx-provider-data'])(
    'H05 a malformed %s is named',
    async header => {
      const { openai, running } = await twoProviders()
      for (const dialect of EVERY_DIALECT) {
        const answer = await ask(running, dialect, 'fast', {}, { [header]: 'sk-not-json' })
        const error = expectError(dialect, answer, 400, 'invalid_provider_data')
        expect(error.message).toContain(header)
        expect(answer.text).not.toContain('sk-not-json')
      }
      expect(openai.generations).toEqual([])
    },
  )
})

describe('H: headers', () => {
  it('H08 what belongs to the connection or to the caller alone stays here', async () => {
    const { openai, running } = await twoProviders()
    const headers = {
      cookie: 'session=1',
      'x-stainless-lang': 'js',
      'x-forwarded-for': '10.0.0.1',
      forwarded: 'for=10.0.0.1',
      'x-patchbay-key': running.localKey,
      te: 'trailers',
      'proxy-authorization': 'Basic abc',
    }
    for (const { dialect, stream } of EVERY_MANNER) await ask(running, dialect, 'fast', { stream }, headers)
    expect(openai.generations).toHaveLength(EVERY_MANNER.length)
    for (const request of openai.generations) {
      for (const name of Object.keys(headers)) expect(request.headers[name]).toBeUndefined()
      expect(request.headers.host).toBe(new URL(openai.baseUrl).host)
      expect(request.headers['content-length']).toBe(`${request.raw.length}`)
      expect(request.headers['content-type']).toContain('application/json')
    }
  })

  it.each(EVERY_MANNER)(
    'H09 every reply on $dialect says where it came from (stream: $stream)',
    async ({ dialect, stream }) => {
      const { running } = await twoProviders()
      const answer = await ask(running, dialect, 'fast', { stream })
      expect(answer.headers).toMatchObject({
        'x-request-id': expect.stringMatching(/./),
        'x-patchbay-model': 'openai/gpt-4o',
        'x-patchbay-route':
          dialect === 'messages' ? expect.stringMatching(/^alias fast; messages>/) : 'alias fast; pass',
      })
      const refused = await ask(running, dialect, 'nope', { stream })
      expect(refused.headers).toMatchObject({
        'x-request-id': expect.stringMatching(/./),
        'x-patchbay-error-code': 'model_not_found',
      })
    },
  )

  it('H09 an error of the provider says where it came from, too', async () => {
    const { openai, running } = await twoProviders()
    openai.script = () => ({ kind: 'reply', status: 500, headers: {}, chunks: ['oops'], ending: 'end' })
    const answer = await ask(running, 'chat', 'fast')
    expect(answer.status).toBe(500)
    expect(answer.headers['x-patchbay-model']).toBe('openai/gpt-4o')
    expect(answer.headers['x-patchbay-route']).toBe('alias fast; pass')
  })

  it('H10 a request without a Host is refused in words', async () => {
    const { running } = await twoProviders()
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1')
    socket.end(`GET /v1/models HTTP/1.1\r\nx-api-key: ${running.localKey}\r\nconnection: close\r\n\r\n`)
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 403 /)
    expect(answer).toMatch(/x-request-id: req_.*"code":"forbidden_origin"/s)
  })

  it('H10 a foreign Host or Origin is refused before anything else', async () => {
    const { openai, running } = await twoProviders()
    const foreign: Record<string, string>[] = [
      { host: 'evil.example' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      for (const dialect of EVERY_DIALECT)
        expectError(dialect, await ask(running, dialect, 'fast', {}, headers), 403, 'forbidden_origin')
      expect((await fetchAnswer(running, '/v1/models', { headers })).status).toBe(403)
      const preflight = await fetchAnswer(running, CLIENT_PATHS.chat, { method: 'OPTIONS', headers })
      expect(preflight.headers['access-control-allow-origin']).toBeUndefined()
    }
    expect(openai.generations).toEqual([])
    const body = MINIMAL.chat('fast')
    const { port } = new URL(running.url)
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
      expect((await fetchAnswer(running, CLIENT_PATHS.chat, { body, headers: { host } })).status).toBe(200)
  })
})
