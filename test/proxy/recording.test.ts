import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import type { RecordedMessage } from '../../src-main/core/log/recording.ts'
import { type Call as ClientCall, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { type RawUpstream, rawUpstream, reply, stream } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const CHAT = '/v1/chat/completions'
const GOOD = '{"object":"chat.completion","model":"org/real","choices":[]}'
const TOKENS = [
  'data: {"choices":[{"delta":{"role":"assistant","content":""}}]}\n\n',
  'data: {"choices":[{"delta":{"content":"a"}}]}\n\n',
  'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
]

const textOf = (message: RecordedMessage | undefined): string =>
  Buffer.concat((message?.chunks ?? []).map(({ bytes }) => bytes)).toString()

/** Sends one request and gives its answer, its exchange and what was recorded. */
async function record(
  options: {
    readonly upstream: RawUpstream
    readonly path?: string
    readonly body?: ClientCall['body']
    readonly headers?: Record<string, string>
    readonly settings?: JsonObject
    readonly endpoints?: readonly string[]
  } & Parameters<typeof openProxy>[1],
) {
  const { upstream, path = CHAT, headers, settings = {}, endpoints, ...more } = options
  const proxy = await openProxy({ ...lab(upstream, endpoints), ...settings }, more)
  const ended = proxy.exchange()
  const body = options.body ?? MINIMAL.chat('mine')
  const answer = await fetchAnswer(proxy, path, { body, headers })
  const exchange = await ended
  return { answer, exchange, recording: proxy.recordings.get(exchange.id) ?? {}, proxy }
}

describe('a recording', () => {
  it('holds all four sides as they were on the wire', async () => {
    const upstream = await rawUpstream(reply(GOOD, { 'x-request-id': 'up-1' }))
    const { answer, recording } = await record({ upstream, path: `${CHAT}?beta=true&key=hunter2secret` })
    expect(textOf(recording['client-request'])).toBe(JSON.stringify(MINIMAL.chat('mine')))
    expect(recording['client-request']).toMatchObject({
      method: 'POST',
      url: `${CHAT}?beta=true&key=[hidden]`,
      truncated: false,
    })
    expect(textOf(recording['upstream-request'])).toBe(`${upstream.seen[0]?.body}`)
    expect(recording['upstream-request']?.url).toBe(`${upstream.baseUrl}/chat/completions?beta=true`)
    expect(textOf(recording['upstream-response'])).toBe(GOOD)
    expect(recording['upstream-response']).toMatchObject({ status: 200, headers: { 'x-request-id': 'up-1' } })
    expect(textOf(recording['client-response'])).toBe(answer.text)
    expect(recording['client-response']).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'x-request-id': answer.headers['x-request-id'] },
    })
  })

  it.each(EVERY_DIALECT)('of a translated stream holds what each side said, for %s', async dialect => {
    const upstream = await rawUpstream(stream(TOKENS))
    const { answer, exchange, recording } = await record({
      upstream,
      endpoints: ['chat'],
      path: { chat: CHAT, responses: '/v1/responses', messages: '/v1/messages' }[dialect],
      body: { ...MINIMAL[dialect]('mine'), stream: true },
    })
    expect(answer.status).toBe(200)
    expect(textOf(recording['upstream-response'])).toBe(TOKENS.join(''))
    expect(textOf(recording['client-response'])).toBe(answer.text)
    expect(recording['client-response']?.size).toBe(exchange.bytesOut)
    const { firstTokenMs = -1, durationMs, queueMs = -1 } = exchange
    expect(queueMs).toBeGreaterThanOrEqual(0)
    expect(firstTokenMs).toBeGreaterThanOrEqual(queueMs)
    expect(firstTokenMs).toBeLessThanOrEqual(durationMs)
  })

  it('shares the bytes that are passed as they are, with their times', async () => {
    const upstream = await rawUpstream(stream(TOKENS))
    const body = '{"model":"real","stream":true,"messages":[]}'
    const { recording } = await record({
      upstream,
      body,
      settings: { aliases: {} },
      catalogs: { lab: { models: [{ id: 'real' }], fetchedAt: 1 } },
    })
    const [one, other] = [recording['upstream-response']?.chunks, recording['client-response']?.chunks]
    expect(one?.length).toBeGreaterThan(0)
    expect(other?.map(({ bytes }) => bytes.buffer)).toEqual(one?.map(({ bytes }) => bytes.buffer))
    const sent = recording['upstream-request']?.chunks[0]?.bytes.buffer
    expect(sent).toBe(recording['client-request']?.chunks[0]?.bytes.buffer)
  })

  it('is of bodies as they are behind their compression, without the header that tells of it', async () => {
    const upstream = await rawUpstream(
      reply(gzipSync('{"error":{"message":"no"}}'), { 'content-encoding': 'gzip' }, 400),
    )
    const { recording } = await record({
      upstream,
      body: gzipSync(JSON.stringify(MINIMAL.chat('mine'))),
      headers: { 'content-encoding': 'gzip' },
    })
    expect(textOf(recording['client-request'])).toBe(JSON.stringify(MINIMAL.chat('mine')))
    expect(recording['client-request']?.headers).not.toHaveProperty('content-encoding')
    expect(textOf(recording['upstream-response'])).toBe('{"error":{"message":"no"}}')
    expect(recording['upstream-response']?.headers).not.toHaveProperty('content-encoding')
  })

  it('holds the last of several attempts', async () => {
    const [a, b] = [await rawUpstream(reply('{"error":{}}', {}, 500)), await rawUpstream(reply(GOOD))]
    const provider = ({ baseUrl }: RawUpstream) => ({ baseUrl, endpoints: ['chat'], key: 'none' })
    const { recording, exchange } = await record({
      upstream: a,
      settings: { providers: { a: provider(a), b: provider(b) }, aliases: { mine: ['a/x', 'b/y'] } },
    })
    expect(exchange.attempts).toHaveLength(2)
    expect(recording['upstream-request']?.url).toBe(`${b.baseUrl}/chat/completions`)
    expect(textOf(recording['upstream-response'])).toBe(GOOD)
  })

  it('has no key in it: not the local one, not the provider’s, not what a caller brings', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const { recording } = await record({
      upstream,
      settings: {
        providers: { lab: { baseUrl: upstream.baseUrl, endpoints: ['chat'], key: 'env:LAB' } },
      },
      keys: { lab: 'secret-of-lab' },
      body: '{"model":"mine","provider_data":{"other":{"api_key":"secret-brought"}},"messages":[]}',
      headers: {
        authorization: 'Bearer secret-local',
        'x-llamastack-provider-data': '{"x_api_key":"secret-stack"}',
      },
    })
    const everything = Object.values(recording).map(message => [
      message.headers,
      textOf(message),
      message.url,
    ])
    expect(JSON.stringify(everything)).not.toContain('secret-')
    expect(textOf(recording['client-request'])).toBe('{"model":"mine","messages":[]}')
  })

  it('keeps the size alone of a form, and of a body that was never read', async () => {
    const upstream = await rawUpstream(reply('{"text":"hi"}'))
    const form = '--x\r\ncontent-disposition: form-data; name="model"\r\n\r\nmine\r\n--x--\r\n'
    const { recording } = await record({
      upstream,
      path: '/v1/audio/transcriptions',
      body: form,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect(recording['client-request']).toMatchObject({ chunks: [], size: form.length, truncated: true })
    expect(recording['upstream-request']).toMatchObject({ chunks: [], truncated: true })
    expect(recording['upstream-request']?.size).toBe(upstream.seen[0]?.body.length)
    const refused = await record({ upstream, body: 'plain', headers: { 'content-type': 'text/plain' } })
    expect(refused.exchange.status).toBe(415)
    expect(refused.recording['client-request']).toMatchObject({ chunks: [], size: 5, truncated: true })
  })

  it('is cut where a body is too long to keep, and says so', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const body = JSON.stringify({ model: 'mine', messages: ['x'.repeat(17 * 1024 * 1024)] })
    const { recording, exchange } = await record({ upstream, body })
    for (const side of ['client-request', 'upstream-request'] as const) {
      const message = recording[side]
      const kept = message?.chunks.reduce((total, { bytes }) => total + bytes.length, 0)
      expect(message?.truncated).toBe(true)
      expect(kept).toBe(16 * 1024 * 1024)
    }
    expect(recording['client-request']?.size).toBe(exchange.bytesIn)
  })

  it('is not made where bodies are off', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const { proxy } = await record({ upstream, parts: { bodies: () => 'off' } })
    expect(proxy.recordings.size).toBe(0)
    expect(proxy.exchanges).toHaveLength(1)
  })

  it('of what was refused at the door holds the answer', async () => {
    const proxy = await openProxy({ requireKey: true, providers: {} })
    const ended = proxy.exchange()
    const answer = await fetchAnswer({ url: proxy.url }, CHAT, { body: MINIMAL.chat('mine') })
    const { id } = await ended
    expect(answer.status).toBe(401)
    const recording = proxy.recordings.get(id)
    expect(textOf(recording?.['client-response'])).toBe(answer.text)
    expect(recording?.['client-request']).toMatchObject({ truncated: true, chunks: [] })
  })
})

