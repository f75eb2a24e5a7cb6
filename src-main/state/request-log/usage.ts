import type { DatabaseSync } from 'node:sqlite'
import type { Percentiles, UsageGroup, UsageKey, UsageQuery } from '../../core/log/store.ts'
import { keyAt, type NamedColumn, PLACES } from './columns.ts'
import { conditionsOf } from './conditions.ts'

const DAY = 86_400_000

const COLUMNS: Readonly<Record<Exclude<UsageKey, 'day'>, NamedColumn>> = {
  model: 'model',
  provider: 'provider',
  client: 'tool',
  alias: 'alias',
  session: 'session',
  key: 'key_name',
}

/** Sums and percentiles of what has ended, in order of the groups' keys. */
export function usageOf(query: UsageQuery, database: DatabaseSync): readonly UsageGroup[] {
  const { from, where, values, key } = conditionsOf(query.filter, database)
  const groups = query.by.map((by, place) =>
    by === 'day'
      ? `(exchanges.key / ${PLACES} + ${Math.round(query.offset * 60_000)}) / ${DAY} AS group${place}`
      : `${COLUMNS[by]} AS group${place}`,
  )
  const columns = [...groups, ...Object.entries(SUMS).map(([name, sum]) => `${sum} AS ${name}`)]
  const places = query.by.map((_, place) => `group${place}`)
  const rows = database
    .prepare(
      `SELECT ${columns} FROM ${from} WHERE ${where} AND ${key} >= ? AND ${key} < ? AND outcome <> 0
       ${places.length > 0 ? `GROUP BY ${places}` : ''}`,
    )
    .all(...values, keyAt(Math.ceil(query.from)), keyAt(Math.ceil(query.to)))
  const nameAt = database.prepare('SELECT value FROM names WHERE key = ?')
  const textOf = (by: UsageKey, value: unknown): string => {
    if (typeof value !== 'number') return ''
    return by === 'day'
      ? new Date(value * DAY).toISOString().slice(0, 10)
      : String(nameAt.get(value)?.['value'] ?? '')
  }
  return rows
    .filter(row => Number(row['requests']) > 0)
    .map(row => ({
      keys: query.by.map((by, place) => textOf(by, row[`group${place}`])),
      ...readSums(row),
    }))
    .sort((one, other) => compareKeys(one.keys, other.keys))
}

const SUMS: Readonly<Record<string, string>> = {
  requests: 'count(*)',
  errors: 'sum(failed)',
  input: 'sum(input)',
  cacheRead: 'sum(cache_read)',
  cacheWrite: 'sum(cache_write)',
  output: 'sum(output)',
  reasoning: 'sum(reasoning)',
  cost: 'sum(cost)',
  unpriced: 'sum(tokens > 0 AND cost IS NULL)',
  firstTokens: 'group_concat(ttft)',
  totals: 'group_concat(took)',
}

type Row = Readonly<Record<string, unknown>>

const readSums = (row: Row): Omit<UsageGroup, 'keys'> => {
  const sum = (name: string): number => Number(row[name] ?? 0)
  const firstToken = percentilesOf(row['firstTokens'])
  const total = percentilesOf(row['totals'])
  return {
    requests: sum('requests'),
    errors: sum('errors'),
    input: sum('input'),
    cacheRead: sum('cacheRead'),
    cacheWrite: sum('cacheWrite'),
    output: sum('output'),
    reasoning: sum('reasoning'),
    cost: sum('cost'),
    unpriced: sum('unpriced'),
    ...(firstToken && { firstToken }),
    ...(total && { total }),
  }
}

/** Exact, by nearest rank. SQLite has an aggregate for each one, which would collect all numbers three times. */
function percentilesOf(joined: unknown): Percentiles | undefined {
  if (typeof joined !== 'string') return undefined
  const sorted = Float64Array.from(joined.split(','), Number).sort()
  const at = (part: number): number => sorted[Math.ceil(part * sorted.length) - 1] ?? 0
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) }
}

function compareKeys(one: readonly string[], other: readonly string[]): number {
  for (const [place, key] of one.entries()) {
    const against = other[place] ?? ''
    if (key !== against) return key < against ? -1 : 1
  }
  return 0
}
