import type { LossCode } from '../losses.ts'
import type { Failure, Loss } from '../reply.ts'
import type { Directory, FamilyEntry } from './directory.ts'
import { rankReleases } from './family.ts'
import type { Provider } from './provider.ts'
import type { ResolutionStep, ResolvedTarget, RouteKind } from './resolution.ts'
import { ambiguousModel, modelDisabled, quote } from './resolution-failures.ts'

/** One resolution in progress: what it looks in, and what it has to say so far. */
export interface Search {
  readonly directory: Directory
  readonly steps: ResolutionStep[]
  readonly warnings: Loss[]
  /** What names led to on behalf of aliases: none is followed twice, and not too many. Undefined while it is followed. */
  readonly followed: Map<string, Found | undefined>
}

/** What a rule found: targets, or a reason to stop looking. */
export type Found =
  | {
      readonly ok: true
      readonly kind: RouteKind
      readonly name?: string
      readonly targets: readonly [ResolvedTarget, ...ResolvedTarget[]]
    }
  | { readonly ok: false; readonly failure: Failure }

/** The configured provider that a name begins with, where a model's id follows. */
export function providerOf(name: string, directory: Directory): Provider | undefined {
  const slash = name.indexOf('/')
  return slash > 0 && slash < name.length - 1 ? directory.provider(name.slice(0, slash)) : undefined
}

/** Adds a warning, once. */
export function warn({ warnings }: Search, code: LossCode): void {
  if (!warnings.some(warning => warning.code === code)) warnings.push({ code, path: 'model' })
}

/** The newest of some releases, each name at the first provider that has it; undefined where there is none to call. */
export function newestOf(
  name: string,
  members: readonly FamilyEntry[],
  search: Search,
  prerelease: boolean,
): Found | undefined {
  const { directory, steps } = search
  const targetOf = (entry: FamilyEntry) => directory.targetOf(entry.provider, entry.release.id)
  const enabled = members.filter(member => targetOf(member).enabled)
  const ranked = rankReleases(enabled, { now: directory.now, prerelease })
  const disabled = members
    .filter(member => !enabled.includes(member))
    .map(member => ({ id: targetOf(member).modelId, reason: 'disabled' }))
  const [best, ...others] = ranked
  if (!best) {
    if (disabled.length > 0) {
      steps.push({ rule: 'family', outcome: 'miss', detail: 'all members are disabled', rejected: disabled })
    }
    return undefined
  }
  const id = best.contender.release.id
  const same = directory.providers.filter(provider =>
    ranked.some(({ contender }) => contender.release.id === id && contender.provider === provider),
  )
  const rejected = others
    .filter(({ contender }) => contender.release.id !== id)
    .map(({ contender, reason }) => ({ id: targetOf(contender).modelId, reason }))
  const found = firstOf('family', {
    name,
    targets: same.map(provider => directory.targetOf(provider, id)),
    search,
    detail: `the newest of its family: ${best.reason}`,
    rejected: [...rejected.slice(0, 20), ...disabled],
  })
  if (found.ok && !best.stable) warn(search, 'family_unstable')
  return found
}

type Rejected = NonNullable<ResolutionStep['rejected']>

/** The first enabled one of several providers' models of one name, or a refusal where that is not wanted. */
export function firstOf(
  kind: RouteKind,
  options: {
    readonly name: string
    readonly targets: readonly ResolvedTarget[]
    readonly search: Search
    readonly detail: string
    readonly rejected?: Rejected
  },
): Found {
  const { name, targets, search, detail, rejected = [] } = options
  const enabled = targets.filter(target => target.enabled)
  const [first, ...others] = enabled
  if (first && others.length > 0 && search.directory.settings.ambiguous === 'reject') {
    const candidates = enabled.map(target => target.modelId)
    search.steps.push({
      rule: kind,
      outcome: 'match',
      detail: 'several providers have it, and "ambiguous" is "reject"',
    })
    return { ok: false, failure: ambiguousModel(name, candidates) }
  }
  if (others.length > 0) warn(search, 'ambiguous_model')
  const target = first ?? targets[0]
  if (!target) throw new Error('a rule that matched has at least one target')
  const passed = targets
    .filter(other => other !== target)
    .map(other => ({
      id: other.modelId,
      reason: other.enabled ? 'a later provider in settings order' : 'disabled',
    }))
  return single(kind, target, search.steps, `${quote(target.modelId)}: ${detail}`, [...passed, ...rejected])
}

/** A step that ends the search: at one target, or at the refusal to call a disabled one. */
export function single(
  kind: RouteKind,
  target: ResolvedTarget,
  steps: ResolutionStep[],
  detail: string,
  rejected: Rejected = [],
): Found {
  steps.push({
    rule: kind,
    outcome: 'match',
    detail: target.enabled ? detail : `${detail}, but disabled`,
    ...(rejected.length > 0 ? { rejected } : {}),
  })
  return target.enabled
    ? { ok: true, kind, targets: [target] }
    : { ok: false, failure: modelDisabled(target) }
}
