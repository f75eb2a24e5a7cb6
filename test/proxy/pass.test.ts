import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply, stream } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const STREAMS = {
  chat: (model: string) =>
    `: hello\n\ndata: {"object":"chat.completion.chunk","model":"${model}","choices":[{"delta":{"content":"größe 🧵 \\"model\\":\\"x\\""}}]}\n\ndata: {"model":"${model}","choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}\n\ndata: [DONE]\n\n`,
  responses: (model: string) =>
    `event: response.created\ndata: {"type":"response.created","response":{"id":"resp_1","model":"${model}"}}\n\nevent: response.completed\ndata: {"type":"response.completed","response":{"model":"${model}","usage":{"input_tokens":3,"output_tokens":2}}}\n\n`,
  messages: (model: string) =>
    `event: message_start\ndata: {"type":"message_start","message":{"model":"${model}","usage":{"input_tokens":3}}}\n\nevent: ping\ndata: {"type":"ping"}\n\nevent: message_delta\ndata: {"type":"message_delta","usage":{"output_tokens":2}}\n\nevent: message_stop\ndata: {"type":"message_stop"}\n\n`,
}

describe('a passed request', () => {
  it('arrives byte for byte but for the name, without what was meant for us', async () => {
    const upstream = await rawUpstream(reply('{"model":"org/real"}'))
    const proxy = await openProxy(lab(upstream))
    const body =
      '\ufeff{ "mod\\u0065l" : "mine",\n "x-new":{"b":1e400,"a":"\\ud83e\\uddf5 é"}, "provider_data":{"lab":{"api_key":"K"}}, "messages":[ ] }'
    await fetchAnswer(proxy, '/v1/chat/completions?beta=true', { body })
    expect(upstream.seen[0]?.body.toString()).toBe(
      '{ "mod\\u0065l" : "org/real",\n "x-new":{"b":1e400,"a":"\\ud83e\\uddf5 é"}, "messages":[ ] }',
    )
    expect(upstream.seen[0]?.request.url).toBe('/v1/chat/completions?beta=true')
    expect(upstream.seen[0]?.request.headers.authorization).toBe('Bearer K')
  })

  it('leaves no second name to a second reader', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    await fetchAnswer(proxy, '/v1/chat/completions', {
      body: '{"model":"dear","messages":[],"model":"mine"}',
    })
    expect(upstream.seen[0]?.body.toString()).toBe('{"model":"org/real","messages":[],"model":"org/real"}')
  })

  it('carries the headers of its dialect, and none of this hop', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    await fetchAnswer(proxy, '/v1/messages', {
      body: MINIMAL.messages('mine'),
      headers: {
        'anthropic-beta': 'a-1, b-2',
        'anthropic-version': '2026-10-21',
        'user-agent': 'claude-cli/2.1',
        'x-codex-turn-metadata': 'm',
        cookie: 'c=1',
        'x-stainless-os': 'Linux',
        'x-forwarded-for': '10.0.0.1',
        'x-hop': '1',
        connection: 'close, x-hop',
        'openai-organization': 'org-1',
        'x-patchbay-extra': '1',
      },
    })
    const { headers } = upstream.seen[0]?.request ?? {}
    expect(headers).toMatchObject({
      'anthropic-beta': 'a-1, b-2',
      'anthropic-version': '2026-10-21',
      'user-agent': 'claude-cli/2.1',
      host: new URL(upstream.baseUrl).host,
    })
    for (const name of [
      'cookie',
      'x-stainless-os',
      'x-forwarded-for',
      'x-hop',
      'openai-organization',
      'x-patchbay-extra',
      'x-codex-turn-metadata',
    ])
      expect(headers).not.toHaveProperty(name)
  })

  it('is unpacked when it comes compressed', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    const body = gzipSync(JSON.stringify(MINIMAL.chat('mine')))
    await fetchAnswer(proxy, '/v1/chat/completions', { body, headers: { 'content-encoding': 'gzip' } })
    expect(JSON.parse(`${upstream.seen[0]?.body}`)).toEqual(MINIMAL.chat('org/real'))
  })
})

