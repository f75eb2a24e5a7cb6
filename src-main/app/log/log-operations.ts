import type { LogDetail } from '../../control/contract/log.ts'
import type { LogSource } from '../../control/parts.ts'
import { SIDES, type Side } from '../../core/log/recording.ts'
import type { ExchangeLog } from './exchange-log.ts'
import { readFilter } from './filters.ts'
import { findRows, lookAt } from './find-rows.ts'
import { logDetail } from './log-row.ts'

/** Counting ends here: nobody reads on. */
const MOST_COUNTED = 10_000

/** What the page shows and does of the log. */
export function logOperations(log: ExchangeLog): LogSource {
  const { live, bodies, store } = log

  const sidesOf = (id: string): readonly Side[] => {
    const recording = live.running(id)?.recording() ?? bodies.get(id)
    return recording ? SIDES.filter(side => recording[side]) : []
  }
  const heldOf = async (id: string): Promise<Pick<LogDetail, 'sides' | 'held'>> => {
    const inMemory = sidesOf(id)
    if (inMemory.length > 0) return { sides: inMemory, held: 'memory' }
    const stored = await store.messages(id)
    const sides = SIDES.filter(side => stored[side])
    return { sides, held: sides.length > 0 ? 'disk' : 'nowhere' }
  }

  return {
    onChange: log.onChange,
    list: input => findRows(log, input),
    look: (ids, filter) => lookAt(log, ids, filter),
    async count({ filter }) {
      const count = await store.count({ filter: readFilter(filter).read, most: MOST_COUNTED + 1 })
      return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED }
    },
    async get({ id }) {
      const logged = live.get(id) ?? (await store.get(id))
      if (!logged) return null
      const [held, kept] = await Promise.all([heldOf(id), store.isKept([id])])
      return logDetail(logged, { ...held, kept: kept.has(id) })
    },
    message: async () => null,
    events: async () => [],
    chat: async () => null,
    cancel({ id }) {
      const handle = live.running(id)
      handle?.cancel()
      return handle !== undefined
    },
    replay: async () => ({ ok: false, message: 'Not yet.' }),
    curl: async () => null,
    export: async () => ({ name: 'log.json', mediaType: 'application/json', text: '[]' }),
    async keep({ id, kept }) {
      // What runs may be too young for the store to know it.
      const handle = live.running(id)
      if (handle) store.put(handle.read())
      const done = await store.keep(id, kept)
      if (done) log.tell([id])
      return done
    },
    async remove({ ids }) {
      const ended = ids.filter(id => !live.isUnsettled(id))
      live.forget(ended)
      bodies.remove(ended)
      const count = await store.remove(ended)
      log.tell(ended)
      return count
    },
    async purge({ what }) {
      const held = [...new Set([...bodies.ids(), ...live.settledIds()])]
      const kept = await store.isKept(held)
      const leaving = held.filter(id => !kept.has(id))
      bodies.remove(leaving)
      if (what === 'exchanges') live.forget(leaving)
      const count = await store.purge(what)
      log.tell('all')
      return count
    },
    facts: () => store.facts(),
  }
}
