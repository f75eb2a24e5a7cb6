import { statSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { Recorded } from '../../../src-main/core/log/store.ts'
import { loggedExchange, runningExchange } from '../../core/log/logged-exchanges.ts'
import { temporaryStore } from './temporary-store.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 21)
const SOON = { timeout: 15_000, interval: 20 }

/** Text that does not become small, of this many bytes. */
function noise(bytes: number, seed: number): Recorded {
  let state = seed + 1
  const text = Buffer.alloc(bytes)
  for (let place = 0; place < bytes; place += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    text[place] = place % 7 === 6 ? 32 : 97 + ((state >>> 16) % 26)
  }
  const message = { headers: {}, chunks: [{ at: 0, bytes: text }], size: bytes, truncated: false }
  return { recording: { 'client-request': message }, secrets: [] }
}

test('what is too old goes, in small batches, out of the text index, too, as soon as the settings say so', async () => {
  let days = 100
  const { store, ids } = temporaryStore({ now: () => NOW, keepDays: () => days, pruneEvery: 20 })
  for (let number = 0; number < 1_200; number += 1)
    store.put(loggedExchange({ id: `old_${number}`, startedAt: NOW - 15 * DAY + number, stop: 'ancient' }))
  store.put(loggedExchange({ id: 'kept', startedAt: NOW - 20 * DAY }))
  await store.keep('kept', true)
  store.put(runningExchange({ id: 'running', startedAt: NOW - 20 * DAY }))
  store.put(loggedExchange({ id: 'new', startedAt: NOW - 13 * DAY }))
  expect(await ids('ancient', { limit: 1 })).toEqual(['old_1199'])
  days = 14
  await vi.waitFor(async () => expect(await ids()).toEqual(['new', 'running', 'kept']), SOON)
  expect(await ids('ancient')).toEqual([])
  expect(await ids('stop:ancient')).toEqual([])
})

test('a file that is too large loses its oldest and shrinks, but never what is kept', async () => {
  let megabytes = 1_000
  const { store, file, ids } = temporaryStore({ maxMegabytes: () => megabytes, pruneEvery: 20 })
  for (let number = 0; number < 300; number += 1)
    store.put(
      loggedExchange({ id: `${number}`.padStart(3, '0'), startedAt: NOW + number }),
      noise(20_000, number),
    )
  await store.keep('000', true)
  const before = (await store.facts()).bytes
  expect(before).toBeGreaterThan(5_000_000)
  megabytes = 4
  await vi.waitFor(async () => expect((await store.facts()).bytes).toBeLessThan(4_200_000), SOON)
  const left = await ids('', { limit: 1_000 })
  expect(left.at(-1)).toBe('000')
  expect(left.length).toBeLessThan(300)
  expect(left.slice(0, -1)).toEqual(
    Array.from({ length: left.length - 1 }, (_, place) => `${299 - place}`.padStart(3, '0')),
  )
  await store.close()
  expect(statSync(file).size).toBeLessThan(4_500_000)
})

test('a purge gives the space back', async () => {
  const { store, file } = temporaryStore()
  for (let number = 0; number < 100; number += 1)
    store.put(loggedExchange({ id: `${number}` }), noise(20_000, number))
  expect(await store.purge('exchanges')).toBe(100)
  await store.close()
  expect(statSync(file).size).toBeLessThan(200_000)
})
