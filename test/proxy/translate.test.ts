import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL, open } from '../support/client.ts'
import { rawUpstream, reply, stream } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', model: 'org/real', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const WHOLE = JSON.stringify({
  id: 'c1',
  object: 'chat.completion',
  model: 'org/real',
  choices: [{ index: 0, message: { role: 'assistant', content: 'größe 🧵' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
})
const STREAM = [
  chunk({ role: 'assistant', content: 'größe ' }),
  chunk({ content: '🧵' }),
  chunk({}, 'stop'),
  'data: [DONE]\n\n',
].join('')
const TRANSLATED = { dispatch: { mismatch: 'translate' } }

describe('what the provider really sends', () => {
  it.each([
    ['a whole reply', WHOLE, 'application/json'],
    ['a whole reply called a stream', WHOLE, 'text/event-stream'],
    ['a stream', STREAM, 'text/event-stream'],
    ['a stream called JSON', STREAM, 'application/json'],
    ['a stream called nothing, after a comment', `: wait\n\n${STREAM}`, ''],
  ])('is told in Messages, whole and streamed: %s', async (_, text, type) => {
    const upstream = await rawUpstream(reply(text, { 'content-type': type }))
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const whole = await fetchAnswer(proxy, '/v1/messages', { body: MINIMAL.messages('mine') })
    expect(whole.body).toMatchObject({ type: 'message', model: 'mine', stop_reason: 'end_turn' })
    expect(whole.body.content).toMatchObject([{ type: 'text', text: 'größe 🧵' }])
    expect(whole.headers['x-patchbay-route']).toBe('alias mine; messages>chat')
    const streamed = await fetchAnswer(proxy, '/v1/messages', {
      body: { ...MINIMAL.messages('mine'), stream: true },
    })
    expect(streamed.headers['content-type']).toContain('text/event-stream')
    const texts = [...streamed.text.matchAll(/"text_delta","text":"([^"]*)"/g)].map(match => match[1])
    expect(texts.join('')).toBe('größe 🧵')
    expect(streamed.text).toContain('message_stop')
    expect(proxy.errors).toEqual([])
  })

  it.each([
    ['a page', '<html>log in</html>', 'text/html'],
    ['nothing', '', 'application/json'],
    ['noise', 'upstream connect error', 'text/plain'],
    ['an empty stream', '', 'text/event-stream'],
  ])('is a clear failure in each dialect when it is %s', async (_, text, type) => {
    const upstream = await rawUpstream(reply(text, { 'content-type': type }))
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    for (const dialect of ['responses', 'messages'] as const) {
      for (const isStream of [false, true]) {
        const body = { ...MINIMAL[dialect]('mine'), stream: isStream }
        const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body })
        expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([502, 'provider_bad_reply'])
        expect(answer.body.error).toMatchObject({ message: expect.stringContaining('lab') })
      }
    }
  })

  it('may be cut anywhere, inside of characters too', async () => {
    const whole = Buffer.from(STREAM)
    const upstream = await rawUpstream()
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const body = { ...MINIMAL.messages('mine'), stream: true }
    upstream.handle = stream([whole])
    const ids = /"(?:msg|req)_[^"]*"/g
    const wanted = (await fetchAnswer(proxy, '/v1/messages', { body })).text.replace(ids, '')
    for (const at of [1, 5, 60, ...[...whole.keys()].filter(key => (whole[key] ?? 0) > 0x7f)]) {
      upstream.handle = stream([whole.subarray(0, at), whole.subarray(at)])
      expect((await fetchAnswer(proxy, '/v1/messages', { body })).text.replace(ids, '')).toBe(wanted)
    }
  })
})

describe('failures of a translated stream', () => {
  it.each(EVERY_DIALECT.filter(dialect => dialect !== 'chat'))(
    'are HTTP errors on %s as long as nothing was said, and words of the stream later',
    async dialect => {
      const error = 'data: {"error":{"message":"out of luck","type":"server_error"}}\n\n'
      const upstream = await rawUpstream(stream([error]))
      const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
      const body = { ...MINIMAL[dialect]('mine'), stream: true }
      const early = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body })
      expect(early.status).toBeGreaterThanOrEqual(500)
      expect(early.body.error).toMatchObject({ message: expect.stringContaining('out of luck') })
      for (const ending of ['end', 'cut'] as const) {
        upstream.handle = stream([chunk({ content: 'half' })], ending)
        const ended = proxy.exchange()
        const late = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body })
        expect(late.status).toBe(200)
        expect(late.complete).toBe(true)
        expect(late.text).toMatch(/"error"/)
        expect(late.text).not.toMatch(/message_stop|response\.completed/)
        expect(await ended).toMatchObject({ outcome: 'broken' })
      }
    },
  )
})

