import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exchange } from '../../../src-main/core/exchange.ts'
import type { ExchangeStore } from '../../../src-main/core/log/store.ts'
import { loggedExchange } from '../../core/log/logged-exchanges.ts'
import { temporaryStore } from './temporary-store.ts'

const DAY = 86_400_000
const AT = Date.UTC(2026, 10, 21)

/** Reads what was put in another process's place: nothing that the writer remembers helps. */
const readAgain = (file: string): ExchangeStore => temporaryStore({ file }).store

test('an exchange with whatever JSON a provider counted in comes back as it was', async () => {
  const { store } = temporaryStore()
  let number = 0
  await fc.assert(
    fc.asyncProperty(
      fc.jsonValue({ noUnicodeString: false }),
      fc.double({ noNaN: true, min: 0, max: 4e12 }),
      fc.boolean(),
      async (value, startedAt, repeated) => {
        // As JSON gives it: it knows no negative zero.
        const raw = JSON.parse(JSON.stringify({ value, startedAt: value, __proto__: null, text: 'number' }))
        number += 1
        const exchanges = Array.from({ length: repeated ? 3 : 1 }, (_, place) =>
          loggedExchange({ id: `req_${number}_${place}`, startedAt, usage: { input: 1, raw } }),
        )
        for (const exchange of exchanges) store.put(exchange)
        for (const exchange of exchanges) expect(await store.get(exchange.id)).toEqual(exchange)
      },
    ),
    { numRuns: 150 },
  )
})

test('a field named as JavaScript names prototypes comes back as a field', async () => {
  const { store } = temporaryStore()
  const raw = JSON.parse('{"__proto__":{"a":1},"constructor":"text"}')
  const exchange = loggedExchange({ usage: { raw } })
  store.put(exchange)
  expect(JSON.stringify((await store.get(exchange.id))?.usage)).toBe(JSON.stringify({ raw }))
})

test('texts that many rows have in common are there for another process, and in exchanges of the day before', async () => {
  const { store, file } = temporaryStore()
  const exchanges = [0, 1, 2, 3, 4, 5].map(place =>
    loggedExchange({
      id: `req_${place}`,
      startedAt: AT - DAY * (place % 3),
      client: 'tool/1',
      stop: 'because',
    }),
  )
  for (const exchange of exchanges) {
    store.put(exchange)
    await store.flush()
  }
  await store.close()
  const again = readAgain(file)
  const later = loggedExchange({ id: 'req_later', startedAt: AT - DAY, client: 'tool/1', stop: 'because' })
  again.put(later)
  for (const exchange of [...exchanges, later]) expect(await again.get(exchange.id)).toEqual(exchange)
})

test('rows that differ as those of tools do take less than 700 bytes each', async () => {
  const { store } = temporaryStore()
  const rows = 2_000
  const of = (number: number): Exchange =>
    loggedExchange({
      id: `req_${String(number).padStart(32, '0')}`,
      startedAt: AT + number * 977,
      durationMs: 300 + ((number * 7919) % 20_000),
      client: 'claude-cli/2.1.4 (external, cli)',
      session: `session_${Math.floor(number / 40)}`,
      requested: 'fast',
      modelId: `lab/model-${number % 6}`,
      usage: { input: (number * 104_729) % 60_000, output: number % 3_000 },
    })
  const before = (await store.facts()).bytes
  for (let number = 0; number < rows; number += 1) store.put(of(number))
  await store.flush()
  expect(((await store.facts()).bytes - before) / rows).toBeLessThan(700)
})

test('nothing is left of the texts of a purged day, and of the others those that are kept', async () => {
  const { store, file } = temporaryStore()
  const exchanges = [0, 1, 2, 3].map(place =>
    loggedExchange({ id: `req_${place}`, startedAt: AT + (place % 2) * DAY, client: `of day ${place % 2}` }),
  )
  for (const exchange of exchanges) store.put(exchange)
  await store.keep('req_3', true)
  await store.purge('exchanges')
  expect(await store.get('req_3')).toEqual(exchanges[3])
  await store.close()
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(file, { readOnly: true })
  const texts = database
    .prepare('SELECT value FROM texts')
    .all()
    .map(({ value }) => value)
  database.close()
  expect(texts).toContain('of day 1')
  expect(texts).not.toContain('of day 0')
})
