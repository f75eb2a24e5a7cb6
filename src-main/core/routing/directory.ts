import type { AliasIndex } from './aliases.ts'
import { aliasIndex } from './aliases.ts'
import type { Catalogs, Findings, ListedModel } from './catalog.ts'
import { endpointsOf } from './endpoints.ts'
import type { Contender } from './family.ts'
import { familyNames } from './family.ts'
import { whyUnlisted } from './missing-lists.ts'
import { modelSettings } from './model-settings.ts'
import { compilePattern } from './patterns.ts'
import type { ModelFact, Provider } from './provider.ts'
import type { ResolvedTarget } from './resolution.ts'
import type { Settings } from './settings.ts'
import type { Suggestable } from './suggest.ts'
import { suggestable } from './suggest.ts'
import { toleranceKey, withoutDate } from './tolerance.ts'

/** A member of a family at one provider. */
export interface FamilyEntry extends Contender {
  readonly provider: Provider
}

/** Everything that names are looked up in: settings, lists and findings of one moment, compiled. It never changes. */
export interface Directory {
  readonly settings: Settings
  /** In settings order, which is their priority. */
  readonly providers: readonly Provider[]
  readonly aliases: AliasIndex
  /** Milliseconds since the epoch: what "in the future" is measured against. */
  readonly now: number
  /** Providers whose list could never be had. */
  readonly unlisted: readonly Provider[]
  /** Why an unlisted provider's list is not there: one clause. */
  whyUnlisted(provider: Provider): string
  provider(id: string): Provider | undefined
  lists(provider: Provider, upstreamId: string): boolean
  /** Providers that list this id as it stands, in settings order. */
  listedBy(upstreamId: string): readonly Provider[]
  /** Listed ids that are this family name and a stamp. */
  family(name: string): readonly FamilyEntry[]
  /** Aliases, ids and model ids that differ from the name only in case, in `.` and `-` between digits, or by a date. */
  alike(name: string): readonly string[]
  /** What a model of a provider is, listed or not. */
  targetOf(provider: Provider, upstreamId: string): ResolvedTarget
  /** All listed models, disabled ones included, in settings order. */
  models(): readonly { readonly provider: Provider; readonly upstreamId: string }[]
  /** Aliases and model ids, prepared for suggestions. */
  suggestables(): readonly Suggestable[]
}

/** `providers` are in settings order. `now` is in milliseconds since the epoch. */
export function buildDirectory(options: {
  readonly settings: Settings
  readonly providers: readonly Provider[]
  readonly catalogs: Catalogs
  readonly findings: Findings
  readonly now: number
}): Directory {
  const { settings, providers, now } = options
  const aliases = aliasIndex(settings)
  // Maps, since ids come from outside and `__proto__` is one of them.
  const catalogs = new Map(Object.entries(options.catalogs))
  const byId = new Map(providers.map(provider => [provider.id, provider]))
  const lists = new Map(providers.map(({ id }) => [id, readList(catalogs.get(id)?.models ?? [])]))
  const models = providers.flatMap(provider =>
    [...(lists.get(provider.id)?.values() ?? [])].map(listed => ({
      provider,
      listed,
      upstreamId: listed.id,
    })),
  )
  const listedBy = group(models.map(({ provider, upstreamId }) => [upstreamId, provider]))
  const families = group(
    models.flatMap(({ provider, listed, upstreamId }) =>
      familyNames(upstreamId).map(({ name, release }): [string, FamilyEntry] => [
        name,
        { provider, release, created: listed.created },
      ]),
    ),
  )
  const modelIds = models.map(({ provider, upstreamId }) => `${provider.id}/${upstreamId}`)
  const names = new Set([
    ...aliases.all.map(({ key }) => key).filter(isName),
    ...listedBy.keys(),
    ...modelIds,
  ])
  const alike = group([...names].map(name => [toleranceKey(name), name]))
  const shown = aliases.all.filter(({ key, hidden }) => !hidden && isName(key)).map(({ key }) => key)
  // Made here and not at the first unknown name, whose caller would wait for it.
  const suggestables = [...new Set([...shown, ...modelIds])].map(suggestable)
  const targets = targetMaker({ settings, providers, findings: options.findings })

  return {
    settings,
    providers,
    aliases,
    now,
    unlisted: providers.filter(({ id }) => catalogs.get(id)?.fetchedAt === undefined),
    whyUnlisted: provider => whyUnlisted(provider, catalogs.get(provider.id)),
    provider: id => byId.get(id),
    lists: (provider, upstreamId) => lists.get(provider.id)?.has(upstreamId) ?? false,
    listedBy: upstreamId => listedBy.get(upstreamId) ?? [],
    family: name => families.get(name) ?? [],
    alike: name => {
      const found = alike.get(toleranceKey(name))
      const undated = found ? undefined : withoutDate(name)
      return found ?? (undated === undefined ? [] : (alike.get(toleranceKey(undated)) ?? []))
    },
    targetOf: (provider, upstreamId) =>
      targets(provider, upstreamId, lists.get(provider.id)?.get(upstreamId)),
    models: () => models,
    suggestables: () => suggestables,
  }
}

