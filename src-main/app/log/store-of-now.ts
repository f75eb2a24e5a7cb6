import type { ExchangeStore, Logged } from '../../core/log/store.ts'
import { newestFirst } from './log-row.ts'

export function openStoreOfNow(): ExchangeStore {
  const all = new Map<string, Logged>()
  const kept = new Set<string>()
  return {
    put: exchange => void all.set(exchange.id, exchange),
    find: async ({ limit, before }) =>
      [...all.values()]
        .sort(newestFirst)
        .filter(one => !before || newestFirst(before, one) < 0)
        .slice(0, limit),
    count: async () => all.size,
    get: async id => all.get(id),
    messages: async () => ({}),
    async keep(id, on) {
      if (on) kept.add(id)
      else kept.delete(id)
      return all.has(id)
    },
    isKept: async ids => new Set(ids.filter(id => kept.has(id))),
    remove: async ids => ids.filter(id => all.delete(id)).length,
    async purge() {
      const { size } = all
      all.clear()
      return size
    },
    usage: async () => [],
    facts: async () => ({ exchanges: all.size, bytes: 0 }),
    flush: async () => {},
    close: async () => {},
  }
}