describe('the flow of a translated stream', () => {
  it('is kept alive while the provider is silent, after its 200 and not before', async () => {
    let answerNow = () => {}
    const asked = new Promise<void>(resolve => {
      answerNow = resolve
    })
    const upstream = await rawUpstream(async ({ response }) => {
      await asked
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
    })
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED), { parts: { aliveEvery: 5 } })
    const opening = open(proxy, '/v1/messages', { body: { ...MINIMAL.messages('mine'), stream: true } })
    const first = await Promise.race([opening, fetchAnswer(proxy, '/health').then(() => 'nothing')])
    expect(first).toBe('nothing')
    answerNow()
    const answer = await opening
    expect(answer.status).toBe(200)
    expect(String(await answer.next())).toContain('ping')
    upstream.seen[0]?.response.end(STREAM)
    expect((await answer.rest()).text).toContain('message_stop')
  })

  it('ends at the provider as soon as the caller leaves', async () => {
    const upstream = await rawUpstream(stream([chunk({ content: 'half' })], 'open'))
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const ended = proxy.exchange()
    const answer = await open(proxy, '/v1/messages', { body: { ...MINIMAL.messages('mine'), stream: true } })
    await answer.next()
    const [seen] = upstream.seen
    const closed = seen && once(seen.response, 'close')
    answer.abort()
    await closed
    expect(await ended).toMatchObject({ outcome: 'aborted', action: 'translate' })
    expect(proxy.errors).toEqual([])
  })
})

describe('a request of no tokens, which only warms a cache', () => {
  it.each([false, true])('is answered with nothing, and asks nobody (stream: %s)', async isStream => {
    const upstream = await rawUpstream(reply(WHOLE))
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const body = { ...MINIMAL.messages('mine'), max_tokens: 0, stream: isStream }
    const ended = proxy.exchange()
    const answer = await fetchAnswer(proxy, '/v1/messages', { body })
    expect([answer.status, answer.headers['x-patchbay-route']]).toEqual([200, 'alias mine; prewarm'])
    if (isStream) {
      const types = ['message_start', 'ping', 'message_delta', 'message_stop']
      expect(answer.events.map(({ event }) => event)).toEqual(types)
    } else {
      expect(answer.body).toMatchObject({ type: 'message', content: [], stop_reason: 'max_tokens' })
    }
    expect(await ended).toMatchObject({ outcome: 'completed', status: 200 })
    expect(upstream.seen).toHaveLength(0)
  })
})

describe('a body of another shape than its path', () => {
  it('is read as Responses and answered as Chat', async () => {
    const upstream = await rawUpstream(
      reply(
        JSON.stringify({
          id: 'resp_1',
          object: 'response',
          status: 'completed',
          model: 'org/real',
          output: [
            {
              type: 'message',
              role: 'assistant',
              content: [{ type: 'output_text', text: 'hello', annotations: [] }],
            },
          ],
        }),
      ),
    )
    const proxy = await openProxy(lab(upstream, ['responses']))
    const tools = [{ type: 'function', name: 'read', parameters: { type: 'object' } }]
    const answer = await fetchAnswer(proxy, '/v1/chat/completions', {
      body: { ...MINIMAL.responses('mine'), tools },
    })
    expect(upstream.seen[0]?.request.url).toBe('/v1/responses')
    expect(answer.body).toMatchObject({
      object: 'chat.completion',
      model: 'mine',
      choices: [{ message: { content: 'hello' } }],
    })
  })

  it('has its flat tools nested for a Chat provider', async () => {
    const upstream = await rawUpstream(reply(WHOLE))
    const proxy = await openProxy(lab(upstream, ['chat']))
    const tools = [{ type: 'function', name: 'read', parameters: { type: 'object' } }]
    const answer = await fetchAnswer(proxy, '/v1/chat/completions', {
      body: { ...MINIMAL.chat('mine'), tools },
    })
    expect(answer.status).toBe(200)
    expect(JSON.parse(`${upstream.seen[0]?.body}`).tools).toMatchObject([
      { type: 'function', function: { name: 'read' } },
    ])
  })
})
