import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createExchangeLog } from '../../../src-main/app/log/exchange-log.ts'
import { findRows, lookAt } from '../../../src-main/app/log/find-rows.ts'
import type { BodyPolicy, RunningExchange } from '../../../src-main/core/exchange.ts'
import { openExchangeStore } from '../../../src-main/state/request-log/open-exchange-store.ts'
import { stopLater } from '../../support/lifetime.ts'
import { ended, recording, running } from './exchanges.ts'

async function aLog(policy: BodyPolicy = 'memory', isReadable = true) {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-log-'))
  stopLater(() => rm(folder, { recursive: true, force: true }))
  const errors: unknown[] = []
  const store = openExchangeStore({
    file: join(folder, isReadable ? 'exchanges.db' : 'no-folder/exchanges.db'),
    keepDays: () => 10_000_000,
    maxMegabytes: () => 100,
    log: line => errors.push(line),
    now: Date.now,
  })
  const log = createExchangeLog({
    store,
    policy: () => policy,
    secrets: { all: () => ['shapeless-secret'], add: () => {} },
    *finish(exchange) {
      yield
      if (exchange.id === 'odd') throw new Error('odd')
      return { ...exchange, features: ['tools'] as const }
    },
    isListed: modelId => modelId === 'lab/pplx-70b-online',
    onError: error => errors.push(error),
  })
  stopLater(log.close)
  const handle = (exchange: RunningExchange) => ({
    read: () => exchange,
    recording: () => ({}),
    cancel: () => {},
  })
  const rows = async (
    query: { filter?: string; limit?: number; before?: { startedAt: number; id: string } } = {},
  ) =>
    (await findRows(log, { filter: '', limit: 100, ...query })).rows.map(
      ({ id, outcome }) => `${id} ${outcome}`,
    )
  const settled = (id: string) =>
    new Promise<void>(resolve => {
      log.onSettled(exchange => {
        if (exchange.id === id) resolve()
      })
    })
  return { log, store, errors, handle, rows, settled }
}

test('one row an exchange, while it runs, when it has ended, and when the store has it', async () => {
  const { log, store, handle, rows, settled } = await aLog()
  log.progress('a', handle(running({ id: 'a' })))
  expect(await rows()).toEqual(['a running'])
  // As it is saved every now and then, in case that the process is killed.
  store.put(running({ id: 'a' }))
  await store.flush()
  expect(await rows()).toEqual(['a running'])
  const done = settled('a')
  log.end(ended({ id: 'a' }), undefined)
  expect(await rows()).toEqual(['a completed'])
  await done
  expect(await rows()).toEqual(['a completed'])
  expect(await store.get('a')).toMatchObject({ outcome: 'completed', features: ['tools'] })
})

test('what runs without a word is seen to run, in case that the process is killed', async () => {
  const { log, store, handle } = await aLog()
  log.progress('a', handle(running({ id: 'a', startedAt: Date.now() })))
  const seen = async () => {
    const logged = await store.get('a')
    return logged && 'seenMs' in logged ? (logged.seenMs ?? 0) : 0
  }
  await expect.poll(seen, { timeout: 10_000 }).toBeGreaterThan(0)
  const first = await seen()
  await expect.poll(seen, { timeout: 10_000 }).toBeGreaterThan(first)
})

test('pages go on where the last one ended, whoever has the rows, within one millisecond too', async () => {
  const { log, store, handle, rows } = await aLog()
  for (const id of ['a', 'c', 'e', 'g']) store.put(ended({ id, startedAt: 5 }))
  for (const id of ['b', 'd', 'f']) log.progress(id, handle(running({ id, startedAt: 5 })))
  for (const limit of [1, 2, 3]) {
    const seen: string[] = []
    for (let page = await rows({ limit }); page.length > 0; ) {
      seen.push(...page)
      const id = `${seen.at(-1)}`.slice(0, 1)
      page = await rows({ limit, before: { startedAt: 5, id } })
    }
    expect(seen.map(row => row.slice(0, 1)).join('')).toBe('gfedcba')
  }
})

test('what no longer fits is taken from memory, though the store has it as it was', async () => {
  const { log, store, handle, rows } = await aLog()
  store.put(running({ id: 'a', requested: 'early' }))
  await store.flush()
  log.progress('a', handle(running({ id: 'a', requested: 'late' })))
  expect(await rows({ filter: 'model:early' })).toEqual([])
  expect(await rows({ filter: 'model:late' })).toEqual(['a running'])
})

test('an exchange of which not all can be found out is kept as it is', async () => {
  const { log, store, errors, settled } = await aLog()
  const done = settled('odd')
  log.end(ended({ id: 'odd' }), undefined)
  await done
  expect(await store.get('odd')).toMatchObject({ outcome: 'completed' })
  expect(errors).toEqual([new Error('odd')])
})

test('all that has ended is in the store when the log is closed', async () => {
  const { log, store } = await aLog()
  for (let index = 0; index < 100; index++) log.end(ended({ id: `id-${index}` }), undefined)
  await log.close()
  expect(await store.get('id-99')).toBeDefined()
  expect((await store.facts()).exchanges).toBe(100)
})

test.each<[BodyPolicy, boolean]>([
  ['memory', false],
  ['disk', true],
])('bodies with the policy %s: on disk %s, and there without secrets', async (policy, isOnDisk) => {
  const { log, store, settled } = await aLog(policy)
  const done = settled('a')
  log.end(ended({ id: 'a' }), recording('{"prompt":"shapeless-secret and more"}'))
  await done
  expect(log.bodies.get('a')).toBeDefined()
  const stored = (await store.messages('a'))['client-request']
  expect(stored?.text).toBe(isOnDisk ? '{"prompt":"[hidden] and more"}' : undefined)
})

test('what stands in stored bodies is found among rows that change', async () => {
  const { log, settled } = await aLog('disk')
  for (const id of ['a', 'b']) {
    const done = settled(id)
    log.end(ended({ id }), recording(`{"prompt":"word-of-${id}"}`))
    await done
  }
  const { rows, removed } = await lookAt(log, ['a', 'b', 'gone'], '"word-of-a"')
  expect(rows.map(({ id }) => id)).toEqual(['a'])
  expect(removed).toEqual(['gone'])
})

test('where the file cannot be read, what this process remembers is shown, and why', async () => {
  const { log, rows, settled, store } = await aLog('memory', false)
  const done = settled('b')
  log.end(ended({ id: 'a', startedAt: 1, requested: 'x' }), undefined)
  log.end(ended({ id: 'b', startedAt: 2 }), undefined)
  await done
  expect(await rows()).toEqual(['b completed', 'a completed'])
  expect(await rows({ filter: 'model:x' })).toEqual(['a completed'])
  expect(await store.facts()).toMatchObject({ problem: expect.any(String) })
})
