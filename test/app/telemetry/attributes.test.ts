import { expect, test } from 'vitest'
import { attemptAttributes, firstChunkSeconds } from '../../../src-main/app/telemetry/attributes.ts'
import type { Attempt, Exchange } from '../../../src-main/core/exchange.ts'
import { loggedExchange } from '../../core/log/logged-exchanges.ts'

const FIRST_CHUNK = 'gen_ai.response.time_to_first_chunk'
const { startedAt } = loggedExchange()

/** An attempt that began this long after the request came. */
const attempt = (after: number, more: Partial<Attempt> = {}): Attempt => ({
  modelId: 'lab/qwen',
  dialect: 'chat',
  action: 'pass',
  startedAt: startedAt + after,
  durationMs: 6,
  ...more,
})
const firstChunks = (exchange: Exchange) =>
  exchange.attempts.map(one => attemptAttributes(exchange, one)[FIRST_CHUNK])

test('the time to the first chunk counts from the start of its own attempt, in its span and in the metrics', () => {
  const exchange = loggedExchange({
    attempts: [attempt(2, { errorCode: 'provider_unavailable' }), attempt(10, { status: 200 })],
    durationMs: 16,
    firstByteMs: 11,
    firstTokenMs: 14,
  })
  expect(firstChunks(exchange)).toEqual([undefined, 0.004])
  expect(firstChunkSeconds(exchange)).toBe(0.004)
})

test.each<[string, Partial<Attempt>]>([
  ['a provider that cannot be reached', { errorCode: 'provider_unreachable' }],
  ['a refusal', { status: 429, errorCode: 'rate_limited' }],
])('there is no first chunk of %s', (_, ending) => {
  const exchange = loggedExchange({
    attempts: [attempt(1, ending)],
    outcome: 'failed',
    status: ending.status ?? 502,
    firstByteMs: 8,
    firstTokenMs: undefined,
  })
  expect(firstChunks(exchange)).toEqual([undefined])
  expect(firstChunkSeconds(exchange)).toBeUndefined()
})
