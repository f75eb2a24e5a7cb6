import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ProviderSettings } from '../../src-main/core/routing/settings.ts'
import { type CatalogKeeper, type CatalogOptions, createCatalogs } from '../../src-main/upstream/catalogs.ts'
import { configureProviders } from '../../src-main/upstream/providers/index.ts'
import { createSender, type Sender } from '../../src-main/upstream/send.ts'
import { stopLater } from '../support/lifetime.ts'
import { type Listening, listen } from './listen.ts'

let sender: Sender
let file: string
let log: string[]
let clock: number
const open: { stop(): Promise<void> }[] = []

beforeEach(() => {
  sender = createSender({ environment: {} })
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-catalogs-'))
  stopLater(() => rmSync(folder, { recursive: true, force: true }))
  file = join(folder, 'catalog.json')
  log = []
  clock = 1_000_000
})
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
  await sender.close()
})

async function serveList(list: () => unknown): Promise<Listening> {
  const server = await listen((_, response) => {
    const body = list()
    if (typeof body === 'number') response.writeHead(body).end('{"error":{"message":"no such luck"}}')
    else response.end(JSON.stringify(body))
  })
  open.push(server)
  return server
}

const lab = (url: string, given: Partial<ProviderSettings> = {}): ProviderSettings => ({
  baseUrl: url,
  endpoints: ['chat'],
  key: 'none',
  ...given,
})

function keeper(
  settings: Record<string, ProviderSettings> | (() => Record<string, ProviderSettings>),
  given: Partial<CatalogOptions> = {},
): CatalogKeeper {
  const now = typeof settings === 'function' ? settings : () => settings
  const created = createCatalogs({
    providers: () => configureProviders({ providers: now() }).providers,
    credential: async () => undefined,
    sender,
    file,
    now: () => clock,
    log: line => log.push(line),
    ...given,
  })
  open.unshift(created)
  return created
}

const ids = (catalogs: CatalogKeeper, id: string) => catalogs.catalogs()[id]?.models.map(model => model.id)

test('a provider that fails hides no other, and says why in its own words', async () => {
  const good = await serveList(() => ({ data: [{ id: 'a' }] }))
  const bad = await serveList(() => 500)
  const catalogs = keeper({ good: lab(good.url), bad: lab(bad.url) })
  await catalogs.refresh()
  expect(catalogs.catalogs()).toEqual({
    good: { models: [{ id: 'a' }], fetchedAt: clock },
    bad: { models: [], error: '500: no such luck' },
  })
})

test('the key travels as the provider wants it and never shows in an error', async () => {
  const server = await listen((request, response) =>
    response
      .writeHead(401)
      .end(JSON.stringify({ error: { message: `wrong ${request.headers['x-api-key']}` } })),
  )
  open.push(server)
  const catalogs = keeper(
    { claude: { preset: 'anthropic', baseUrl: server.url, key: 'env:K' } },
    { credential: async () => 'sk-secret' },
  )
  await catalogs.refresh()
  expect(server.requests[0]?.headers).toMatchObject({
    'x-api-key': 'sk-secret',
    'anthropic-version': '2023-06-01',
  })
  expect(catalogs.catalogs().claude).toEqual({ models: [], error: '401: wrong [key]' })
  expect(log.join()).not.toContain('sk-secret')
})

test('a key that is not there is the error of that provider, and nothing is asked', async () => {
  const server = await serveList(() => ({ data: [] }))
  const catalogs = keeper(
    { lab: lab(server.url) },
    { credential: () => Promise.reject(new Error('There is no key for "lab".')) },
  )
  await catalogs.refresh()
  expect(catalogs.catalogs().lab?.error).toBe('There is no key for "lab".')
  expect(server.requests).toHaveLength(0)
})

test("a provider for the caller's own key is asked without one, and says so when that will not do", async () => {
  const server = await serveList(() => 401)
  const catalogs = keeper({ lab: lab(server.url, { key: 'client' }) })
  await catalogs.refresh()
  expect(catalogs.catalogs().lab).toEqual({
    models: [],
    error: "its list needs the caller's key (401: no such luck)",
  })
})

test('reads all pages', async () => {
  const pages: Record<string, unknown> = {
    '/models?limit=1000': { data: [{ id: 'a' }], has_more: true, last_id: 'a' },
    '/models?limit=1000&after_id=a': { data: [{ id: 'b' }], has_more: false, last_id: 'b' },
  }
  const server = await listen((request, response) => response.end(JSON.stringify(pages[request.url ?? ''])))
  open.push(server)
  const catalogs = keeper({ claude: { preset: 'anthropic', baseUrl: server.url, key: 'none' } })
  await catalogs.refresh()
  expect(ids(catalogs, 'claude')).toEqual(['a', 'b'])
})

