import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../src-main/core/exchange.ts'
import { EVERY_MANNER, fetchAnswer, MINIMAL } from '../support/client.ts'
import { type RawUpstream, rawUpstream, reply, stream } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const PATHS = { chat: '/v1/chat/completions', responses: '/v1/responses', messages: '/v1/messages' }
const FIRST = 'data: {"choices":[{"delta":{"content":"a"}}]}\n\n'
const LAST = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

/** A clock that goes on by one with each look: what happens later has a later time. */
function countingClock() {
  let at = 1_000
  return { now: () => at++ }
}

async function exchangeOf(
  upstream: RawUpstream,
  manner: (typeof EVERY_MANNER)[number],
  endpoints?: readonly string[],
): Promise<Exchange> {
  const proxy = await openProxy(lab(upstream, endpoints), { parts: { clock: countingClock() } })
  const ended = proxy.exchange()
  const body = { ...MINIMAL[manner.dialect]('mine'), stream: manner.stream }
  await fetchAnswer(proxy, PATHS[manner.dialect], { body })
  return ended
}

const STREAMS = EVERY_MANNER.filter(({ stream }) => stream)

describe('a stream', () => {
  it.each(STREAMS)('has its first byte before its first token, for $dialect over chat', async manner => {
    const {
      queueMs = -1,
      firstByteMs = -1,
      firstTokenMs = -1,
      durationMs,
    } = await exchangeOf(await rawUpstream(stream([': alive\n\n', FIRST, LAST])), manner, ['chat'])
    expect(queueMs).toBeGreaterThan(0)
    expect(firstByteMs).toBeGreaterThan(queueMs)
    expect(firstTokenMs).toBeGreaterThan(firstByteMs)
    expect(durationMs).toBeGreaterThan(firstTokenMs)
  })

  it.each(STREAMS)('is in the time of its attempt to the end, for $dialect over chat', async manner => {
    const {
      attempts,
      startedAt,
      firstTokenMs = -1,
      durationMs,
    } = await exchangeOf(await rawUpstream(stream([FIRST, LAST])), manner, ['chat'])
    const [{ startedAt: began = 0, durationMs: took = 0, headMs = 0 } = {}] = attempts
    expect(began + headMs).toBeLessThan(startedAt + firstTokenMs)
    expect(began + took).toBe(startedAt + durationMs)
  })

  it('that never says anything has no time to a first token', async () => {
    const { firstByteMs, firstTokenMs } = await exchangeOf(await rawUpstream(stream([LAST])), {
      dialect: 'chat',
      stream: true,
    })
    expect([firstByteMs === undefined, firstTokenMs]).toEqual([false, undefined])
  })
})

it.each(EVERY_MANNER)('a refusal has no first token: $dialect, stream $stream', async manner => {
  const upstream = await rawUpstream(reply('{"error":{"message":"no"}}', {}, 400))
  const { firstTokenMs, firstByteMs } = await exchangeOf(upstream, manner)
  expect([firstByteMs === undefined, firstTokenMs]).toEqual([false, undefined])
})

it('what nobody heard has no first token: a stream that breaks while a whole reply is made of it', async () => {
  const exchange = await exchangeOf(
    await rawUpstream(stream([FIRST], 'cut')),
    { dialect: 'messages', stream: false },
    ['chat'],
  )
  expect(exchange).toMatchObject({ outcome: 'failed', firstTokenMs: undefined })
})

it('an attempt that was refused ends before the next one begins, and the first byte is that of the one that answered', async () => {
  const bad = await rawUpstream(reply('{"error":{}}', {}, 500))
  const good = await rawUpstream(stream([FIRST, LAST]))
  const provider = ({ baseUrl }: RawUpstream) => ({ baseUrl, endpoints: ['chat'], key: 'none' })
  const proxy = await openProxy(
    {
      requireKey: false,
      providers: { a: provider(bad), b: provider(good) },
      aliases: { mine: ['a/x', 'b/y'] },
    },
    { parts: { clock: countingClock() } },
  )
  const ended = proxy.exchange()
  await fetchAnswer(proxy, PATHS.chat, { body: { ...MINIMAL.chat('mine'), stream: true } })
  const { attempts, startedAt, firstByteMs = 0, durationMs } = await ended
  const [first, second] = attempts.map(one => ({
    from: one.startedAt - startedAt,
    to: one.startedAt - startedAt + one.durationMs,
  }))
  expect(first?.to).toBeLessThanOrEqual(second?.from ?? 0)
  expect(firstByteMs).toBeGreaterThan(second?.from ?? 0)
  expect(second?.to).toBe(durationMs)
})
