import type { LogPage, LogRow } from '../../control/contract/log.ts'
import type { Filter } from '../../core/log/filter.ts'
import { matchesFilter } from '../../core/log/match-filter.ts'
import { isOlder, newestFirst } from '../../core/log/newest-first.ts'
import { readFilter } from '../../core/log/read-filter.ts'
import type { Cursor, ExchangeStore, Logged } from '../../core/log/store.ts'
import type { LiveExchanges } from './live-exchanges.ts'
import { logRow } from './log-row.ts'

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
  const filter = readFilter(query.filter, Date.now())
  const unsettled = live.unsettled()
  const ids = unsettled.map(({ id }) => id)
  const mine = new Set(ids)
  const [stored, kept] = await Promise.all([
    // Each of ours may stand in the store, too, in an older form: then it takes a place there.
    store.find({ filter, limit: limit + 1 + mine.size, before }),
    ids.length > 0 ? store.isKept(ids) : new Set<string>(),
  ])
  const found = [
    ...unsettled.filter(
      logged => isOlder(logged, before) && matchesFilter(filter, { ...logged, kept: kept.has(logged.id) }),
    ),
    ...stored.filter(({ id }) => !mine.has(id)),
  ].sort(newestFirst)
  return {
    rows: await toRows(store, found.slice(0, limit)),
    more: found.length > limit,
    words: filter.words,
  }
}

/** Those of these exchanges that fit now, and those that are neither here nor in the store. */
export async function lookAt(
  { live, store }: Sources,
  ids: readonly string[],
  text: string,
): Promise<{ rows: readonly LogRow[]; removed: readonly string[] }> {
  const filter = readFilter(text, Date.now())
  const looksIntoText = filter.words.some(({ conditions }) =>
    conditions.some(({ kind }) => kind === 'anywhere'),
  )
  const [known, kept] = await Promise.all([
    Promise.all(ids.map(async id => ({ id, logged: live.get(id) ?? (await store.get(id)) }))),
    store.isKept(ids),
  ])
  const doesFit = async (logged: Logged): Promise<boolean> => {
    // What stands in bodies, only the store knows.
    if (looksIntoText && !live.isUnsettled(logged.id))
      return (await store.find({ filter: andId(filter, logged.id), limit: 1 })).length > 0
    return matchesFilter(filter, { ...logged, kept: kept.has(logged.id) })
  }
  const there = known.flatMap(({ logged }) => logged ?? [])
  const fitting = await Promise.all(there.map(async logged => ((await doesFit(logged)) ? [logged] : [])))
  return {
    rows: fitting
      .flat()
      .sort(newestFirst)
      .map(logged => logRow(logged, kept.has(logged.id))),
    removed: known.filter(({ logged }) => !logged).map(({ id }) => id),
  }
}

const andId = ({ words }: Filter, id: string): Filter => ({
  words: [
    ...words,
    { text: `id:${id}`, start: 0, negated: false, conditions: [{ kind: 'text', field: 'id', value: id }] },
  ],
})

async function toRows(store: Sources['store'], all: readonly Logged[]): Promise<readonly LogRow[]> {
  if (all.length === 0) return []
  const kept = await store.isKept(all.map(({ id }) => id))
  return all.map(logged => logRow(logged, kept.has(logged.id)))
}
