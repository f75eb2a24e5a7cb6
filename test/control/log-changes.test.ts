import { describe, expect, test } from 'vitest'
import type { LogChange } from '../../src-main/control/contract/log.ts'
import { ask } from '../support/client.ts'
import { holdAnswers, lab } from './log-lab.ts'
import { gather, type openPage } from './open-page.ts'

test('a row appears when its request starts, and fills when it ends', async () => {
  const { provider, page, url, localKey } = await lab()
  const answer = holdAnswers(provider)
  const changes = gather<LogChange>(options => page.log.changes.subscribe({}, options))
  expect(await changes.until(all => all.length > 0)).toEqual([
    { type: 'snapshot', rows: [], more: false, words: [] },
  ])
  const asked = ask({ url, localKey }, 'chat', 'fast', {}, { 'user-agent': 'codex/1' })
  const running = await changes.until(all => all.at(-1)?.rows.some(row => row.modelId === 'lab/m') === true)
  expect(running.at(-1)?.rows[0]).toMatchObject({
    outcome: 'running',
    client: 'codex/1',
    keyName: 'default',
    requested: 'fast',
    route: { kind: 'alias', name: 'fast' },
    clientDialect: 'chat',
  })
  expect(running.at(-1)?.rows[0]?.status).toBeUndefined()
  answer()
  const { headers } = await asked
  const ended = await changes.until(all => all.at(-1)?.rows.some(row => row.outcome === 'completed') === true)
  changes.stop()
  expect(ended.at(-1)?.rows).toMatchObject([
    { id: headers['x-request-id'], status: 200, action: 'pass', attempts: 1, durationMs: expect.any(Number) },
  ])
})

test('a reconnect begins with all rows, newest first', async () => {
  const { page, url, localKey } = await lab()
  await ask({ url, localKey }, 'chat', 'fast')
  await ask({ url, localKey }, 'messages', 'lab/gpt-5-codex')
  const changes = gather<LogChange>(options => page.log.changes.subscribe({}, options))
  const [snapshot] = await changes.until(all => all.length > 0)
  changes.stop()
  expect(snapshot?.rows.map(row => row.requested)).toEqual(['lab/gpt-5-codex', 'fast'])
  expect((await page.log.list.query({})).rows).toEqual(snapshot?.rows)
})

describe('live rows', () => {
  const live = (page: ReturnType<typeof openPage>, filter = '') =>
    gather<LogChange>(options => page.log.changes.subscribe({ filter }, options))

  test('those that fit the filter come, and leave when they fit no longer', async () => {
    const { provider, page, url, localKey } = await lab()
    const { promise: answer, resolve } = Promise.withResolvers<void>()
    provider.script = async ({ body }) => {
      if (body.model === 'm') await answer
      return undefined
    }
    const changes = live(page, 'is:running')
    await changes.until(all => all.length > 0)
    const asked = ask({ url, localKey }, 'chat', 'fast')
    const shown = await changes.until(all => all.some(({ rows = [] }) => rows.length > 0))
    const id = shown.at(-1)?.rows[0]?.id
    resolve()
    await asked
    await changes.until(all => all.some(change => change.type === 'change' && change.gone.includes(`${id}`)))
    changes.stop()
    expect((await page.log.list.query({ filter: 'is:running' })).rows).toEqual([])
    expect((await page.log.list.query({ filter: 'alias:fast -is:running' })).rows).toMatchObject([{ id }])
  })

  test('rows that never fitted are not told of', async () => {
    const { page, url, localKey } = await lab()
    const changes = live(page, 'model:gpt-5-codex')
    await changes.until(all => all.length > 0)
    await ask({ url, localKey }, 'chat', 'fast')
    await ask({ url, localKey }, 'responses', 'lab/gpt-5-codex')
    const told = await changes.until(all => all.at(-1)?.rows[0]?.outcome === 'completed')
    changes.stop()
    expect(told.flatMap(({ rows }) => rows.map(row => row.requested))).not.toContain('fast')
    expect(told.flatMap(change => (change.type === 'change' ? change.gone : []))).toEqual([])
  })

  test('rows that are removed are gone, and after a purge all is told anew', async () => {
    const { page, url, localKey } = await lab()
    const ids = await Promise.all(
      ['fast', 'lab/m', 'lab/m'].map(async name =>
        String((await ask({ url, localKey }, 'chat', name)).headers['x-request-id']),
      ),
    )
    const [first = '', second = ''] = ids
    const changes = live(page)
    await changes.until(all => all[0]?.rows.length === 3)
    expect(await page.log.keep.mutate({ id: second, kept: true })).toBe(true)
    await changes.until(all => all.at(-1)?.rows[0]?.kept === true)
    expect(await page.log.remove.mutate({ ids: [first] })).toBe(1)
    await changes.until(all => all.some(change => change.type === 'change' && change.gone.includes(first)))
    expect(await page.log.purge.mutate({ what: 'exchanges' })).toBe(1)
    const told = await changes.until(all => all.length > 1 && all.at(-1)?.type === 'snapshot')
    changes.stop()
    expect(told.at(-1)?.rows).toMatchObject([{ id: second, kept: true }])
    expect(await page.log.get.query({ id: first })).toBeNull()
  })

  test('thirty streams at once are told of in a few changes', async () => {
    const { provider, page, url, localKey } = await lab()
    const answer = holdAnswers(provider)
    const changes = live(page)
    await changes.until(all => all.length > 0)
    const streams = Array.from({ length: 30 }, () => ask({ url, localKey }, 'chat', 'fast', { stream: true }))
    const shown = (all: readonly LogChange[]) => new Set(all.flatMap(({ rows }) => rows.map(({ id }) => id)))
    await changes.until(all => shown(all).size === 30)
    answer()
    await Promise.all(streams)
    const ended = (all: readonly LogChange[]) =>
      new Set(
        all.flatMap(({ rows }) => rows.flatMap(({ id, outcome }) => (outcome === 'running' ? [] : [id]))),
      )
    const told = await changes.until(all => ended(all).size === 30)
    changes.stop()
    // Each stream says more of itself several times: one by one they would be hundreds.
    expect(told.length).toBeLessThan(60)
  })
})
