import type { LogSource } from '../../control/parts.ts'
import { chatView } from '../../core/log/chat-view.ts'
import { messageView } from '../../core/log/message-view.ts'
import { readFilter } from '../../core/log/read-filter.ts'
import { REPLY_SIDES, streamEvents } from '../../core/log/stream-view.ts'
import { resolve } from '../../core/routing/resolve.ts'
import type { RunningProxy } from '../start-proxy.ts'
import type { Workspace } from '../workspace.ts'
import { copyCurl } from './copy-curl.ts'
import { exportLog } from './export-log.ts'
import { findRows, lookAt } from './find-rows.ts'
import { heldMessages } from './held-messages.ts'
import { logDetail } from './log-row.ts'
import type { OpenLog } from './open-log.ts'
import { replay } from './replay.ts'

/** Counting ends here: nobody reads on. */
const MOST_COUNTED = 10_000
/** As many as may be named one by one. */
const MOST_EXPORTED = 1_000

/** What the page shows and does of the log. */
export function logOperations(given: {
  readonly log: OpenLog
  readonly workspace: Pick<Workspace, 'directory' | 'localKeys' | 'providers'>
  readonly proxy: RunningProxy
  readonly keyRequired: () => boolean
  readonly version: string
}): LogSource {
  const { log, workspace, proxy, keyRequired, version } = given
  const { live, bodies, store } = log
  const held = heldMessages(log)
  const find = async (id: string) => live.get(id) ?? (await store.get(id))

  return {
    onChange: log.onChange,
    list: input => findRows(log, input),
    look: (ids, filter) => lookAt(log, ids, filter),
    async count({ filter }) {
      const count = await store.count({ filter: readFilter(filter, Date.now()), most: MOST_COUNTED + 1 })
      return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED }
    },
    async get({ id }) {
      const logged = await find(id)
      if (!logged) return null
      const [messages, kept] = await Promise.all([held.sides(id), store.isKept([id])])
      return logDetail(logged, { ...messages, kept: kept.has(id) })
    },
    async message({ id, side }) {
      const { messages, media } = await held.shown(id, [side])
      const message = messages[side]
      return message ? messageView(side, message, media) : null
    },
    async events({ id }) {
      return streamEvents((await held.shown(id, REPLY_SIDES)).messages)
    },
    async chat({ id }) {
      const logged = await find(id)
      const { messages, media } = await held.shown(id, ['client-request', 'client-response'])
      if (!logged?.clientDialect || !messages['client-request']) return null
      return chatView({ dialect: logged.clientDialect, messages, media, hide: held.hider() })
    },
    cancel({ id }) {
      const handle = live.running(id)
      handle?.cancel()
      return handle !== undefined
    },
    replay: input =>
      replay(
        {
          find,
          request: held.request,
          resolve: name => resolve(name, workspace.directory()),
          key: name => workspace.localKeys.list().find(key => key.name === name) ?? { name },
          tickets: proxy.replays,
          proxyUrl: proxy.url,
        },
        input,
      ),
    async curl({ id, to }) {
      const logged = await find(id)
      if (!logged) return null
      const providers = workspace.providers()
      return copyCurl({ to, logged, held, providers, proxyUrl: proxy.url, isKeyRequired: keyRequired() })
    },
    async export({ ids, filter, format }) {
      const wanted = ids ?? (await findRows(log, { filter, limit: MOST_EXPORTED })).rows.map(({ id }) => id)
      const all = (await Promise.all(wanted.map(find))).flatMap(logged => logged ?? [])
      const context = { version, at: Date.now(), proxyUrl: proxy.url }
      return exportLog({ all, format, held, context })
    },
    async keep({ id, kept }) {
      // What runs, or ended a moment ago, may be too young for the store to know it.
      const young = live.isUnsettled(id) ? live.get(id) : undefined
      if (young) store.put(young)
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
      const atHand = [...new Set([...bodies.ids(), ...live.settledIds()])]
      const kept = await store.isKept(atHand)
      const leaving = atHand.filter(id => !kept.has(id))
      bodies.remove(leaving)
      if (what === 'exchanges') live.forget(leaving)
      const count = await store.purge(what)
      log.tell('all')
      return count
    },
    facts: async () => ({ ...(await store.facts()), collectorProblem: log.collectorProblem() }),
  }
}
