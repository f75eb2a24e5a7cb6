import type { ListChange } from '../../control/contract/models.ts'
import type { Catalogs, ProviderCatalog } from '../../core/routing/catalog.ts'
import type { CatalogKeeper } from '../../upstream/catalogs.ts'

/** What the last change of each provider's list brought and took. */
export interface ListChanges {
  changes(): readonly ListChange[]
  isNew(modelId: string): boolean
  stop(): void
}

/**
 * Compares every list with the one before it, beginning with those that the last start left on disk. A first list brings
 * nothing new: all of it would be.
 */
export function followLists(
  catalogs: Pick<CatalogKeeper, 'catalogs' | 'onChange'>,
  now: () => number = Date.now,
): ListChanges {
  const changes = new Map<string, ListChange>()
  let added = new Set<string>()
  let known: Catalogs = catalogs.catalogs()

  const look = (): void => {
    const next = catalogs.catalogs()
    for (const id of changes.keys()) if (!Object.hasOwn(next, id)) changes.delete(id)
    for (const [id, catalog] of Object.entries(next)) {
      const before = Object.hasOwn(known, id) ? known[id] : undefined
      if (before?.fetchedAt === undefined || before.models === catalog.models) continue
      changes.set(id, { provider: id, at: catalog.fetchedAt ?? now(), ...difference(id, before, catalog) })
    }
    known = next
    added = new Set([...changes.values()].flatMap(change => change.added))
  }

  return {
    changes: () => [...changes.values()],
    isNew: modelId => added.has(modelId),
    stop: catalogs.onChange(look),
  }
}

function difference(provider: string, before: ProviderCatalog, after: ProviderCatalog) {
  const without = (list: ProviderCatalog, other: ProviderCatalog): string[] => {
    const ids = new Set(other.models.map(({ id }) => id))
    return list.models.flatMap(({ id }) => (ids.has(id) ? [] : [`${provider}/${id}`]))
  }
  return { added: without(after, before), removed: without(before, after) }
}
