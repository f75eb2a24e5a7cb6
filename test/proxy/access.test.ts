import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { MINIMAL, open } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { LAB_KEY, LOCAL_KEY, lab, openProxy } from './open-proxy.ts'

const guarded = async () => {
  const upstream = await rawUpstream(reply('{"object":"chat.completion","model":"x"}'))
  return { upstream, proxy: await openProxy(lab(upstream, ['chat'], { requireKey: true })) }
}
const body = MINIMAL.chat('lab/x')
const post = async (url: string, headers: Record<string, string>) =>
  (await open({ url }, '/v1/chat/completions', { body, headers })).rest()

describe('the door', () => {
  it.each([
    ['another name', { host: 'evil.example' }],
    ['a rebound name with our port', { host: 'evil.example:PORT' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['a web page', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a page on another local port', { origin: 'http://localhost:3000' }],
    ['a page without an origin', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s with 403, whatever the key, and says nothing to CORS', async (_, headers) => {
    const { proxy, upstream } = await guarded()
    const named = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(proxy.port))]),
    )
    const answer = await post(proxy.url, { ...named, authorization: `Bearer ${LOCAL_KEY}` })
    expect(answer.status).toBe(403)
    expect(answer.headers['x-patchbay-error-code']).toBe('forbidden_origin')
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
    expect(upstream.seen).toHaveLength(0)
  })

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('opens for the name %s', async name => {
    const { proxy } = await guarded()
    const headers = { host: `${name}:${proxy.port}`, 'x-api-key': LOCAL_KEY }
    expect((await post(proxy.url, headers)).status).toBe(200)
  })

  it.each([
    ['bearer', { authorization: `Bearer ${LOCAL_KEY}` }],
    ['x-api-key', { 'x-api-key': LOCAL_KEY }],
    ['api-key', { 'api-key': LOCAL_KEY }],
    ['x-goog-api-key', { 'x-goog-api-key': LOCAL_KEY }],
    ['x-patchbay-key', { 'x-patchbay-key': LOCAL_KEY }],
    ['a stale bearer beside it', { authorization: 'Bearer old', 'x-api-key': LOCAL_KEY }],
  ])('takes the local key as %s, and sends none of it on', async (_, headers) => {
    const { proxy, upstream } = await guarded()
    expect((await post(proxy.url, headers)).status).toBe(200)
    expect(JSON.stringify(upstream.seen[0]?.request.headers)).not.toContain(LOCAL_KEY)
    expect(upstream.seen[0]?.request.headers).not.toHaveProperty('authorization')
  })

  it('sends no key on that came in a header or a query of another vendor', async () => {
    const { proxy, upstream } = await guarded()
    const foreign = ['x-auth-token', 'helicone-auth', 'ocp-apim-subscription-key', 'cf-aig-authorization']
    const headers = Object.fromEntries(foreign.map(name => [name, LOCAL_KEY]))
    const answer = await open(
      proxy,
      `/v1/chat/completions?key=${LOCAL_KEY}&beta=a%20b&api_key=${LOCAL_KEY}`,
      {
        body,
        headers: { ...headers, 'x-api-key': LOCAL_KEY, 'idempotency-key': 'once' },
      },
    )
    expect(answer.status).toBe(200)
    const { request } = upstream.seen[0] ?? {}
    expect(request?.url).toBe('/v1/chat/completions?beta=a%20b')
    expect(request?.headers['idempotency-key']).toBe('once')
    expect(JSON.stringify(request?.rawHeaders)).not.toContain(LOCAL_KEY)
  })

  it.each(['a\nb', 'ü', ' '])(
    'a key for a provider that cannot stand in a header is named as such: %j',
    async key => {
      const { proxy, upstream } = await guarded()
      for (const named of [{ lab: { api_key: key } }, { lab: { api_key: `k${key}` } }]) {
        const provider = { 'x-patchbay-provider-data': JSON.stringify(named).replace('ü', '\\u00fc') }
        const answer = await post(proxy.url, { ...provider, 'x-api-key': LOCAL_KEY })
        expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([
          400,
          'invalid_provider_data',
        ])
      }
      expect(upstream.seen).toEqual([])
    },
  )

  it.each([
    ['none', {}],
    ['a wrong one', { authorization: 'Bearer nope' }],
    ['a wrong one in our own header', { 'x-patchbay-key': 'nope', 'x-api-key': LOCAL_KEY }],
  ])('answers 401 in the dialect for %s', async (_, headers) => {
    const { proxy, upstream } = await guarded()
    const chat = await post(proxy.url, headers)
    expect([chat.status, chat.body]).toMatchObject([401, { error: { code: 'invalid_local_key' } }])
    const messages = await open(proxy, '/v1/messages', {
      body: MINIMAL.messages('lab/x'),
      headers: { authorization: '', ...headers },
    })
    expect((await messages.rest()).body).toMatchObject({
      type: 'error',
      error: { type: 'authentication_error' },
    })
    expect(upstream.seen).toHaveLength(0)
  })

  it('looks at no unknown key for a minute once many different ones were wrong', async () => {
    const upstream = await rawUpstream(reply('{"object":"chat.completion"}'))
    let now = 1_000_000
    const proxy = await openProxy(lab(upstream, ['chat'], { requireKey: true }), {
      parts: { clock: { now: () => now } },
    })
    const ask = async (key: string) => post(proxy.url, { 'x-api-key': key })
    expect((await ask(LOCAL_KEY)).status).toBe(200)
    for (let repeat = 0; repeat < 30; repeat++) expect((await ask('an-old-one')).status).toBe(401)
    for (let guess = 1; guess < 20; guess++) expect((await ask(`guess-${guess}`)).status).toBe(401)
    now += 10_000
    const refused = await ask(LAB_KEY)
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '50'])
    expect(refused.body).toMatchObject({ error: { code: 'too_many_wrong_keys', type: 'rate_limit_error' } })
    expect((await ask(LOCAL_KEY)).status).toBe(200)
    now += 50_000
    expect((await ask(LAB_KEY)).status).toBe(200)
    expect((await ask('guess-21')).status).toBe(401)
  })

  it('keeps a limited key to its providers', async () => {
    const upstream = await rawUpstream(reply('{"object":"chat.completion"}'))
    const providers = Object.fromEntries(
      ['lab', 'other'].map(id => [id, { baseUrl: upstream.baseUrl, endpoints: ['chat'], key: 'none' }]),
    )
    const proxy = await openProxy({ providers })
    const ask = (model: string) =>
      open({ url: proxy.url, localKey: LAB_KEY }, '/v1/chat/completions', { body: MINIMAL.chat(model) })
    expect((await ask('lab/x')).status).toBe(200)
    const refused = await (await ask('other/x')).rest()
    expect([refused.status, refused.headers['x-patchbay-error-code']]).toEqual([403, 'provider_not_allowed'])
  })
})

