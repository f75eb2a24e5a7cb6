import { describe, expect, it } from 'vitest'
import { EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const CHAT = '/v1/chat/completions'
const PATHS = { chat: CHAT, responses: '/v1/responses', messages: '/v1/messages' }
const GOOD = JSON.stringify({
  object: 'chat.completion',
  model: 'x',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
})
const error = (message: string, code: string | null = null) =>
  JSON.stringify({ error: { message, code, type: 'e', param: null } })

describe('failover', () => {
  const two = async (first: Parameters<typeof rawUpstream>[0]) => {
    const [a, b] = [await rawUpstream(first), await rawUpstream(reply(GOOD))]
    const provider = ({ baseUrl }: { baseUrl: string }) => ({ baseUrl, endpoints: ['chat'], key: 'none' })
    const settings = {
      requireKey: false,
      providers: { a: provider(a), b: provider(b) },
      aliases: { both: ['a/x', 'b/y'] },
    }
    return { a, b, proxy: await openProxy(settings) }
  }
  const body = MINIMAL.chat('both')

  it.each([408, 429, 500, 503, 529, 402])('goes on after a %i, and tells of both attempts', async status => {
    const { b, proxy } = await two(reply(error('no'), {}, status))
    const ended = proxy.exchange()
    const answer = await fetchAnswer(proxy, CHAT, { body })
    expect([answer.status, answer.headers['x-patchbay-model']]).toEqual([200, 'b/y'])
    expect(JSON.parse(`${b.seen[0]?.body}`).model).toBe('y')
    expect((await ended).attempts).toMatchObject([
      { modelId: 'a/x', status },
      { modelId: 'b/y', status: 200 },
    ])
  })

  it('goes on when the connection breaks before an answer', async () => {
    const { proxy } = await two(({ response }) => response.destroy())
    expect((await fetchAnswer(proxy, CHAT, { body })).status).toBe(200)
  })

  it.each([400, 404, 422])('stays with a %i: another provider would say the same', async status => {
    const { b, proxy } = await two(reply(error('both is bad, x too'), {}, status))
    const answer = await fetchAnswer(proxy, CHAT, { body })
    expect([answer.status, answer.text]).toEqual([status, error('both is bad, x too')])
    expect(b.seen).toHaveLength(0)
  })

  it('never goes on after the first byte', async () => {
    const { b, proxy } = await two(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"choices":[{"delta":{"content":"a"}}]}\n\n', () => response.destroy())
    })
    const answer = await fetchAnswer(proxy, CHAT, { body: { ...body, stream: true } })
    expect(answer.text).toContain('"error"')
    expect(b.seen).toHaveLength(0)
  })

  it.each([
    ['in seconds', '30'],
    ['until a date', new Date(1_030_000).toUTCString()],
  ])('leaves a provider alone for as long as it asked, %s', async (_, retryAfter) => {
    let now = 1_000_000
    const { a, b, proxy } = await (async () => {
      const [first, second] = [
        await rawUpstream(reply(error('slow down'), { 'retry-after': retryAfter }, 429)),
        await rawUpstream(reply(GOOD)),
      ]
      const provider = ({ baseUrl }: { baseUrl: string }) => ({ baseUrl, endpoints: ['chat'], key: 'none' })
      const settings = {
        requireKey: false,
        providers: { a: provider(first), b: provider(second) },
        aliases: { both: ['a/x', 'b/y'] },
      }
      return {
        a: first,
        b: second,
        proxy: await openProxy(settings, { parts: { clock: { now: () => now } } }),
      }
    })()
    for (const later of [0, 29_000, 2_000]) {
      now += later
      await fetchAnswer(proxy, CHAT, { body })
    }
    expect([a.seen.length, b.seen.length]).toEqual([2, 3])
  })
})

