import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { EVERY_DIALECT, EVERY_MANNER, fetchAnswer, MINIMAL, open } from '../support/client.ts'
import { rawUpstream } from '../support/raw-upstream.ts'
import { openSocket } from '../support/websocket.ts'
import { lab, openProxy } from './open-proxy.ts'

const PATHS = { chat: '/v1/chat/completions', responses: '/v1/responses', messages: '/v1/messages' }
const FIRST = 'data: {"choices":[{"delta":{"content":"a"}}]}\n\n'

/** The one request that runs. */
function running(proxy: Awaited<ReturnType<typeof openProxy>>) {
  const [handle] = proxy.running.values()
  if (!handle) throw new Error('nothing runs')
  return handle
}

/** A provider that says this and then nothing, and a promise of its being left. */
async function silent(said = '') {
  const left = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const upstream = await rawUpstream(({ response }) => {
    response.once('close', left.resolve)
    if (said !== '') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(said)
    }
    reached.resolve()
  })
  return { upstream, left: left.promise, reached: reached.promise }
}

describe('a request that is cancelled', () => {
  it.each(EVERY_MANNER)(
    'before its reply is told so at both sides: $dialect, stream $stream',
    async manner => {
      const { upstream, left, reached } = await silent()
      const proxy = await openProxy(lab(upstream, ['chat'], { dispatch: { mismatch: 'translate' } }))
      const ended = proxy.exchange()
      const body = { ...MINIMAL[manner.dialect]('mine'), stream: manner.stream }
      const answer = fetchAnswer(proxy, PATHS[manner.dialect], { body })
      await reached
      running(proxy).cancel()
      const { status, headers, text } = await answer
      expect([status, headers['x-patchbay-error-code'], headers['x-should-retry']]).toEqual([
        503,
        'cancelled',
        'false',
      ])
      expect(text).toContain('was cancelled in Patchbay')
      expect(await ended).toMatchObject({ outcome: 'aborted', status: 503, errorCode: 'cancelled' })
      await left
      expect([proxy.exchanges.length, proxy.errors]).toEqual([1, []])
    },
  )

  it.each(EVERY_DIALECT)('in its stream ends it with an error of its dialect: %s', async dialect => {
    const { upstream, left } = await silent(FIRST)
    const proxy = await openProxy(lab(upstream, ['chat']))
    const ended = proxy.exchange()
    const body = { ...MINIMAL[dialect]('mine'), stream: true }
    const answer = await open(proxy, PATHS[dialect], { body })
    await answer.next()
    const handle = running(proxy)
    expect(handle.recording()['upstream-response']?.size).toBe(FIRST.length)
    handle.cancel()
    const { text, complete } = await answer.rest()
    expect(complete).toBe(true)
    expect(text).toContain('"error"')
    expect(text).toContain('was cancelled in Patchbay')
    expect(await ended).toMatchObject({ outcome: 'aborted', status: 200, errorCode: 'cancelled' })
    await left
    handle.cancel()
    expect([proxy.exchanges.length, proxy.errors]).toEqual([1, []])
  })

  it('in the middle of a whole reply breaks it off', async () => {
    const upstream = await rawUpstream(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"half":')
    })
    const proxy = await openProxy({ ...lab(upstream), echoModel: 'upstream' })
    const ended = proxy.exchange()
    const answer = await open(proxy, PATHS.chat, { body: MINIMAL.chat('mine') })
    await answer.next()
    running(proxy).cancel()
    expect((await answer.rest()).complete).toBe(false)
    expect(await ended).toMatchObject({ outcome: 'aborted', errorCode: 'cancelled' })
  })

  it('while its body is still coming is answered', async () => {
    const proxy = await openProxy(lab(await rawUpstream()))
    const { request } = await import('node:http')
    const sent = request(`${proxy.url}${PATHS.chat}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '100' },
    })
    sent.on('error', () => {})
    sent.write('{"model":')
    while (proxy.running.size === 0) await new Promise(resolve => setImmediate(resolve))
    running(proxy).cancel()
    const [response] = await once(sent, 'response')
    expect(response.statusCode).toBe(503)
    sent.destroy()
    expect(proxy.exchanges).toMatchObject([{ outcome: 'aborted', errorCode: 'cancelled' }])
  })

  it('on a websocket is told so by a message, and the connection stays', async () => {
    const { upstream, left } = await silent(FIRST)
    const proxy = await openProxy(lab(upstream, ['chat']))
    const client = await openSocket(proxy)
    const ended = proxy.exchange()
    client.send({ type: 'response.create', model: 'mine', input: 'hi' })
    while (proxy.running.size === 0 || running(proxy).read().firstTokenMs === undefined)
      await new Promise(resolve => setImmediate(resolve))
    running(proxy).cancel()
    const exchange = await ended
    expect(exchange).toMatchObject({ method: 'WS', outcome: 'aborted', errorCode: 'cancelled' })
    expect(proxy.recordings.get(exchange.id)?.['upstream-response']?.size).toBe(FIRST.length)
    await left
    expect(proxy.exchanges.map(({ method }) => method)).toEqual(['GET', 'WS'])
  })
})
