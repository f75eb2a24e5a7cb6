import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { fetchAnswer, MINIMAL, open } from '../support/client.ts'
import { type RawUpstream, rawUpstream, reply, stream } from '../support/raw-upstream.ts'
import { LOCAL_KEY, lab, openProxy } from './open-proxy.ts'

const CHAT = '/v1/chat/completions'
const GOOD = '{"object":"chat.completion","model":"org/real","choices":[]}'
const catalogs = { lab: { models: [{ id: 'org/real' }], fetchedAt: 1 } }
const FIRST = 'data: {"choices":[{"delta":{"content":"a"}}]}\n\n'

const settings = (upstream: RawUpstream) => ({ ...lab(upstream), requireKey: true })
const cases: readonly (readonly [string, string, Parameters<typeof fetchAnswer>[2], object])[] = [
  [
    'a foreign origin',
    CHAT,
    { headers: { origin: 'https://evil.example' } },
    { errorCode: 'forbidden_origin' },
  ],
  ['a foreign host', CHAT, { headers: { host: 'evil.example' } }, { status: 403 }],
  ['a wrong key', CHAT, { headers: { authorization: 'Bearer no' } }, { errorCode: 'invalid_local_key' }],
  ['an unknown path', '/v1/nowhere', {}, { status: 404, errorCode: 'unknown_path' }],
  ['a wrong method', CHAT, { method: 'PATCH' }, { status: 405 }],
  ['a body that is no JSON', CHAT, { body: '{"model":' }, { errorCode: 'invalid_json' }],
  ['a body of another type', CHAT, { body: 'a', headers: { 'content-type': 'text/plain' } }, { status: 415 }],
  [
    'a body that is too large',
    CHAT,
    { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '99999999' } },
    { status: 413 },
  ],
  [
    'an unknown model',
    CHAT,
    { body: MINIMAL.chat('nobody/knows') },
    { errorCode: 'provider_not_configured' },
  ],
  ['a list of models', '/v1/models', {}, { status: 200, outcome: 'completed' }],
  ['a model that is not there', '/v1/models/none', {}, { status: 404 }],
  ['a reply', CHAT, { body: MINIMAL.chat('mine') }, { status: 200, outcome: 'completed' }],
  [
    'an upgrade to something else',
    '/v1/nowhere',
    { headers: { upgrade: 'h2c', connection: 'upgrade' } },
    { status: 404 },
  ],
]

