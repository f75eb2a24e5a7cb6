import type { JsonObject } from '../core/json.ts'
import type { Loss } from '../core/reply.ts'
import type { Directory } from '../core/routing/directory.ts'
import { type ListingEntry, listing } from '../core/routing/listing.ts'
import { DIALECT_PATHS, KIND_PATHS } from '../core/routing/proxy-paths.ts'
import { mayUse } from './admission.ts'
import { codexCatalog } from './codex-catalog.ts'
import { warningHeaders } from './headers.ts'
import type { LocalKey } from './local-key.ts'
import type { ProxyParts } from './parts.ts'

/** What `GET /v1/models` says, and for whom. */
export type ModelLists = (caller: {
  readonly key: LocalKey | undefined
  /** The client is Codex, which has a shape of its own. */
  readonly isCodex: boolean
}) => { readonly headers: Record<string, string>; readonly body: JsonObject }

/**
 * `GET /v1/models`: one object that clients of OpenAI and of Anthropic can both read (interface §3). The names are looked
 * up once for each state of settings and lists: thousands of them take longer than a client should wait.
 */
export function createModelLists(parts: ProxyParts): ModelLists {
  let kept: { readonly directory: Directory; readonly entries: readonly ListingEntry[] } | undefined
  const entriesOf = (directory: Directory) => {
    if (kept?.directory !== directory) kept = { directory, entries: listing(directory) }
    return kept.entries
  }
  return ({ key, isCodex }) => {
    const headers = warningHeaders(missingLists(parts, key))
    const entries = entriesOf(parts.directory()).flatMap(entry => entryFor(key, entry))
    return { headers, body: isCodex ? codexCatalog(entries) : { ...listObject(entries) } }
  }
}

/** An entry as the holder of a key can call it: an alias of several targets by the first that it may use. */
function entryFor(key: LocalKey | undefined, entry: ListingEntry): readonly ListingEntry[] {
  if (mayUse(key, entry.target.provider.id)) return [entry]
  const target = entry.others.find(({ provider }) => mayUse(key, provider.id))
  return target ? [{ ...entry, target, aliasOf: target.modelId }] : []
}

/** The same list without a caller: everything that can be called. */
export const modelList = (directory: Directory) => listObject(listing(directory))

const listObject = (entries: readonly ListingEntry[]) => ({
  object: 'list',
  data: entries.map(modelObject),
  has_more: false,
  first_id: entries[0]?.id ?? null,
  last_id: entries.at(-1)?.id ?? null,
})

/** Providers whose list could not be had, now or ever. */
const missingLists = (parts: ProxyParts, key: LocalKey | undefined): Loss[] => {
  const catalogs = parts.catalogs()
  return parts
    .directory()
    .providers.filter(({ id, listPath }) => {
      const catalog = Object.hasOwn(catalogs, id) ? catalogs[id] : undefined
      const isMissing =
        catalog === undefined || catalog.error !== undefined || catalog.fetchedAt === undefined
      return listPath !== null && isMissing && mayUse(key, id)
    })
    .map(({ id }) => ({ code: 'list_unavailable', path: id }))
}

/** A row of the list; the fields of two vendors and our own. */
type ModelObject = JsonObject & { readonly id: string; readonly mode: string; readonly alias_of?: string }

/** One model. What is not known is left out, but for the dates, which clients require: the epoch then. */
export function modelObject({ id, target, aliasOf }: Omit<ListingEntry, 'others'>): ModelObject {
  const { listed, kind, endpoints, provider, upstreamId, contextWindow, maxOutputTokens } = target
  const created = listed?.created ?? 0
  return {
    id,
    object: 'model',
    type: 'model',
    created,
    created_at: new Date(created * 1000).toISOString().replace('.000Z', 'Z'),
    owned_by: listed?.ownedBy ?? provider.id,
    display_name: aliasOf === undefined ? (listed?.displayName ?? id) : id,
    mode: kind ?? endpoints.mode,
    supported_endpoints: kind
      ? [...KIND_PATHS[kind]]
      : endpoints.dialects.map(dialect => DIALECT_PATHS[dialect]),
    provider: provider.id,
    upstream_id: upstreamId,
    ...(contextWindow === undefined ? {} : { context_window: contextWindow }),
    ...(maxOutputTokens === undefined ? {} : { max_output_tokens: maxOutputTokens }),
    ...(aliasOf === undefined ? {} : { alias_of: aliasOf }),
  }
}