describe('paths', () => {
  it.each([
    ['GET', '/v1/chat/completions', 405],
    ['OPTIONS', '/v1/messages', 405],
    ['POST', '/v1/nothing', 404],
    ['POST', '/nothing', 404],
    ['HEAD', '/', 200],
    ['HEAD', '/api/hello', 200],
    ['GET', '/health', 200],
    ['GET', '/', 200],
  ])('%s %s is %i', async (method, path, status) => {
    const { proxy } = await guarded()
    const answer = await (await open(proxy, path, { method })).rest()
    expect(answer.status).toBe(status)
    expect(answer.headers['x-request-id']).toMatch(/^req_/)
    if (status === 405) expect(answer.headers.allow).toContain('POST')
    if (status === 404) expect(answer.text).toContain('/v1/chat/completions')
  })

  it.each([
    '//v1/chat/completions',
    '/v1//chat/completions',
    '/v1/v1/chat/completions',
    '/chat/completions/',
  ])('a base URL that was joined carelessly works: %s', async path => {
    const { proxy, upstream } = await guarded()
    // Not by URL, which would take `//v1` for a host.
    const socket = connect(proxy.port, '127.0.0.1')
    const text = JSON.stringify(body)
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${proxy.port}\r\nx-api-key: ${LOCAL_KEY}\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
    )
    const [head] = await once(socket, 'data')
    socket.destroy()
    expect(String(head)).toMatch(/^HTTP\/1\.1 200 /)
    expect(upstream.seen[0]?.request.url).toBe('/v1/chat/completions')
  })
})
