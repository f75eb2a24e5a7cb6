import { isDeepStrictEqual } from 'node:util'
import type { ProviderCatalog } from '../core/routing/catalog.ts'
import type { Provider } from '../core/routing/provider.ts'
import type { KeptList } from './catalog-file.ts'
import type { ListFetched } from './fetch-list.ts'

/** The state of one provider's list, for the provider as it was configured then. */
export interface CatalogEntry {
  readonly provider: Provider
  readonly kept?: KeptList
  readonly error?: string
  /** When a fetch began last, good or not. */
  readonly triedAt?: number
}

/** Whether a list of one is a list of the other: the same place, asked in the same way. */
export const isSameSource = (a: Provider, b: Provider): boolean =>
  a === b ||
  (a.baseUrl === b.baseUrl &&
    a.listPath === b.listPath &&
    a.preset === b.preset &&
    isDeepStrictEqual(a.key, b.key))

/**
 * An empty list counts where nothing was listed before and for servers on this machine, which may have nothing loaded;
 * elsewhere it is a fault, and the last good list stays.
 */
export const refuseEmpty = (
  fetched: ListFetched,
  provider: Provider,
  kept: KeptList | undefined,
): ListFetched =>
  fetched.ok && fetched.models.length === 0 && kept?.models.length && !provider.local
    ? { ok: false, error: 'its list came back empty; the last good one stays' }
    : fetched

/** One object, so that a provider without a list stays the same from look to look. */
const NO_MODELS: ProviderCatalog['models'] = []

/** What is told of an entry. */
export const catalogOf = (entry: CatalogEntry | undefined): ProviderCatalog => ({
  models: entry?.kept?.models ?? NO_MODELS,
  ...(entry?.kept && { fetchedAt: entry.kept.fetchedAt }),
  ...(entry?.error !== undefined && { error: entry.error }),
})

/** The old one where nothing has changed, so that what is built from it can be kept. */
export const keepOld = (old: ProviderCatalog | undefined, next: ProviderCatalog): ProviderCatalog =>
  old && old.models === next.models && old.fetchedAt === next.fetchedAt && old.error === next.error
    ? old
    : next