describe('the log hears once', () => {
  it.each(cases)('of %s', async (_, path, call = {}, wanted) => {
    const proxy = await openProxy(settings(await rawUpstream(reply(GOOD))), { catalogs })
    const ended = proxy.exchange()
    const answer = await open({ url: proxy.url, localKey: LOCAL_KEY }, path, call)
    const exchange = await ended
    expect(exchange).toMatchObject({ id: answer.headers['x-request-id'], path, ...wanted })
    answer.abort()
    await fetchAnswer({ url: proxy.url, localKey: LOCAL_KEY }, '/v1/models')
    expect(proxy.exchanges.map(({ path }) => path)).toEqual([path, '/v1/models'])
    expect(proxy.errors).toEqual([])
  })

  it.each([
    ['before the answer', () => undefined, 499],
    ['in the stream', stream([FIRST], 'open'), 200],
  ] as const)('of a caller that leaves %s', async (_, handle, status) => {
    const reached = Promise.withResolvers<void>()
    const upstream = await rawUpstream(async raw => {
      await handle(raw)
      reached.resolve()
    })
    const proxy = await openProxy(lab(upstream))
    const ended = proxy.exchange()
    const sent = request(`${proxy.url}${CHAT}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    sent.on('error', () => {})
    sent.end(JSON.stringify({ ...MINIMAL.chat('mine'), stream: true }))
    await reached.promise
    if (status === 200) {
      const [response] = await once(sent, 'response')
      await once(response, 'data')
    }
    sent.destroy()
    expect(await ended).toMatchObject({ outcome: 'aborted', status })
    expect(proxy.running.size).toBe(0)
  })

  it('of a caller that leaves while it uploads', async () => {
    const proxy = await openProxy(lab(await rawUpstream()))
    const ended = proxy.exchange()
    const headers = { 'content-type': 'application/json', 'content-length': '100' }
    const sent = request(`${proxy.url}${CHAT}`, { method: 'POST', headers })
    sent.on('error', () => {})
    sent.write('{"model":')
    while (proxy.running.size === 0) await new Promise(resolve => setImmediate(resolve))
    sent.destroy()
    expect(await ended).toMatchObject({ outcome: 'aborted', status: 499 })
    expect(proxy.exchanges).toHaveLength(1)
  })

  it.each([
    ['cut', stream([FIRST], 'cut'), { outcome: 'broken', status: 200 }],
    ['ended too early', stream([FIRST]), { outcome: 'broken', errorCode: 'provider_stream_cut' }],
  ] as const)('of a stream that is %s, with what was seen of it', async (_, handle, wanted) => {
    const proxy = await openProxy(lab(await rawUpstream(handle)))
    const ended = proxy.exchange()
    await fetchAnswer(proxy, CHAT, { body: { ...MINIMAL.chat('mine'), stream: true } })
    const exchange = await ended
    expect(exchange).toMatchObject(wanted)
    expect(exchange.firstTokenMs).toBeGreaterThanOrEqual(0)
  })

  it('of a whole reply that is shorter than it said', async () => {
    const upstream = await rawUpstream(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"half":', () => response.destroy())
    })
    const proxy = await openProxy({ ...lab(upstream), echoModel: 'upstream' })
    const ended = proxy.exchange()
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect(answer.complete).toBe(false)
    expect(await ended).toMatchObject({ outcome: 'broken', errorCode: 'provider_unreachable' })
  })

  it('of a fault of ours', async () => {
    const credential = () => Promise.reject(new Error('broken'))
    const proxy = await openProxy(lab(await rawUpstream()), { parts: { credential } })
    const ended = proxy.exchange()
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect(answer.status).toBe(500)
    expect(await ended).toMatchObject({ outcome: 'failed', status: 500, errorCode: 'internal_error' })
    expect(proxy.errors).toHaveLength(1)
  })

  it('of usage, of a caller that leaves in the middle', async () => {
    const start =
      'event: message_start\ndata: {"type":"message_start","message":{"usage":{"input_tokens":3}}}\n\n'
    const proxy = await openProxy(lab(await rawUpstream(stream([start], 'open'))))
    const ended = proxy.exchange()
    const answer = await open(proxy, '/v1/messages', { body: { ...MINIMAL.messages('mine'), stream: true } })
    await answer.next()
    answer.abort()
    expect(await ended).toMatchObject({ outcome: 'aborted', usage: { input: 3 } })
  })

  it.each([
    [
      'what nobody has counted yet, as the zeros that stand for it',
      '"input_tokens":0,"output_tokens":0',
      undefined,
    ],
    ['the input alone where that is counted', '"input_tokens":25,"output_tokens":0', { input: 25 }],
    [
      'the input alone where it came from the cache',
      '"input_tokens":0,"cache_read_input_tokens":9',
      { input: 9 },
    ],
  ])('of a caller that leaves with %s, passed and translated', async (_, said, usage) => {
    const start = `event: message_start\ndata: {"type":"message_start","message":{"usage":{${said}}}}\n\n`
    const block =
      'data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\n\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}\n\n'
    const upstream = await rawUpstream(stream([start, block], 'open'))
    const proxy = await openProxy(lab(upstream, ['messages']))
    for (const [path, dialect] of [
      ['/v1/messages', 'messages'],
      [CHAT, 'chat'],
    ] as const) {
      const ended = proxy.exchange()
      const answer = await open(proxy, path, { body: { ...MINIMAL[dialect]('mine'), stream: true } })
      await answer.next()
      while ([...proxy.running.values()][0]?.read().firstTokenMs === undefined)
        await new Promise(resolve => setImmediate(resolve))
      const [running] = proxy.running.values()
      answer.abort()
      const { input, output } = (await ended).usage ?? {}
      expect([dialect, { input, output }]).toEqual([dialect, { input: usage?.input, output: undefined }])
      expect(running?.read().usage?.output).toBeUndefined()
    }
  })

  it('of nothing where only a sign of life was asked for', async () => {
    const proxy = await openProxy({ requireKey: false, providers: {} })
    for (const path of ['/', '/health', '/api/hello'])
      for (const method of ['GET', 'HEAD']) await fetchAnswer(proxy, path, { method })
    await fetchAnswer(proxy, '/health', { method: 'POST', body: '{}' })
    expect(proxy.exchanges.map(({ method, status }) => [method, status])).toEqual([['POST', 405]])
  })
})
