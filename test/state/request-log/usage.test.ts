import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exchange } from '../../../src-main/core/exchange.ts'
import { readFilter } from '../../../src-main/core/log/read-filter.ts'
import type { UsageKey, UsageQuery } from '../../../src-main/core/log/store.ts'
import { loggedExchange, runningExchange } from '../../core/log/logged-exchanges.ts'
import { usageGroup } from '../../core/log/usage-groups.ts'
import { arbitraryExchange } from './arbitrary-exchanges.ts'
import { temporaryStore } from './temporary-store.ts'

const NOON = Date.UTC(2026, 10, 20, 12)
const DAY = 86_400_000
const all = (changes: Partial<UsageQuery> = {}): UsageQuery => ({
  from: 0,
  to: NOON + 100 * DAY,
  by: [],
  filter: { words: [] },
  offset: 0,
  ...changes,
})

test('tokens, cost, errors and times are told of each group', async () => {
  const { store } = temporaryStore()
  const put = (id: string, changes: Partial<Exchange>) =>
    store.put(loggedExchange({ id, startedAt: NOON, ...changes }))
  put('a', {
    usage: { input: 100, cacheRead: 40, cacheWrite: 5, output: 10, reasoning: 4 },
    cost: { usd: 0.5, source: 'list' },
    durationMs: 1_000,
    firstTokenMs: 200,
  })
  put('b', { usage: { input: 50, output: 1 }, durationMs: 3_000, firstTokenMs: 400 })
  put('c', {
    modelId: 'lab/qwen',
    usage: undefined,
    outcome: 'failed',
    status: 500,
    durationMs: 7,
    firstTokenMs: undefined,
    firstByteMs: 1,
  })
  store.put(runningExchange({ id: 'd', startedAt: NOON }))
  expect(await store.usage(all({ by: ['model'] }))).toEqual([
    usageGroup({ keys: ['lab/qwen'], errors: 1, cost: undefined, total: { p50: 7, p90: 7, p99: 7 } }),
    usageGroup({
      keys: ['openai/gpt-5.4-mini'],
      requests: 2,
      input: 150,
      cacheRead: 40,
      cacheWrite: 5,
      output: 11,
      reasoning: 4,
      cost: 0.5,
      unpriced: 1,
      firstToken: { p50: 200, p90: 400, p99: 400 },
      total: { p50: 1_000, p90: 3_000, p99: 3_000 },
    }),
  ])
})

test('a day is the day of the user, and a filter and a span narrow what is counted', async () => {
  const { store } = temporaryStore()
  const put = (id: string, startedAt: number, client: string) =>
    store.put(loggedExchange({ id, startedAt, client }))
  put('a', Date.UTC(2026, 10, 19, 23, 30), 'codex_cli_rs/0.98.2 (linux)')
  put('b', Date.UTC(2026, 10, 20, 0, 30), 'codex_cli_rs/0.99.0 (mac)')
  put('c', Date.UTC(2026, 10, 21, 0, 0), 'cursor/2')
  const days = async (changes: Partial<UsageQuery>) =>
    (await store.usage(all({ by: ['day', 'client'], ...changes }))).map(({ keys, requests }) => [
      ...keys,
      requests,
    ])
  expect(await days({})).toEqual([
    ['2026-11-19', 'codex_cli_rs', 1],
    ['2026-11-20', 'codex_cli_rs', 1],
    ['2026-11-21', 'cursor', 1],
  ])
  expect(await days({ offset: 60 })).toEqual([
    ['2026-11-20', 'codex_cli_rs', 2],
    ['2026-11-21', 'cursor', 1],
  ])
  expect(await days({ from: Date.UTC(2026, 10, 20), to: Date.UTC(2026, 10, 21) })).toEqual([
    ['2026-11-20', 'codex_cli_rs', 1],
  ])
  expect(await days({ filter: readFilter('cursor', NOON) })).toEqual([['2026-11-21', 'cursor', 1]])
  expect(await days({ filter: readFilter('nothing', NOON) })).toEqual([])
})

test('what has no known price has no cost, and what is free costs 0', async () => {
  const { store } = temporaryStore()
  store.put(loggedExchange({ id: 'a', modelId: 'lab/free', cost: { usd: 0, source: 'list' } }))
  store.put(loggedExchange({ id: 'b', modelId: 'lab/unknown' }))
  const groups = await store.usage(all({ by: ['model'] }))
  expect(groups.map(({ keys, cost, unpriced }) => [...keys, cost, unpriced])).toEqual([
    ['lab/free', 0, 0],
    ['lab/unknown', undefined, 1],
  ])
})

test('nothing is no group', async () => {
  expect(await temporaryStore().store.usage(all())).toEqual([])
})

const KEYS: Readonly<Record<UsageKey, (exchange: Exchange) => string | undefined>> = {
  day: ({ startedAt }) => new Date(startedAt).toISOString().slice(0, 10),
  model: ({ modelId }) => modelId,
  provider: ({ modelId }) => modelId?.split('/')[0],
  client: ({ client }) => client?.split(/[\s/(]/)[0],
  alias: ({ route }) => (route?.kind === 'alias' || route?.kind === 'pattern' ? route.name : undefined),
  session: ({ session }) => session,
  key: ({ keyName }) => keyName,
}

test('groups are what adding up one by one gives', async () => {
  const { store } = temporaryStore()
  const exchanges: Exchange[] = fc
    .sample(arbitraryExchange, 150)
    .map((one, number) => ({ ...one, id: `${number}` }))
  for (const exchange of exchanges) store.put(exchange)
  const keys = fc.uniqueArray(fc.constantFrom(...(Object.keys(KEYS) as UsageKey[])), { maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(keys, async by => {
      const expected = new Map<string, { requests: number; input: number; times: number[] }>()
      for (const exchange of exchanges) {
        const name = JSON.stringify(by.map(key => KEYS[key](exchange) ?? ''))
        const group = expected.get(name) ?? { requests: 0, input: 0, times: [] }
        group.requests += 1
        group.input += exchange.usage?.input ?? 0
        group.times.push(exchange.durationMs)
        expected.set(name, group)
      }
      const groups = await store.usage(all({ by }))
      expect(groups.length).toBe(expected.size)
      for (const { keys: names, requests, input, total } of groups) {
        const { times = [], ...sums } = expected.get(JSON.stringify(names)) ?? {}
        expect({ requests, input }).toEqual(sums)
        times.sort((one, other) => one - other)
        expect(total?.p90).toBe(times[Math.ceil(0.9 * times.length) - 1])
      }
    }),
    { numRuns: 30 },
  )
})

test('an empty session is as good as none', async () => {
  const { store } = temporaryStore()
  for (const [place, session] of ['', undefined, 'one'].entries())
    store.put(loggedExchange({ id: `req_${place}`, startedAt: NOON + place, session }))
  const groups = await store.usage(all({ by: ['session'] }))
  expect(groups.map(({ keys, requests }) => [...keys, requests])).toEqual([
    ['', 2],
    ['one', 1],
  ])
})

test('what takes many reads is added up whole, none twice, also within a millisecond', async () => {
  const { store } = temporaryStore()
  for (let number = 0; number < 5_600; number += 1)
    store.put(
      loggedExchange({ id: `req_${number}`, startedAt: NOON + Math.floor(number / 700), durationMs: number }),
    )
  expect(await store.usage(all())).toMatchObject([
    { requests: 5_600, output: 5_600 * 500, total: { p50: 2_799, p90: 5_039, p99: 5_543 } },
  ])
})