describe('an exchange', () => {
  it('says how long a connection took, where one was made', async () => {
    const upstream = await rawUpstream(reply(GOOD))
    const proxy = await openProxy(lab(upstream))
    for (const _ of [1, 2]) await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    const [first, second] = proxy.exchanges.map(({ attempts }) => attempts[0]?.connectMs)
    expect(first).toBeGreaterThanOrEqual(0)
    expect(second).toBeUndefined()
  })

  it.each([
    ['x-claude-code-session-id', { session: 'abc' }],
    ['session-id', { session: 'abc' }],
    ['session_id', { session: 'abc' }],
    ['thread-id', { thread: 'abc' }],
  ])('knows the caller’s own id from %s', async (name, wanted) => {
    const { exchange } = await record({
      upstream: await rawUpstream(reply(GOOD)),
      headers: { [name]: 'abc' },
    })
    expect({ session: exchange.session, thread: exchange.thread }).toEqual({
      session: undefined,
      thread: undefined,
      ...wanted,
    })
  })

  it.each([
    ['chat', '"cost":0.25'],
    ['chat', '"cost":0.05,"is_byok":true,"cost_details":{"upstream_inference_cost":0.2}'],
    ['chat', '"cost":{"total_cost":0.25,"request_cost":0.1}'],
    ['chat', '"cost_in_usd_ticks":2500000000'],
  ])('has the price that a reply says, passed and translated', async (_, said) => {
    const usage = `{"prompt_tokens":1,"completion_tokens":1,${said}}`
    const whole = `{"object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}],"usage":${usage}}`
    const upstream = await rawUpstream(reply(whole))
    const cost = { usd: 0.25, source: 'reply' }
    expect((await record({ upstream })).exchange.cost).toEqual(cost)
    const body = MINIMAL.messages('mine')
    const translated = await record({ upstream, endpoints: ['chat'], path: '/v1/messages', body })
    expect(translated.exchange.cost).toEqual(cost)
  })
})
