import type { Failure } from '../reply.ts'
import type { Directory } from './directory.ts'
import { withMissingLists } from './missing-lists.ts'
import type { Resolution, Unresolved } from './resolution.ts'
import {
  defaultModelMissing,
  modelNotFound,
  modelRequired,
  providerNotConfigured,
  quote,
} from './resolution-failures.ts'
import { lookUp } from './resolution-rules.ts'
import type { Found, Search } from './resolution-search.ts'
import { providerOf, warn } from './resolution-search.ts'
import { suggest } from './suggest.ts'

/** No provider has longer ids; what is longer is not looked up. */
const LONGEST_NAME = 1024

/**
 * What a name means: the rules of interface.md §4, in order, once. Never throws, whatever `name` is. `allowed` limits the
 * providers whose models are suggested to the caller.
 */
export function resolve(
  name: unknown,
  directory: Directory,
  { allowed = () => true }: { readonly allowed?: (providerId: string) => boolean } = {},
): Resolution | Unresolved {
  const requested = typeof name === 'string' ? name : ''
  const search: Search = { directory, steps: [], warnings: [], followed: new Map() }
  const unresolved = (failure: Failure): Unresolved => {
    const refreshable = failure.code !== undefined && REFRESHABLE.has(failure.code)
    const told = refreshable ? withMissingLists(failure, directory, allowed) : failure
    return { ok: false, requested, steps: search.steps, failure: told, refreshable }
  }
  if (requested.trim() === '') return unresolved(modelRequired())
  const { stem, suffix } = takeSuffix(requested, search)
  const found = stem.length > LONGEST_NAME ? undefined : (startAt(stem, search) ?? byDefault(stem, search))
  if (!found) return unresolved(unknownName(stem, search, allowed))
  if (!found.ok) return unresolved(found.failure)
  const { kind, name: routeName, targets } = found
  return {
    ok: true,
    requested,
    name: stem,
    suffix,
    route: { kind, name: routeName },
    targets,
    steps: search.steps,
    warnings: search.warnings,
  }
}

function startAt(name: string, search: Search): Found | undefined {
  // An alias that leads back to the name that was asked for is a loop.
  search.followed.set(name, undefined)
  return lookUp(name, search)
}

/** Failures that a fresh list may turn into an answer. */
const REFRESHABLE = new Set([
  'model_not_found',
  'provider_not_configured',
  'alias_target_missing',
  'default_model_missing',
])

/** Takes off what clients append for themselves (`[1m]`), unless the whole is a name of its own. */
function takeSuffix(requested: string, search: Search): { stem: string; suffix?: string } {
  const { directory } = search
  const open = requested.endsWith(']') ? requested.lastIndexOf('[') : -1
  if (open <= 0) return { stem: requested }
  const provider = providerOf(requested, directory)
  const isName =
    directory.aliases.exact(requested) ||
    directory.listedBy(requested).length > 0 ||
    (provider && directory.lists(provider, requested.slice(provider.id.length + 1)))
  if (isName) return { stem: requested }
  const stem = requested.slice(0, open)
  const suffix = requested.slice(open)
  warn(search, 'client_suffix')
  search.steps.push({
    rule: 'suffix',
    outcome: 'match',
    detail: `${quote(suffix)} is for the client itself and taken off`,
  })
  return { stem, suffix }
}

function byDefault(name: string, search: Search): Found | undefined {
  const { defaultModel } = search.directory.settings
  if (defaultModel === null) return undefined
  search.steps.push({ rule: 'default', outcome: 'match', detail: `the default model ${quote(defaultModel)}` })
  search.followed.set(defaultModel, undefined)
  const found = defaultModel === name ? undefined : lookUp(defaultModel, search)
  if (!found?.ok) return { ok: false, failure: defaultModelMissing(name, defaultModel) }
  warn(search, 'default_model')
  return { ...found, kind: 'default', name: undefined }
}

function unknownName(name: string, search: Search, allowed: (providerId: string) => boolean): Failure {
  const { directory, steps } = search
  const accept = (id: string): boolean => {
    const found = startAt(id, { directory, steps: [], warnings: [], followed: new Map() })
    return found?.ok === true && allowed(found.targets[0].provider.id)
  }
  const candidates = suggest({ name, among: directory.suggestables(), accept })
  const configured = directory.providers.map(({ id }) => id).filter(allowed)
  const isUnknownProvider =
    name.indexOf('/') > 0 && directory.provider(name.split('/', 1)[0] ?? '') === undefined
  steps.push({
    rule: 'unknown',
    outcome: 'miss',
    detail: `${quote(name)} is unknown`,
    ...(candidates.length > 0 ? { rejected: candidates.map(id => ({ id, reason: 'only similar' })) } : {}),
  })
  return isUnknownProvider
    ? providerNotConfigured({ name, candidates, configured })
    : modelNotFound(name, candidates)
}
