import type { DatabaseSync } from 'node:sqlite'
import { newestFirst } from '../../core/log/newest-first.ts'
import type { ExchangeStore } from '../../core/log/store.ts'
import { unpackBodies } from './bodies.ts'
import { keyAt, PLACES } from './columns.ts'
import { conditionsOf } from './conditions.ts'
import { readDetails } from './details.ts'
import type { ReaderOperations } from './operations.ts'
import { usageOf } from './usage.ts'

type Query = Parameters<ExchangeStore['find']>[0]

/** Milliseconds to wait while a file is put in order that another process left. */
const PATIENCE = 5_000

/** The connection that reads, on a file that is there. Throws what SQLite throws. */
export function openReader(file: string): ReaderOperations {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(file, { readOnly: true, timeout: PATIENCE })
  database.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768')
  const keyAtId = database.prepare('SELECT key FROM details WHERE id = ?')
  const bodiesOf = database.prepare('SELECT bodies.content FROM bodies JOIN details USING (key) WHERE id = ?')
  const keptAt = database.prepare('SELECT kept FROM exchanges JOIN details USING (key) WHERE id = ?')
  const facts = database.prepare(
    `SELECT (SELECT count(*) FROM exchanges) AS exchanges, (SELECT min(key) FROM exchanges) AS oldest,
       page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size`,
  )

  /** All that `read` looks at is of one moment, whatever is written meanwhile. */
  const atOnce = <T>(read: () => T): T => {
    database.exec('BEGIN')
    try {
      return read()
    } finally {
      if (database.isTransaction) database.exec('COMMIT')
    }
  }

  return {
    find: query =>
      [...atOnce(() => readDetails(database, findIn(database, query)))]
        .sort(newestFirst)
        .slice(0, query.limit),
    count({ filter, most }) {
      const { from, where, values } = conditionsOf(filter, database)
      const counted = database.prepare(
        `SELECT count(*) AS count FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ?)`,
      )
      return Number(counted.get(...values, most)?.['count'])
    },
    get: id => atOnce(() => readDetails(database, keysOf(keyAtId.all(id))))[0],
    messages: id => unpackBodies(bodiesOf.get(id)?.['content']),
    isKept: ids => new Set(ids.filter(id => keptAt.get(id)?.['kept'] === 1)),
    usage: query => atOnce(() => usageOf(query, database)),
    facts() {
      const { exchanges, oldest, bytes } = facts.get() ?? {}
      return {
        exchanges: Number(exchanges),
        bytes: Number(bytes),
        ...(typeof oldest === 'number' && { oldest: Math.floor(oldest / PLACES) }),
      }
    },
    close: () => database.close(),
  }
}

/**
 * Keys of the newest. Within a millisecond ids settle the order, which keys do not know: there may be more than the limit,
 * so that all of the last millisecond are there to be put in order.
 */
function findIn(database: DatabaseSync, { filter, limit, before }: Query): readonly number[] {
  const { from, where, values, key } = conditionsOf(filter, database)
  const select = (range: string) =>
    database.prepare(
      `SELECT ${key} AS key FROM ${from} WHERE ${where} AND ${range} ORDER BY ${key} DESC LIMIT ?`,
    )
  const bound = before
    ? {
        sql: `${key} < ? AND (${key} < ? OR (SELECT id FROM details WHERE key = exchanges.key) < ?)`,
        values: [keyAt(before.startedAt) + PLACES, keyAt(before.startedAt), before.id],
      }
    : { sql: 'TRUE', values: [] }
  const found = keysOf(select(bound.sql).all(...values, ...bound.values, limit))
  const last = found.at(-1)
  if (last === undefined || found.length < limit) return found
  const rest = select(`${bound.sql} AND ${key} < ? AND ${key} >= ?`)
  return [...found, ...keysOf(rest.all(...values, ...bound.values, last, last - (last % PLACES), PLACES))]
}

const keysOf = (rows: readonly Record<string, unknown>[]): readonly number[] =>
  rows.map(({ key }) => Number(key))
