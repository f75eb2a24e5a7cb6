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

/** Rows that are read at once. */
const AT_ONCE = 5_000

/**
 * Sums and percentiles of what has ended, in order of the groups' keys. Rows are added up here: SQLite would sort them all by
 * their group first, which takes twice as long.
 */
export function usageOf(query: UsageQuery, database: DatabaseSync): readonly UsageGroup[] {
  const { from, where, values, key } = conditionsOf(query.filter, database)
  const groups = query.by.map(by =>
    by === 'day'
      ? `(exchanges.key / ${PLACES} + ${Math.round(query.offset * 60_000)}) / ${DAY}`
      : named(COLUMNS[by]),
  )
  const page = database.prepare(
    `SELECT ${['exchanges.key', ...ADDED, 'ttft', 'took', ...groups]} FROM ${from}
     WHERE ${where} AND ${key} >= ? AND ${key} < ? AND outcome <> 0 ORDER BY ${key} LIMIT ${AT_ONCE}`,
  )
  page.setReturnArrays(true)
  const end = keyAt(Math.ceil(query.to))
  const sums = new Map<string, Sums>()
  for (let next: number | undefined = keyAt(Math.ceil(query.from)); next !== undefined; ) {
    // Arrays, as was asked for, of numbers only; the driver's types do not know.
    const rows: readonly unknown[] = page.all(...values, next, end)
    for (const row of rows) if (isRow(row)) addRow(sums, row)
    const last = rows.at(-1)
    next = rows.length === AT_ONCE && isRow(last) ? Number(last[0]) + 1 : undefined
  }
  const textsOf = readingTexts(query.by, database)
  return [...sums.values()]
    .map(sum => readSums(sum, textsOf(sum.group)))
    .sort((one, other) => compareKeys(one.keys, other.keys))
}

/** An empty text is as good as none. */
const named = (column: NamedColumn): string =>
  `nullif(${column}, (SELECT key FROM names WHERE field = '${column}' AND value = ''))`

/** What is added up, in the order of the sums below. */
const ADDED = [
  'failed',
  'input',
  'cache_read',
  'cache_write',
  'output',
  'reasoning',
  'cost',
  'cost IS NOT NULL',
  'tokens > 0 AND cost IS NULL',
]
/** Where the times stand in a row, behind its key and what is added up; groups follow. */
const TTFT = 1 + ADDED.length

type Row = readonly (number | null)[]
const isRow = (row: unknown): row is Row => Array.isArray(row)

interface Sums {
  readonly group: Row
  requests: number
  readonly added: number[]
  readonly firstTokens: number[]
  readonly totals: number[]
}

function addRow(sums: Map<string, Sums>, row: Row): void {
  const group = row.slice(TTFT + 2)
  const name = group.join()
  let sum = sums.get(name)
  if (!sum) {
    sum = { group, requests: 0, added: ADDED.map(() => 0), firstTokens: [], totals: [] }
    sums.set(name, sum)
  }
  sum.requests += 1
  for (let place = 0; place < ADDED.length; place += 1)
    sum.added[place] = (sum.added[place] ?? 0) + (row[place + 1] ?? 0)
  const firstToken = row[TTFT]
  const total = row[TTFT + 1]
  if (typeof firstToken === 'number') sum.firstTokens.push(firstToken)
  if (typeof total === 'number') sum.totals.push(total)
}

/** Gives the function that says what the numbers of a group stand for. */
function readingTexts(by: readonly UsageKey[], database: DatabaseSync): (group: Row) => readonly string[] {
  const nameAt = database.prepare('SELECT value FROM names WHERE key = ?')
  return group =>
    by.map((key, place) => {
      const value = group[place]
      if (typeof value !== 'number') return ''
      return key === 'day'
        ? new Date(value * DAY).toISOString().slice(0, 10)
        : String(nameAt.get(value)?.['value'] ?? '')
    })
}

function readSums({ requests, added, firstTokens, totals }: Sums, keys: readonly string[]): UsageGroup {
  const [
    errors = 0,
    input = 0,
    cacheRead = 0,
    cacheWrite = 0,
    output = 0,
    reasoning = 0,
    cost = 0,
    priced = 0,
    unpriced = 0,
  ] = added
  const firstToken = percentilesOf(firstTokens)
  const total = percentilesOf(totals)
  return {
    keys,
    requests,
    errors,
    input,
    cacheRead,
    cacheWrite,
    output,
    reasoning,
    unpriced,
    ...(priced > 0 && { cost }),
    ...(firstToken && { firstToken }),
    ...(total && { total }),
  }
}

/** Exact, by nearest rank. */
function percentilesOf(times: readonly number[]): Percentiles | undefined {
  if (times.length === 0) return undefined
  const sorted = Float64Array.from(times).sort()
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