test('a page that points to itself ends the list', async () => {
  const server = await serveList(() => ({ data: [{ id: 'a' }], has_more: true, last_id: 'a' }))
  const catalogs = keeper({ lab: lab(server.url) })
  await catalogs.refresh()
  expect(ids(catalogs, 'lab')).toEqual(['a'])
  expect(server.requests).toHaveLength(2)
})

test('the last good list stays through a failure, an empty answer and a new start', async () => {
  let list: unknown = { data: [{ id: 'a' }] }
  const server = await serveList(() => list)
  const first = keeper({ lab: lab(server.url) })
  await first.refresh()
  const fetchedAt = clock
  clock += 100
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
  let list: unknown = { data: [{ id: 'a' }] }
  const server = await serveList(() => list)
  const catalogs = keeper({ local: { preset: 'ollama', baseUrl: server.url, key: 'none' } })
  await catalogs.refresh()
  list = { data: [] }
  await catalogs.refresh()
  expect(catalogs.catalogs().local).toEqual({ models: [], fetchedAt: clock })
})

test('a broken file is said, begins empty, and is replaced by the next good list', async () => {
  writeFileSync(file, '{"version":1,')
  const server = await serveList(() => ({ data: [{ id: 'a' }] }))
  const catalogs = keeper({ lab: lab(server.url) })
  expect(catalogs.catalogs().lab).toEqual({ models: [] })
  expect(log).toEqual([expect.stringContaining('is broken')])
  await catalogs.refresh()
  await catalogs.stop()
  expect(JSON.parse(readFileSync(file, 'utf8')).providers.lab.models).toEqual([{ id: 'a' }])
})

test('a provider that never answers is given up after its time, and the others are there', async () => {
  const silent = await listen(() => {})
  open.push(silent)
  const good = await serveList(() => ({ data: [{ id: 'a' }] }))
  const catalogs = keeper({ silent: lab(silent.url), good: lab(good.url) }, { timeout: 100 })
  await catalogs.refresh()
  expect(catalogs.catalogs().silent?.error).toBe('no list within 1 s')
  expect(ids(catalogs, 'good')).toEqual(['a'])
})

test('on a miss each provider is asked at most once a minute, and it is told whether anything changed', async () => {
  let list = [{ id: 'a' }]
  const server = await serveList(() => ({ data: list }))
  const catalogs = keeper({ lab: lab(server.url) })
  expect(await catalogs.refreshOnMiss()).toBe(true)
  list = [{ id: 'a' }, { id: 'b' }]
  expect(await catalogs.refreshOnMiss()).toBe(false)
  expect(server.requests).toHaveLength(1)
  clock += 60_000
  expect(await catalogs.refreshOnMiss()).toBe(true)
  clock += 60_000
  expect(await catalogs.refreshOnMiss()).toBe(false)
  expect(server.requests).toHaveLength(3)
})

test('fetches at the same time are one', async () => {
  const server = await serveList(() => ({ data: [{ id: 'a' }] }))
  const catalogs = keeper({ lab: lab(server.url) })
  await Promise.all([catalogs.refresh(), catalogs.refresh('lab'), catalogs.refreshOnMiss()])
  expect(server.requests).toHaveLength(1)
})

test('after a change of settings the gone disappear and the new are fetched', async () => {
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
  const server = await serveList(() => ({ data: [{ id: 'a' }] }))
  const catalogs = keeper({ lab: lab(server.url) })
  const before = catalogs.catalogs()
  expect(catalogs.catalogs()).toBe(before)
  await catalogs.refresh()
  const after = catalogs.catalogs()
  expect(after).not.toBe(before)
  expect(catalogs.catalogs()).toBe(after)
})

test('says where a redirect points and does not follow it', async () => {
  const server = await listen((_, response) =>
    response.writeHead(301, { location: 'https://elsewhere.example/models?token=x' }).end(),
  )
  open.push(server)
  const catalogs = keeper({ lab: lab(server.url) })
  await catalogs.refresh()
  expect(catalogs.catalogs().lab?.error).toBe(
    '301: it points to https://elsewhere.example/models; redirects are not followed, correct the baseUrl',
  )
})
