import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { fetchAnswer, MINIMAL, open } from '../support/client.ts'
import { rawUpstream, stream } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const BEGUN =
  'data: {"object":"chat.completion.chunk","model":"org/real","choices":[{"delta":{"content":"a"}}]}\n\n'

describe('the flow of a passed stream', () => {
  it('ends at the provider as soon as the caller leaves', async () => {
    const upstream = await rawUpstream(stream([BEGUN], 'open'))
    const proxy = await openProxy(lab(upstream))
    const ended = proxy.exchange()
    const answer = await open(proxy, '/v1/chat/completions', {
      body: { ...MINIMAL.chat('mine'), stream: true },
    })
    await answer.next()
    const [seen] = upstream.seen
    const closed = seen && once(seen.response, 'close')
    answer.abort()
    await closed
    expect(await ended).toMatchObject({ outcome: 'aborted', status: 200 })
  })

  it('ends at the provider when the caller leaves before the reply', async () => {
    let arrived = () => {}
    const here = new Promise<void>(resolve => {
      arrived = resolve
    })
    const upstream = await rawUpstream(() => arrived())
    const proxy = await openProxy(lab(upstream))
    const ended = proxy.exchange()
    const gone = new AbortController()
    const sent = fetch(`${proxy.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(MINIMAL.chat('mine')),
      signal: gone.signal,
    }).catch(() => undefined)
    await here
    const [seen] = upstream.seen
    const closed = seen && once(seen.response, 'close')
    gone.abort()
    await Promise.all([sent, closed])
    expect(await ended).toMatchObject({ outcome: 'aborted', status: 499 })
  })

  it('holds the provider back while the caller does not read', async () => {
    const piece = Buffer.from(`data: {"model":"org/real","pad":"${'x'.repeat(64_000)}"}\n\n`)
    let written = 0
    const upstream = await rawUpstream(async ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      while (!response.destroyed && written < 600) {
        written++
        if (response.write(piece)) await new Promise(resolve => setImmediate(resolve))
        else await Promise.race([once(response, 'drain'), once(response, 'close')])
      }
      response.end('data: [DONE]\n\n')
    })
    const proxy = await openProxy(lab(upstream))
    const answer = await open(proxy, '/v1/chat/completions', {
      body: { ...MINIMAL.chat('mine'), stream: true },
    })
    await answer.next()
    let before = -1
    // Nothing is read any more: what is on its way fills the sockets, then the provider must stand still.
    for (let still = 0; still < 20; still = written === before ? still + 1 : 0) {
      before = written
      await fetchAnswer(proxy, '/health')
    }
    expect(written).toBeLessThan(600)
    expect((await answer.rest()).text.endsWith('data: [DONE]\n\n')).toBe(true)
  })
})
