import { matchesFilter } from '../../core/log/match-filter.ts'
import { isOlder, newestFirst } from '../../core/log/newest-first.ts'
import type { ExchangeStore } from '../../core/log/store.ts'
import type { LiveExchanges } from './live-exchanges.ts'

/**
 * A store whose reads never reject: where its file cannot be read, the last exchanges that this process remembers stand in
 * for it. `facts()` says what stands in the way.
 */
export function storeOrMemory(
  store: ExchangeStore,
  live: Pick<LiveExchanges, 'ended'>,
  onError: (error: unknown) => void,
): ExchangeStore {
  let told = ''
  // A page that is open asks several times a second.
  const tell = (error: unknown): void => {
    const words = String(error)
    if (words !== told) onError(error)
    told = words
  }
  const orElse = <T>(read: Promise<T>, instead: () => T): Promise<T> =>
    read.catch((error: unknown) => {
      tell(error)
      return instead()
    })
  const remembered = ({ filter, before, limit }: Parameters<ExchangeStore['find']>[0]) =>
    live
      .ended(Number.POSITIVE_INFINITY)
      .filter(logged => isOlder(logged, before))
      .filter(logged => matchesFilter(filter, { ...logged, kept: false }))
      .sort(newestFirst)
      .slice(0, limit)
  return {
    ...store,
    find: query => orElse(store.find(query), () => remembered(query)),
    count: query =>
      orElse(store.count(query), () => remembered({ filter: query.filter, limit: query.most }).length),
    get: id => orElse(store.get(id), () => undefined),
    messages: id => orElse(store.messages(id), () => ({})),
    isKept: ids => orElse(store.isKept(ids), () => new Set()),
    usage: query => orElse(store.usage(query), () => []),
  }
}
