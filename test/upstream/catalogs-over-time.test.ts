import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ProviderSettings } from '../../src-main/core/routing/settings.ts'
import { ids, lab, openKeepers, serveList } from './keepers.ts'

test('the last good list stays through a failure, an empty answer and a new start', async () => {
  const { clock, keeper } = openKeepers()
  let list: unknown = { data: [{ id: 'a' }] }
  const server = await serveList(() => list)
  const first = keeper({ lab: lab(server.url) })
  await first.refresh()
  const fetchedAt = clock.time
  clock.time += 100
  for (const [next, error] of [
    [503, '503: no such luck'],
    [{ data: [] }, 'its list came back empty; the last good one stays'],
    ['<p>hello</p>', 'its answer is no model list: " hello "'],
  ] as const) {
    list = next
    await first.refresh()
    expect(first.catalogs().lab).toEqual({ models: [{ id: 'a' }], fetchedAt, error })
  }
  await first.stop()
  expect(keeper({ lab: lab(server.url) }).catalogs().lab).toEqual({ models: [{ id: 'a' }], fetchedAt })
  expect(keeper({ lab: lab('http://127.0.0.1:9') }).catalogs().lab).toEqual({ models: [] })
})

test('a server on this machine may have nothing loaded', async () => {
  const { clock, keeper } = openKeepers()
  let list: unknown = { data: [{ id: 'a' }] }
  const server = await serveList(() => list)
  const catalogs = keeper({ local: { preset: 'ollama', baseUrl: server.url, key: 'none' } })
  await catalogs.refresh()
  list = { data: [] }
  await catalogs.refresh()
  expect(catalogs.catalogs().local).toEqual({ models: [], fetchedAt: clock.time })
})

test('a broken file is said, begins empty, and is replaced by the next good list', async () => {
  const { file, keeper, log } = openKeepers()
  writeFileSync(file, '{"version":1,')
  const server = await serveList(() => ({ data: [{ id: 'a' }] }))
  const catalogs = keeper({ lab: lab(server.url) })
  expect(catalogs.catalogs().lab).toEqual({ models: [] })
  expect(log).toEqual([expect.stringContaining('is broken')])
  await catalogs.refresh()
  await catalogs.stop()
  expect(JSON.parse(readFileSync(file, 'utf8')).providers.lab.models).toEqual([{ id: 'a' }])
})

test('on a miss each provider is asked at most once a minute, and it is told whether anything changed', async () => {
  const { clock, keeper } = openKeepers()
  let list = [{ id: 'a' }]
  const server = await serveList(() => ({ data: list }))
  const catalogs = keeper({ lab: lab(server.url) })
  expect(await catalogs.refreshOnMiss()).toBe(true)
  list = [{ id: 'a' }, { id: 'b' }]
  expect(await catalogs.refreshOnMiss()).toBe(false)
  expect(server.requests).toHaveLength(1)
  clock.time += 60_000
  expect(await catalogs.refreshOnMiss()).toBe(true)
  clock.time += 60_000
  expect(await catalogs.refreshOnMiss()).toBe(false)
  expect(server.requests).toHaveLength(3)
})

test('fetches at the same time are one', async () => {
  const { keeper } = openKeepers()
  const server = await serveList(() => ({ data: [{ id: 'a' }] }))
  const catalogs = keeper({ lab: lab(server.url) })
  await Promise.all([catalogs.refresh(), catalogs.refresh('lab'), catalogs.refreshOnMiss()])
  expect(server.requests).toHaveLength(1)
})

test('after a change of settings the gone disappear and the new are fetched', async () => {
  const { keeper } = openKeepers()
  const one = await serveList(() => ({ data: [{ id: 'a' }] }))
  const two = await serveList(() => ({ data: [{ id: 'b' }] }))
  let settings: Record<string, ProviderSettings> = { one: lab(one.url) }
  const catalogs = keeper(() => settings)
  const changed = () => new Promise<void>(resolve => catalogs.onChange(resolve))
  let told = changed()
  catalogs.start()
  await told
  settings = { two: lab(two.url) }
  told = changed()
  expect(catalogs.catalogs()).toEqual({ two: { models: [] } })
  await told
  expect(ids(catalogs, 'two')).toEqual(['b'])
})

test('gives the same object until something changes', async () => {
  const { keeper } = openKeepers()
  const server = await serveList(() => ({ data: [{ id: 'a' }] }))
  const catalogs = keeper({ lab: lab(server.url) })
  const before = catalogs.catalogs()
  expect(catalogs.catalogs()).toBe(before)
  await catalogs.refresh()
  const after = catalogs.catalogs()
  expect(after).not.toBe(before)
  expect(catalogs.catalogs()).toBe(after)
})
