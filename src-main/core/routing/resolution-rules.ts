import type { Failure } from '../reply.ts'
import type { AliasMatch } from './aliases.ts'
import { LONGEST_CHAIN } from './aliases.ts'
import type { Directory } from './directory.ts'
import { familyLookup } from './family.ts'
import { withoutLists } from './missing-lists.ts'
import type { ResolvedTarget, RouteKind } from './resolution.ts'
import { aliasTargetMissing, quote } from './resolution-failures.ts'
import type { Found, Search } from './resolution-search.ts'
import { firstOf, newestOf, providerOf, single, warn } from './resolution-search.ts'

/** Looks a name up; undefined is a miss, which lets the next rule look. */
interface Rule {
  readonly kind: Exclude<RouteKind, 'default'>
  find(name: string, search: Search): Found | undefined
}

const exactAlias: Rule = {
  kind: 'alias',
  find(name, search) {
    const match = search.directory.aliases.exact(name)
    if (!match) return undefined
    const found = throughAlias('alias', match, search)
    const listed = listedAs(name, search.directory)
    const isOther = found.ok && !found.targets.some(target => listed.includes(target.modelId))
    if (isOther && listed.length > 0) warn(search, 'alias_shadows_model')
    return found
  },
}

const patternAlias: Rule = {
  kind: 'pattern',
  find(name, search) {
    const match = search.directory.aliases.pattern(name)
    return match && throughAlias('pattern', match, search)
  },
}

const modelId: Rule = {
  kind: 'id',
  find(name, { directory, steps }) {
    const provider = providerOf(name, directory)
    if (!provider) return undefined
    const rest = name.slice(provider.id.length + 1)
    // Where both are listed, the whole string is the shorter one's model id, which never changes its meaning.
    const isWhole = directory.lists(provider, name) && !directory.lists(provider, rest)
    const target = directory.targetOf(provider, isWhole ? name : rest)
    const known = target.listed ? 'listed' : 'not listed, sent as it is'
    return single(
      'id',
      target,
      steps,
      `${provider.id} is a provider; its id ${quote(target.upstreamId)} is ${known}`,
    )
  },
}

const listedId: Rule = {
  kind: 'listed',
  find(name, search) {
    const { directory } = search
    const targets = directory.listedBy(name).map(provider => directory.targetOf(provider, name))
    return targets.length === 0
      ? undefined
      : firstOf('listed', { name, targets, search, detail: 'listed as it stands' })
  },
}

const family: Rule = {
  kind: 'family',
  find(name, search) {
    const found = newestOf(name, search.directory.family(familyLookup(name) ?? ''), search, false)
    if (found?.ok) warn(search, 'family_latest')
    return found
  },
}

const tolerant: Rule = {
  kind: 'tolerant',
  find(name, search) {
    const { directory, steps } = search
    if (!directory.settings.tolerance) {
      steps.push({ rule: 'tolerant', outcome: 'skip', detail: 'tolerance is off' })
      return undefined
    }
    const alike = directory.alike(name).filter(other => other !== name)
    const [only, second] = alike
    if (only === undefined) return undefined
    if (second !== undefined) {
      const rejected = alike.map(id => ({ id, reason: 'not the only one' }))
      steps.push({ rule: 'tolerant', outcome: 'miss', detail: 'several names are alike', rejected })
      return undefined
    }
    steps.push({ rule: 'tolerant', outcome: 'match', detail: `only ${quote(only)} is spelled alike` })
    const found = lookUp(only, search, [exactAlias, modelId, listedId])
    if (found?.ok) warn(search, 'tolerant_match')
    return found?.ok ? { ...found, kind: 'tolerant', name: undefined } : found
  },
}

const unlistedProvider: Rule = {
  kind: 'unlisted',
  find(name, search) {
    const { directory, steps } = search
    const [only, second] = directory.unlisted
    if (!only) return undefined
    if (second) {
      const detail = `no list could be had from ${withoutLists(directory)}: which one ${quote(name)} is for cannot be told`
      steps.push({ rule: 'unlisted', outcome: 'miss', detail })
      return undefined
    }
    const detail = `the list of ${only.id} could never be had (${directory.whyUnlisted(only)}); the name goes there as it is`
    const found = single('unlisted', directory.targetOf(only, name), steps, detail)
    if (found.ok) warn(search, 'unlisted_provider')
    return found
  },
}