describe('a refusal of the endpoint', () => {
  const RESPONSE = JSON.stringify({
    id: 'resp_1',
    object: 'response',
    status: 'completed',
    model: 'x',
    output: [
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'ok', annotations: [] }] },
    ],
  })

  it.each([
    ['a code', error('model not available here', 'unsupported_api_for_model')],
    ['a name', error('This model is only supported in v1/responses and not in v1/chat/completions.')],
  ])('is tried once elsewhere, by %s, and remembered', async (_, refusal) => {
    const upstream = await rawUpstream(raw =>
      (raw.request.url === '/v1/responses' ? reply(RESPONSE) : reply(refusal, {}, 400))(raw),
    )
    const proxy = await openProxy(
      lab(upstream, ['chat', 'responses'], { dispatch: { mismatch: 'translate' } }),
    )
    for (let call = 0; call < 2; call++) {
      const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
      expect(answer.body).toMatchObject({ object: 'chat.completion', model: 'mine' })
    }
    expect(upstream.seen.map(({ request }) => request.url)).toEqual([
      '/v1/chat/completions',
      '/v1/responses',
      '/v1/responses',
    ])
    expect(proxy.learned).toMatchObject([{ modelId: 'lab/org/real', finding: { endpoints: ['responses'] } }])
  })

  it('is told after exactly two tries when both refuse, and teaches nothing', async () => {
    const upstream = await rawUpstream(reply(error('no', 'unsupported_api_for_model'), {}, 400))
    const proxy = await openProxy(lab(upstream, ['chat', 'responses']))
    expect((await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })).status).toBe(400)
    expect([upstream.seen.length, proxy.learned.length]).toEqual([2, 0])
  })

  it('is no reason to try again for an ordinary 400', async () => {
    const upstream = await rawUpstream(reply(error('max_tokens is too large'), {}, 400))
    const proxy = await openProxy(lab(upstream, ['chat', 'responses']))
    await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect(upstream.seen).toHaveLength(1)
  })
})

describe('errors of the provider', () => {
  it('pass as they are where the dialect is the same, their headers too', async () => {
    const text = '{ "error": {"message":"mine, org/real: slow","new_field":1} }'
    const upstream = await rawUpstream(
      reply(text, { 'retry-after': '7', 'x-ratelimit-limit-requests': '9' }, 429),
    )
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect([answer.status, answer.text]).toEqual([429, text])
    expect(answer.headers).toMatchObject({
      'retry-after': '7',
      'x-ratelimit-limit-requests': '9',
      'x-patchbay-model': 'lab/org/real',
    })
  })

  it.each(EVERY_DIALECT)('are written in %s where they are no JSON', async dialect => {
    const upstream = await rawUpstream(
      reply('<html>bad gateway</html>', { 'content-type': 'text/html' }, 502),
    )
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, PATHS[dialect], { body: MINIMAL[dialect]('mine') })
    expect(answer.status).toBe(502)
    expect(answer.headers['content-type']).toContain('application/json')
    expect(answer.body.error).toBeTypeOf('object')
  })

  it.each([401, 403])('about our own key (%i) are 502, and hold no key', async status => {
    const upstream = await rawUpstream(
      reply(error('Incorrect API key provided: sk-abcdefghijklmnop'), {}, status),
    )
    const settings = {
      requireKey: false,
      providers: { lab: { baseUrl: upstream.baseUrl, endpoints: ['chat'], key: 'keychain' } },
    }
    const proxy = await openProxy(settings, { keys: { lab: 'sk-stored-0123456789' } })
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('lab/x') })
    expect(upstream.seen[0]?.request.headers.authorization).toBe('Bearer sk-stored-0123456789')
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([502, 'provider_rejected_key'])
    expect(answer.text).not.toContain('sk-')
    const own = await fetchAnswer(proxy, CHAT, {
      body: MINIMAL.chat('lab/x'),
      headers: { 'x-patchbay-provider-data': '{"lab":{"api_key":"mine"}}' },
    })
    expect(own.status).toBe(status)
  })

  it('about an unknown model name both names', async () => {
    const upstream = await rawUpstream(reply(error('The model does not exist', 'model_not_found'), {}, 404))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect(answer.status).toBe(404)
    expect(answer.text).toContain('mine')
    expect(answer.text).toContain('org/real')
  })

  it('that are redirects are not followed', async () => {
    const upstream = await rawUpstream(reply('', { location: 'http://127.0.0.1:1/' }, 307))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([502, 'provider_redirected'])
  })
})

