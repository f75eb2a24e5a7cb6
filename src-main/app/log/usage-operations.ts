import type { UsageOperations } from '../../control/contract/usage.ts'
import { readFilter } from '../../core/log/read-filter.ts'
import type { ExchangeStore, UsageGroup, UsageKey } from '../../core/log/store.ts'
import { type Cell, printTable } from './csv.ts'

type Column = readonly [name: string, value: (group: UsageGroup) => Cell]

const COLUMNS: readonly Column[] = [
  ['requests', group => group.requests],
  ['errors', group => group.errors],
  ['input_tokens', group => group.input],
  ['cache_read_tokens', group => group.cacheRead],
  ['cache_write_tokens', group => group.cacheWrite],
  ['output_tokens', group => group.output],
  ['reasoning_tokens', group => group.reasoning],
  ['cost_usd', group => group.cost],
  ['requests_without_price', group => group.unpriced],
  ['first_token_p50_ms', group => group.firstToken?.p50],
  ['first_token_p90_ms', group => group.firstToken?.p90],
  ['first_token_p99_ms', group => group.firstToken?.p99],
  ['total_p50_ms', group => group.total?.p50],
  ['total_p90_ms', group => group.total?.p90],
  ['total_p99_ms', group => group.total?.p99],
]

/** What was used, by the groups that the page asks for. */
export function usageOperations(store: Pick<ExchangeStore, 'usage'>): UsageOperations {
  const summary: UsageOperations['summary'] = ({ filter, ...query }) =>
    store.usage({ ...query, filter: readFilter(filter, Date.now()) })
  return {
    summary,
    csv: async input => printTable(namesFor(input.by), (await summary(input)).map(cellsOf)),
  }
}

const namesFor = (by: readonly UsageKey[]): readonly string[] => [...by, ...COLUMNS.map(([name]) => name)]

const cellsOf = (group: UsageGroup): readonly Cell[] => [
  ...group.keys,
  ...COLUMNS.map(([, value]) => value(group)),
]
