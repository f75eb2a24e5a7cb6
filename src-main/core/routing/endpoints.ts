import type { Dialect } from '../conversation.ts'
import type { Quirks, Target } from '../target.ts'
import { DEFAULT_QUIRKS } from '../target.ts'
import type { Finding, ListedModel } from './catalog.ts'
import { familyOf } from './family.ts'
import { takeLessons } from './lesson.ts'
import type { ModelWish } from './model-settings.ts'
import type { ModelFact, Provider } from './provider.ts'
import type { EndpointSet, ResolvedTarget } from './resolution.ts'

/** Everything that may say how a model is called. */
export interface EndpointEvidence {
  readonly upstreamId: string
  readonly provider: Provider
  readonly wish: ModelWish
  readonly listed?: ListedModel
  readonly finding?: Finding
  readonly facts: readonly ModelFact[]
}

type Knowledge = Pick<EndpointSet, 'dialects' | 'source' | 'evidence'>

/** The sources in order of trust (interface.md §4); the first that knows decides. */
const SOURCES: readonly ((evidence: EndpointEvidence) => Knowledge | undefined)[] = [
  fromUser,
  fromLiveList,
  fromFinding,
  fromFacts,
  fromName,
  ({ provider }) => ({
    dialects: provider.endpoints,
    source: 'provider',
    evidence: `what ${provider.id} serves`,
  }),
]

/**
 * The dialects a model can be called with, the preferred one, and who says so. Only a model that its provider lists for
 * websockets alone has none.
 */
export function endpointsOf(evidence: EndpointEvidence): EndpointSet {
  for (const source of SOURCES) {
    const known = source(evidence)
    if (!known) continue
    const mode = preferredMode(evidence.upstreamId, known.dialects)
    return { ...known, mode: (known.source === 'user' && evidence.wish.calls?.mode) || mode }
  }
  throw new Error('the provider itself is the last source and always knows')
}

function fromUser({ wish: { calls } }: EndpointEvidence): Knowledge | undefined {
  const dialects = calls?.endpoints ?? (calls?.mode && [calls.mode])
  return calls && dialects && { dialects, source: 'user', evidence: `models["${calls.key}"] in the settings` }
}

function fromLiveList({ listed, provider }: EndpointEvidence): Knowledge | undefined {
  const evidence = `the live list of ${provider.id}`
  if (listed?.endpoints?.length) return { dialects: listed.endpoints, source: 'live', evidence }
  return listed?.websocketOnly
    ? { dialects: [], source: 'live', evidence: `${evidence}: websocket only` }
    : undefined
}

function fromFinding({ finding }: EndpointEvidence): Knowledge | undefined {
  if (!finding?.endpoints.length) return undefined
  const day = new Date(finding.at).toISOString().slice(0, 10)
  return {
    dialects: finding.endpoints,
    source: 'learned',
    evidence: `learned on ${day} from: ${finding.evidence}`,
  }
}

function fromFacts({ facts, provider }: EndpointEvidence): Knowledge | undefined {
  const fact = facts.find(({ endpoints }) => endpoints?.some(dialect => provider.endpoints.includes(dialect)))
  return (
    fact && {
      dialects: provider.endpoints.filter(dialect => fact.endpoints?.includes(dialect)),
      source: 'facts',
      evidence: `${fact.match}: ${fact.source}`,
    }
  )
}

/** Whole words of an upstream id that mean: Responses only, where the provider serves it. */
const RESPONSES_ONLY = [
  'codex',
  'o\\d+-pro',
  'gpt-\\d+(?:\\.\\d+)?-pro',
  'deep-research',
  'computer-use',
].map(words => ({ words, shape: new RegExp(`(?<![a-z0-9])${words}(?![a-z0-9])`, 'i') }))

function fromName({ upstreamId, provider }: EndpointEvidence): Knowledge | undefined {
  if (!provider.endpoints.includes('responses')) return undefined
  const rule = RESPONSES_ONLY.find(({ shape }) => shape.test(upstreamId))
  return rule && { dialects: ['responses'], source: 'name', evidence: `the name says ${rule.words}` }
}

/** What a vendor's models speak natively, by the name of the model. */
const NATIVE: readonly { readonly shape: RegExp; readonly dialect: Dialect }[] = [
  { shape: /(?<![a-z0-9])claude(?![a-z0-9])/i, dialect: 'messages' },
  { shape: /(?<![a-z0-9])(?:gpt-\d|o\d|codex|chatgpt|computer-use)/i, dialect: 'responses' },
]

/** The dialect of a set in which a model loses least: its vendor's own, else Chat, else the first. */
export function preferredMode(upstreamId: string, dialects: readonly Dialect[]): Dialect {
  const native = NATIVE.find(({ shape, dialect }) => shape.test(upstreamId) && dialects.includes(dialect))
  return native?.dialect ?? (dialects.includes('chat') ? 'chat' : (dialects[0] ?? 'responses'))
}

/** What a request writer must know to write to this endpoint of the model. The first fact that states a quirk wins. */
export function targetFor(resolved: ResolvedTarget, dialect: Dialect): Target {
  const { provider, upstreamId, facts, maxOutputTokens } = resolved
  const layers: (Partial<Quirks> | undefined)[] = [
    provider.quirks,
    provider.quirksFor?.[dialect],
    ...facts.map(fact => fact.quirks).reverse(),
  ]
  const quirks: Quirks = { ...DEFAULT_QUIRKS }
  for (const layer of layers) Object.assign(quirks, layer)
  const target = { provider: provider.id, model: upstreamId, family: familyOf(upstreamId), dialect, quirks }
  return takeLessons({ ...target, maxOutputTokens }, resolved.lessons ?? [])
}