describe('keys', () => {
  it('of the caller go up as they came, next to the local key', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy({
      providers: { lab: { baseUrl: upstream.baseUrl, endpoints: ['messages'], key: 'client' } },
    })
    const ask = (headers: Record<string, string>) =>
      fetchAnswer({ url: proxy.url }, '/v1/messages', {
        body: MINIMAL.messages('lab/x'),
        headers: { 'x-patchbay-key': 'pb-local-key', ...headers },
      })
    expect((await ask({ authorization: 'Bearer sk-ant-oat' })).status).toBe(200)
    expect(upstream.seen[0]?.request.headers.authorization).toBe('Bearer sk-ant-oat')
    expect((await ask({ 'x-api-key': 'sk-ant-api' })).status).toBe(200)
    expect(upstream.seen[1]?.request.headers['x-api-key']).toBe('sk-ant-api')
    expect((await ask({ 'x-api-key': 'pb-local-key' })).headers['x-patchbay-error-code']).toBe(
      'provider_key_missing',
    )
  })

  it.each([
    ['x-patchbay-provider-data', '{"lab":{"api_key":"K"},"other":{"api_key":"L"}}'],
    ['x-llamastack-provider-data', '{"lab_api_key":"K","other_api_key":"L","tavily":1}'],
    ['x-ogx-provider-data', '{"lab_api_key":"K"}'],
  ])('in %s go to their provider alone', async (name, value) => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine'), headers: { [name]: value } })
    const { headers } = upstream.seen[0]?.request ?? {}
    expect(headers?.authorization).toBe('Bearer K')
    expect(JSON.stringify(headers)).not.toMatch(/"L"|provider-data/)
    expect(JSON.stringify(proxy.exchanges)).not.toContain('"K"')
  })

  it.each([
    ['x-patchbay-provider-data', 'nonsense'],
    ['x-patchbay-provider-data', '{"lab":"K"}'],
    ['x-llamastack-provider-data', '[]'],
    ['x-ogx-provider-data', '{"lab_api_key":7}'],
  ])('that are malformed in %s (%s) are 400 with its name', async (name, value) => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine'), headers: { [name]: value } })
    expect([answer.status, answer.body.error]).toMatchObject([
      400,
      { code: 'invalid_provider_data', message: expect.stringContaining(name) },
    ])
    expect(upstream.seen).toHaveLength(0)
  })
})

describe('bodies', () => {
  it.each([
    ['not JSON', '{"model":"mine",}', 'application/json', 400, 'invalid_json'],
    ['no object', '["mine"]', 'application/json', 400, 'invalid_json'],
    ['no name', '{}', 'application/json', 400, 'model_required'],
    ['a number for a name', '{"model":7}', 'application/json', 400, 'model_required'],
    ['no declared JSON', '{"model":"mine"}', 'text/plain', 415, 'unsupported_media_type'],
  ])('with %s are refused in each dialect', async (_, body, type, status, code) => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    for (const dialect of EVERY_DIALECT) {
      const answer = await fetchAnswer(proxy, PATHS[dialect], { body, headers: { 'content-type': type } })
      expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([status, code])
      expect('type' in answer.body).toBe(dialect === 'messages')
    }
    expect(upstream.seen).toHaveLength(0)
  })

  it.each([
    ['as declared', {}],
    ['without a length', { 'transfer-encoding': 'chunked' }],
  ])('of more than 64 MB are 413, %s', async (_, headers) => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    const body = Buffer.alloc(64 * 1024 * 1024 + 1, 'x')
    const answer = await fetchAnswer(proxy, CHAT, { body, headers })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([413, 'body_too_large'])
  })

  it('that grow over 64 MB when unpacked are 413', async () => {
    const { gzipSync } = await import('node:zlib')
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    const body = gzipSync(Buffer.alloc(65 * 1024 * 1024, 'x'))
    const answer = await fetchAnswer(proxy, CHAT, { body, headers: { 'content-encoding': 'gzip' } })
    expect(answer.status).toBe(413)
  })
})

it.each(EVERY_DIALECT)(
  'a key that a provider repeats is hidden from callers of %s, whatever it looks like',
  async dialect => {
    const key = 'correct-horse/battery'
    for (const endpoint of EVERY_DIALECT) {
      const upstream = await rawUpstream(
        reply(JSON.stringify({ error: { message: `The key ${key} has no credit (${key}).` } }), {}, 402),
      )
      const proxy = await openProxy(lab(upstream, [endpoint], { dispatch: { mismatch: 'translate' } }), {
        keys: { lab: key },
      })
      const ended = proxy.exchange()
      const answer = await fetchAnswer(proxy, PATHS[dialect], { body: MINIMAL[dialect]('mine') })
      expect(answer.status).toBe(402)
      expect(answer.text).toContain('has no credit')
      expect(answer.text + JSON.stringify(await ended)).not.toContain(key)
    }
  },
)
