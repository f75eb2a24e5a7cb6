import type { LogPage, LogRow } from '../../control/contract/log.ts'
import type { Cursor, ExchangeStore, Logged } from '../../core/log/store.ts'
import { type ReadFilter, readFilter } from './filters.ts'
import type { LiveExchanges } from './live-exchanges.ts'
import { logRow, newestFirst } from './log-row.ts'

interface Sources {
  readonly live: Pick<LiveExchanges, 'unsettled' | 'isUnsettled' | 'get'>
  readonly store: Pick<ExchangeStore, 'find' | 'get' | 'isKept'>
}

/**
 * A page of the log, newest first. The store answers for all that it has the last word of; what runs, or ended a moment
 * ago, is taken from memory as it was when the page was asked for: no row twice, and none missing between the two.
 */
export async function findRows(
  { live, store }: Sources,
  query: { readonly filter: string; readonly limit: number; readonly before?: Cursor },
): Promise<LogPage> {
  const { limit, before } = query
  const filter = readFilter(query.filter)
  const unsettled = live.unsettled()
  const mine = new Set(unsettled.map(({ id }) => id))
  // Each of ours may stand in the store, too, in an older form: then it takes a place there.
  const stored = await store.find({ filter: filter.read, limit: limit + 1 + mine.size, before })
  const found = [
    ...unsettled.filter(logged => isBefore(logged, before) && filter.fits(logged)),
    ...stored.filter(({ id }) => !mine.has(id)),
  ].sort(newestFirst)
  const page = found.slice(0, limit)
  return {
    rows: await toRows(store, page),
    more: found.length > limit,
    words: filter.read.words,
  }
}

/** Those of these exchanges that fit now, and those that are neither here nor in the store. */
export async function lookAt(
  { live, store }: Sources,
  ids: readonly string[],
  text: string,
): Promise<{ rows: readonly LogRow[]; removed: readonly string[] }> {
  const filter = readFilter(text)
  const known = await Promise.all(
    ids.map(async id => ({ id, logged: live.get(id) ?? (await store.get(id)) })),
  )
  const there = known.flatMap(({ logged }) => logged ?? [])
  const fitting = there.filter(logged => filter.fits(logged))
  // Whether stored text fits, only the store can say.
  const others = there.filter(logged => !fitting.includes(logged) && !live.isUnsettled(logged.id))
  const byText = filter.looksIntoText && others.length > 0 ? await among(store, filter, others) : []
  return {
    rows: await toRows(store, [...fitting, ...byText].sort(newestFirst)),
    removed: known.filter(({ logged }) => !logged).map(({ id }) => id),
  }
}

async function among(
  store: Sources['store'],
  { read }: ReadFilter,
  wanted: readonly Logged[],
): Promise<readonly Logged[]> {
  const ids = new Set(wanted.map(({ id }) => id))
  const newest = await store.find({ filter: read, limit: 2 * ids.size + 50 })
  return newest.filter(({ id }) => ids.has(id))
}

async function toRows(store: Sources['store'], all: readonly Logged[]): Promise<readonly LogRow[]> {
  if (all.length === 0) return []
  const kept = await store.isKept(all.map(({ id }) => id))
  return all.map(logged => logRow(logged, kept.has(logged.id)))
}

const isBefore = (logged: Cursor, before: Cursor | undefined): boolean =>
  before === undefined || newestFirst(before, logged) < 0
