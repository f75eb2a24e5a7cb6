import { describe, expect, it } from 'vitest'
import { fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { openProxy } from './open-proxy.ts'
import { errorText } from './refusals.ts'

const CHAT = '/v1/chat/completions'
const GOOD = JSON.stringify({
  object: 'chat.completion',
  model: 'x',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
})

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
    const { b, proxy } = await two(reply(errorText('no'), {}, status))
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
    const { b, proxy } = await two(reply(errorText('both is bad, x too'), {}, status))
    const answer = await fetchAnswer(proxy, CHAT, { body })
    expect([answer.status, answer.text]).toEqual([status, errorText('both is bad, x too')])
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
        await rawUpstream(reply(errorText('slow down'), { 'retry-after': retryAfter }, 429)),
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