describe('a passed reply', () => {
  it('is untouched where nothing was renamed, compressed bytes and headers included', async () => {
    const packed = gzipSync('{ "model" : "real" }')
    const upstream = await rawUpstream(
      reply(packed, {
        'content-encoding': 'gzip',
        'x-ratelimit-remaining-tokens': '7',
        'x-request-id': 'up-1',
      }),
    )
    const proxy = await openProxy(lab(upstream, ['chat'], { aliases: {} }), {
      catalogs: { lab: { models: [{ id: 'real' }], fetchedAt: 1 } },
    })
    const answer = await fetchAnswer(proxy, '/v1/chat/completions', {
      body: MINIMAL.chat('real'),
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(answer.bytes.equals(packed)).toBe(true)
    expect(upstream.seen[0]?.request.headers['accept-encoding']).toBe('gzip')
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      'x-ratelimit-remaining-tokens': '7',
      'x-upstream-id': 'up-1',
      'x-patchbay-model': 'lab/real',
      'x-patchbay-route': 'listed; pass',
    })
  })

  it('shows the name that was asked for, even when the provider compresses unasked', async () => {
    const packed = gzipSync('{ "model" : "org/real-2026", "choices":[{"model":"inner"}] }')
    const upstream = await rawUpstream(reply(packed, { 'content-encoding': 'gzip' }))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, '/v1/chat/completions', { body: MINIMAL.chat('mine') })
    expect(answer.text).toBe('{ "model" : "mine", "choices":[{"model":"inner"}] }')
    expect(upstream.seen[0]?.request.headers['accept-encoding']).toBe('identity')
    expect(answer.headers['x-patchbay-route']).toBe('alias mine; pass')
  })

  it('keeps the provider’s name where the settings say so', async () => {
    const upstream = await rawUpstream(reply('{"model":"org/real"}'))
    const proxy = await openProxy(lab(upstream, ['chat'], { echoModel: 'upstream' }))
    expect((await fetchAnswer(proxy, '/v1/chat/completions', { body: MINIMAL.chat('mine') })).text).toBe(
      '{"model":"org/real"}',
    )
  })

  it.each(EVERY_DIALECT)('streams %s with the name put back, the same for every cut', async dialect => {
    const whole = Buffer.from(STREAMS[dialect]('org/real'))
    const upstream = await rawUpstream()
    const proxy = await openProxy(lab(upstream))
    const cuts = [
      0,
      1,
      40,
      90,
      130,
      whole.length - 1,
      ...[...whole.keys()].filter(at => (whole[at] ?? 0) > 0x7f),
    ]
    for (const cut of cuts) {
      upstream.handle = stream([whole.subarray(0, cut), whole.subarray(cut)])
      const body = { ...MINIMAL[dialect]('mine'), stream: true }
      const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body })
      expect(answer.text).toBe(STREAMS[dialect]('mine'))
    }
    expect(proxy.exchanges.at(-1)).toMatchObject({
      requested: 'mine',
      modelId: 'lab/org/real',
      action: 'pass',
      outcome: 'completed',
      stream: true,
      usage: { input: 3, output: 2 },
    })
  })

  it.each(EVERY_DIALECT.flatMap(dialect => (['end', 'cut'] as const).map(ending => ({ dialect, ending }))))(
    'says in its own way when a $dialect stream stops early ($ending), never inside of an event',
    async ({ dialect, ending }) => {
      const whole = STREAMS[dialect]('org/real')
      const early = whole.slice(0, whole.indexOf('\n\n', 10) + 20)
      const upstream = await rawUpstream(stream([early], ending))
      const proxy = await openProxy(lab(upstream))
      const ended = proxy.exchange()
      const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], {
        body: { ...MINIMAL[dialect]('mine'), stream: true },
      })
      expect(answer.complete).toBe(true)
      for (const { data } of answer.events) expect(() => JSON.parse(data)).not.toThrow()
      expect(answer.text).toMatch(/"error"/)
      expect(answer.text).not.toMatch(/\[DONE\]|message_stop|response\.completed/)
      expect(await ended).toMatchObject({ outcome: 'broken' })
    },
  )

  it('lets a whole reply that is cut break, rather than end it', async () => {
    const upstream = await rawUpstream(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"model":', () => response.destroy())
    })
    const proxy = await openProxy(lab(upstream, ['chat'], { echoModel: 'upstream' }))
    expect((await fetchAnswer(proxy, '/v1/chat/completions', { body: MINIMAL.chat('mine') })).complete).toBe(
      false,
    )
  })

  it.each([
    ['a page', '<html>login</html>', 'text/html'],
    ['nothing', '', 'application/json'],
  ])('is an error when it is %s', async (_, text, type) => {
    const upstream = await rawUpstream(reply(text, { 'content-type': type }))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, '/v1/messages', { body: MINIMAL.messages('mine') })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([502, 'provider_bad_reply'])
    expect(answer.body).toMatchObject({ type: 'error' })
  })
})
