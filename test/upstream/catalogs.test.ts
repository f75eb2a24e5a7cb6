import { expect, test } from 'vitest'
import { ids, lab, openKeepers, serveList } from './keepers.ts'
import { serve } from './sending.ts'

test('a provider that fails hides no other, and says why in its own words', async () => {
  const { clock, keeper } = openKeepers()
  const good = await serveList(() => ({ data: [{ id: 'a' }] }))
  const bad = await serveList(() => 500)
  const catalogs = keeper({ good: lab(good.url), bad: lab(bad.url) })
  await catalogs.refresh()
  expect(catalogs.catalogs()).toEqual({
    good: { models: [{ id: 'a' }], fetchedAt: clock.time },
    bad: { models: [], error: '500: no such luck' },
  })
})

test('the key travels as the provider wants it and never shows in an error', async () => {
  const { keeper, log } = openKeepers()
  const server = await serve((request, response) =>
    response
      .writeHead(401)
      .end(JSON.stringify({ error: { message: `wrong ${request.headers['x-api-key']}` } })),
  )
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
  const { keeper } = openKeepers()
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
  const { keeper } = openKeepers()
  const server = await serveList(() => 401)
  const catalogs = keeper({ lab: lab(server.url, { key: 'client' }) })
  await catalogs.refresh()
  expect(catalogs.catalogs().lab).toEqual({
    models: [],
    error: "its list needs the caller's key: 401: no such luck",
  })
})

test('reads all pages', async () => {
  const { keeper } = openKeepers()
  const pages: Record<string, unknown> = {
    '/models?limit=1000': { data: [{ id: 'a' }], has_more: true, last_id: 'a' },
    '/models?limit=1000&after_id=a': { data: [{ id: 'b' }], has_more: false, last_id: 'b' },
  }
  const server = await serve((request, response) => response.end(JSON.stringify(pages[request.url ?? ''])))
  const catalogs = keeper({ claude: { preset: 'anthropic', baseUrl: server.url, key: 'none' } })
  await catalogs.refresh()
  expect(ids(catalogs, 'claude')).toEqual(['a', 'b'])
})

test('a page that points to itself ends the list', async () => {
  const { keeper } = openKeepers()
  const server = await serveList(() => ({ data: [{ id: 'a' }], has_more: true, last_id: 'a' }))
  const catalogs = keeper({ lab: lab(server.url) })
  await catalogs.refresh()
  expect(ids(catalogs, 'lab')).toEqual(['a'])
  expect(server.requests).toHaveLength(2)
})

test('a provider that never answers is given up after its time, and the others are there', async () => {
  const { keeper } = openKeepers()
  const silent = await serve(() => {})
  const good = await serveList(() => ({ data: [{ id: 'a' }] }))
  const catalogs = keeper({ silent: lab(silent.url), good: lab(good.url) }, { timeout: 100 })
  await catalogs.refresh()
  expect(catalogs.catalogs().silent?.error).toBe('no list within 1 s')
  expect(ids(catalogs, 'good')).toEqual(['a'])
})

test('says where a redirect points and does not follow it', async () => {
  const { keeper } = openKeepers()
  const server = await serve((_, response) =>
    response.writeHead(301, { location: 'https://elsewhere.example/models?token=x' }).end(),
  )
  const catalogs = keeper({ lab: lab(server.url) })
  await catalogs.refresh()
  expect(catalogs.catalogs().lab?.error).toBe(
    '301: it points to https://elsewhere.example/models; redirects are not followed, correct the baseUrl',
  )
})
