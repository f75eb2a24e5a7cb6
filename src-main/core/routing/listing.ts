import type { Directory } from './directory.ts'
import type { ResolvedTarget } from './resolution.ts'
import { resolve } from './resolve.ts'

/** A name that can be called as it stands, and what it means. */
export interface ListingEntry {
  readonly id: string
  readonly target: ResolvedTarget
  /** The model id behind an alias: the first of several. */
  readonly aliasOf?: string
  /** What is tried where the first target fails. */
  readonly others: readonly ResolvedTarget[]
}

/**
 * What `GET /v1/models` lists, each id once: aliases that are not hidden, in file order, then every enabled model as
 * `provider/upstreamId`. Patterns cannot be listed. Each id is listed as what it resolves to, so a model that a pattern
 * takes over shows the pattern's target.
 */
export function listing(directory: Directory): ListingEntry[] {
  const entries = new Map<string, ListingEntry>()
  for (const { key, hidden } of directory.aliases.all) {
    if (!hidden && !key.includes('*')) add(key)
  }
  for (const { provider, upstreamId } of directory.models()) {
    const id = `${provider.id}/${upstreamId}`
    const isHiddenAlias = directory.aliases.exact(id)?.alias.hidden === true
    if (directory.targetOf(provider, upstreamId).enabled && !isHiddenAlias) add(id)
  }
  return [...entries.values()]

  function add(id: string): void {
    const resolution = resolve(id, directory)
    if (!resolution.ok) return
    const [target, ...others] = resolution.targets
    const isAlias = resolution.route.kind === 'alias' || resolution.route.kind === 'pattern'
    entries.set(id, isAlias ? { id, target, others, aliasOf: target.modelId } : { id, target, others })
  }
}