const isName = (key: string): boolean => !key.includes('*')

const readList = (models: readonly ListedModel[]): Map<string, ListedModel> =>
  new Map(models.filter(({ id }) => id !== '').map(model => [model.id, model]))

function targetMaker(options: {
  readonly settings: Settings
  readonly providers: readonly Provider[]
  readonly findings: Findings
}) {
  const wishes = modelSettings(options.settings)
  const findings = new Map(Object.entries(options.findings))
  const factsOf = new Map(
    options.providers.map(({ id, models = [] }) => [
      id,
      models.map(fact => ({ fact, pattern: compilePattern(fact.match) })),
    ]),
  )
  // Only listed models are kept: anybody can invent unlisted ones without end.
  const kept = new Map<string, ResolvedTarget>()

  const make = (provider: Provider, upstreamId: string, listed?: ListedModel): ResolvedTarget => {
    const modelId = `${provider.id}/${upstreamId}`
    const wish = wishes(modelId)
    const facts = (factsOf.get(provider.id) ?? [])
      .filter(({ pattern }) => pattern.match(upstreamId))
      .map(({ fact }) => fact)
    const stated = <Field extends keyof ModelFact>(field: Field): ModelFact[Field] | undefined =>
      facts.find(fact => fact[field] !== undefined)?.[field]
    const finding = findings.get(modelId)
    const isCalled = wish.calls !== undefined
    return {
      provider,
      upstreamId,
      modelId,
      endpoints: endpointsOf({ upstreamId, provider, wish, listed, finding, facts }),
      // Who says how a model is called also says that it can be called.
      kind: isCalled ? undefined : (stated('kind') ?? (listed?.endpoints?.length ? undefined : listed?.kind)),
      websocketOnly: !isCalled && listed?.websocketOnly === true && !listed.endpoints?.length,
      enabled: wish.enabled ?? true,
      listed,
      facts,
      lessons: finding?.lessons,
      contextWindow: wish.contextWindow ?? listed?.contextWindow ?? stated('contextWindow'),
      maxOutputTokens: wish.maxOutputTokens ?? listed?.maxOutputTokens ?? stated('maxOutputTokens'),
      mismatch: wish.mismatch,
    }
  }

  return (provider: Provider, upstreamId: string, listed?: ListedModel): ResolvedTarget => {
    const modelId = `${provider.id}/${upstreamId}`
    const known = kept.get(modelId)
    if (known) return known
    const target = make(provider, upstreamId, listed)
    if (listed) kept.set(modelId, target)
    return target
  }
}

function group<Value>(entries: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>()
  for (const [key, value] of entries) {
    const values = groups.get(key)
    if (values) values.push(value)
    else groups.set(key, [value])
  }
  return groups
}