/** The steps 1 to 7 of interface.md §4, in order. */
const RULES: readonly Rule[] = [
  exactAlias,
  patternAlias,
  modelId,
  listedId,
  family,
  tolerant,
  unlistedProvider,
]

/** Why a rule has nothing to say about a name. */
const MISSES: Readonly<Record<Rule['kind'], string>> = {
  alias: 'no alias has this name',
  pattern: 'no pattern fits the whole name',
  id: 'it does not begin with a configured provider',
  listed: 'no provider lists it as it stands',
  family: 'no release of a family of this name is listed',
  tolerant: 'no listed name is spelled nearly like it',
  unlisted: 'every provider has its list',
}

/** The first rule that finds something. Each rule leaves a step, found or not. */
export function lookUp(name: string, search: Search, rules: readonly Rule[] = RULES): Found | undefined {
  for (const rule of rules) {
    const before = search.steps.length
    const found = rule.find(name, search)
    if (found) return found
    if (search.steps.length === before) {
      search.steps.push({ rule: rule.kind, outcome: 'miss', detail: `${quote(name)}: ${MISSES[rule.kind]}` })
    }
  }
  return undefined
}

/** The model ids that a name would mean if it were no alias. */
function listedAs(name: string, directory: Directory): string[] {
  const provider = providerOf(name, directory)
  const own = provider ? [directory.targetOf(provider, name.slice(provider.id.length + 1))] : []
  const bare = directory.listedBy(name).map(lister => directory.targetOf(lister, name))
  return [...own.filter(({ listed }) => listed), ...bare].map(target => target.modelId)
}

function throughAlias(kind: 'alias' | 'pattern', { alias, targets }: AliasMatch, search: Search): Found {
  const { steps } = search
  steps.push({
    rule: kind,
    outcome: 'match',
    detail: `${quote(alias.key)} → ${targets.map(quote).join(', ')}`,
  })
  const found = new Map<string, ResolvedTarget>()
  const reasons: string[] = []
  let failure: Failure | undefined
  for (const text of targets) {
    const result = alias.latest ? newest(text, search, alias.latest.prerelease) : follow(text, search)
    if (result?.ok) for (const target of result.targets) found.set(target.modelId, target)
    else {
      failure ??= result?.failure
      reasons.push(result?.failure.message ?? `${quote(text)} leads to no model`)
    }
  }
  const [first, ...others] = found.values()
  if (first) {
    if (reasons.length > 0) warn(search, 'alias_target_missing')
    return { ok: true, kind, name: alias.key, targets: [first, ...others] }
  }
  return { ok: false, failure: failure ?? aliasTargetMissing(alias.key, reasons.join('; ')) }
}

/** A target: final where a configured provider begins it, else a name like any other. */
function follow(text: string, search: Search): Found | undefined {
  const { directory, followed } = search
  if (providerOf(text, directory)) return modelId.find(text, search)
  // A name that is still being followed is a loop; settings that have one are refused when they load.
  if (followed.has(text) || followed.size > LONGEST_CHAIN) return followed.get(text)
  followed.set(text, undefined)
  const found = lookUp(text, search)
  followed.set(text, found)
  return found
}

/** A `latest` target. Its text is the name of a family, never an alias. */
function newest(text: string, search: Search, prerelease: boolean): Found | undefined {
  const { directory, followed } = search
  const provider = providerOf(text, directory)
  const name = provider ? text.slice(provider.id.length + 1) : text
  // The plain name competes too: it is better than a preview of itself.
  const plain = directory.listedBy(name).map(lister => ({
    provider: lister,
    release: { id: name, latest: false, prerelease: false },
    created: directory.targetOf(lister, name).listed?.created,
  }))
  const members = [...directory.family(name), ...plain].filter(
    member => !provider || member.provider === provider,
  )
  const found = newestOf(name, members, search, prerelease)
  if (found) return found
  if (provider) return modelId.find(text, search)
  // The only name that is spelled alike may be the alias that asks: the family is then looked up as unlisted.
  const isAskedAgain = followed.has(`latest ${text}`)
  followed.set(`latest ${text}`, undefined)
  return lookUp(
    text,
    search,
    isAskedAgain ? [listedId, unlistedProvider] : [listedId, tolerant, unlistedProvider],
  )
}
