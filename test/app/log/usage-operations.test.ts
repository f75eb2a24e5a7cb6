import { expect, test } from 'vitest'
import { usageOperations } from '../../../src-main/app/log/usage-operations.ts'
import type { UsageGroup } from '../../../src-main/core/log/store.ts'
import { usageGroup } from '../../core/log/usage-groups.ts'

/** The table's rows, each cell under the name of its column. */
async function tableOf(...groups: readonly UsageGroup[]): Promise<readonly Record<string, string>[]> {
  const { csv } = usageOperations({ usage: async () => groups })
  const text = await csv({ from: 0, to: 1, by: ['model'], filter: '', offset: 0 })
  const [names = [], ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map(line => line.split(','))
  return rows.map(row => Object.fromEntries(row.map((cell, place) => [names[place], cell])))
}

test('a price that nobody knows is an empty cell, and what is free costs 0', async () => {
  const rows = await tableOf(
    usageGroup({ keys: ['lab/unknown'], input: 10, cost: undefined, unpriced: 1 }),
    usageGroup({ keys: ['lab/free'], input: 10, cost: 0 }),
    usageGroup({ keys: ['lab/both'], input: 10, requests: 2, cost: 0.5, unpriced: 1 }),
  )
  expect(rows).toMatchObject([
    { model: 'lab/unknown', cost_usd: '', requests_without_price: '1' },
    { model: 'lab/free', cost_usd: '0', requests_without_price: '0' },
    { model: 'lab/both', cost_usd: '0.5', requests_without_price: '1' },
  ])
})

test('what only failed has no times to a first token', async () => {
  const [row] = await tableOf(
    usageGroup({ keys: ['lab/down'], errors: 1, total: { p50: 7, p90: 7, p99: 7 } }),
  )
  expect(row).toMatchObject({
    errors: '1',
    first_token_p50_ms: '',
    first_token_p99_ms: '',
    total_p50_ms: '7',
  })
})
