import type { RecentName } from '../../control/contract/aliases.ts'
import { aliasOf } from '../../core/log/exchange-fields.ts'
import type { Logged } from '../../core/log/store.ts'
import { HIDDEN } from '../../core/redact.ts'
import { isDialect } from '../../core/spoken.ts'

/** Which names were asked for, and how often aliases were hit. */
export interface NameHits {
  /** A request has ended. */
  count(logged: Logged): void
  /** What was there before this start: how often each alias was hit, and the newest exchanges. */
  adopt(before: { readonly hits: ReadonlyMap<string, number>; readonly newest: readonly Logged[] }): void
  /** Different names that clients asked for, the latest first. */
  recentNames(most: number): readonly RecentName[]
  hits(alias: string): { readonly hits: number; readonly lastHitAt?: number }
}

/** Names that are remembered: some pages show twenty. */
const REMEMBERED = 100

export function createNameHits(): NameHits {
  const hits = new Map<string, { hits: number; lastHitAt?: number }>()
  /** The latest stands last. */
  const names = new Map<string, RecentName>()

  const ask = ({ requested, startedAt, clientDialect }: Logged): void => {
    // A name with a credential in it is none.
    if (requested === undefined || requested.includes(HIDDEN) || clientDialect === undefined) return
    names.delete(requested)
    const endpoint = isDialect(clientDialect) ? clientDialect : 'chat'
    names.set(requested, { name: requested, at: startedAt, endpoint })
    const [oldest] = names.keys()
    if (names.size > REMEMBERED && oldest !== undefined) names.delete(oldest)
  }
  const add = (alias: string, more: number, at?: number): void => {
    const known = hits.get(alias)
    const last = Math.max(known?.lastHitAt ?? 0, at ?? 0)
    hits.set(alias, { hits: (known?.hits ?? 0) + more, ...(last > 0 && { lastHitAt: last }) })
  }

  return {
    count(logged) {
      ask(logged)
      const alias = aliasOf(logged)
      if (alias !== undefined) add(alias, 1, logged.startedAt)
    },
    adopt(before) {
      for (const [alias, count] of before.hits) add(alias, count)
      for (const logged of before.newest) {
        const alias = aliasOf(logged)
        if (alias !== undefined) add(alias, 0, logged.startedAt)
      }
      const since = [...names.values()]
      names.clear()
      for (const logged of before.newest.toReversed()) ask(logged)
      for (const name of since) {
        names.delete(name.name)
        names.set(name.name, name)
      }
    },
    recentNames: most => [...names.values()].toReversed().slice(0, most),
    hits: alias => hits.get(alias) ?? { hits: 0 },
  }
}
