import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesFilter } from '../../../src-main/core/log/match-filter.ts'
import { readFilter } from '../../../src-main/core/log/read-filter.ts'
import { arbitraryExchange, arbitraryFilter, START } from './arbitrary-exchanges.ts'
import { temporaryStore } from './temporary-store.ts'

test('the store finds what the filter matches, in the same order, and counts as many', async () => {
  const { store } = temporaryStore()
  const all = fc
    .sample(arbitraryExchange, 150)
    .map((exchange, number) => ({ ...exchange, id: `req_${number}`, kept: number % 7 === 0 }))
  for (const { kept: _, ...exchange } of all) store.put(exchange)
  for (const { id, kept } of all) if (kept) await store.keep(id, true)
  all.sort((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1))

  await fc.assert(
    fc.asyncProperty(arbitraryFilter, fc.integer({ min: 1, max: 200 }), async (text, limit) => {
      const filter = readFilter(text, START + 10)
      const expected = all.filter(exchange => matchesFilter(filter, exchange)).map(({ id }) => id)
      const found = await store.find({ filter, limit })
      expect(found.map(({ id }) => id)).toEqual(expected.slice(0, limit))
      expect(await store.count({ filter, most: 1_000 })).toBe(expected.length)
    }),
    { numRuns: 400 },
  )
})
