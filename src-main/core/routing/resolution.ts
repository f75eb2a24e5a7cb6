import type { Dialect } from '../conversation.ts'
import type { Failure, Loss } from '../reply.ts'
import type { ListedModel } from './catalog.ts'
import type { Lesson } from './lesson.ts'
import type { ModelFact, ModelKind, Provider } from './provider.ts'

/** Who says which endpoints a model has; the first that knows, in this order. */
export type EndpointSource = 'user' | 'live' | 'learned' | 'facts' | 'name' | 'provider'

/** The dialects a model can be called with, the preferred one, and how that is known. */
export interface EndpointSet {
  readonly dialects: readonly Dialect[]
  readonly mode: Dialect
  readonly source: EndpointSource
  /** For people: "live list", "learned from a 400: …", "gpt-*-codex: …". */
  readonly evidence: string
}

/** One place a request can go: the end of resolution. */
export interface ResolvedTarget {
  readonly provider: Provider
  /** What is sent upstream as `model`. */
  readonly upstreamId: string
  /** `provider/upstreamId`. */
  readonly modelId: string
  readonly endpoints: EndpointSet
  readonly kind?: ModelKind
  readonly websocketOnly?: boolean
  readonly enabled: boolean
  readonly listed?: ListedModel
  /** The bundled facts that match, in order. */
  readonly facts: readonly ModelFact[]
  /** What refusals taught about its endpoints; they know better than any fact. */
  readonly lessons?: readonly Lesson[]
  readonly contextWindow?: number
  readonly maxOutputTokens?: number
  /** The model's own mismatch policy, when the user set one. */
  readonly mismatch?: 'auto' | 'translate' | 'reject'
}

export type RouteKind = 'alias' | 'pattern' | 'id' | 'listed' | 'family' | 'tolerant' | 'unlisted' | 'default'

/** One step of the way, for people: which rule looked, and what it found. */
export interface ResolutionStep {
  readonly rule: 'suffix' | RouteKind | 'unknown'
  readonly outcome: 'match' | 'miss' | 'skip'
  /** A sentence. */
  readonly detail: string
  /** Candidates that were looked at and not taken, with the reason. */
  readonly rejected?: readonly { readonly id: string; readonly reason: string }[]
}

/** What a name means. Immutable; made once a request, used by everything. */
export interface Resolution {
  readonly ok: true
  /** As the client sent it. */
  readonly requested: string
  /** Without the client's suffix. */
  readonly name: string
  readonly suffix?: string
  readonly route: { readonly kind: RouteKind; readonly name?: string }
  /** The first is used; the others are for failover, in order. */
  readonly targets: readonly [ResolvedTarget, ...ResolvedTarget[]]
  readonly steps: readonly ResolutionStep[]
  readonly warnings: readonly Loss[]
}

/** A name that leads nowhere, and the error that says so. */
export interface Unresolved {
  readonly ok: false
  readonly requested: string
  readonly steps: readonly ResolutionStep[]
  readonly failure: Failure
  /** True when a fresh list could change the answer: the caller refreshes once and asks again. */
  readonly refreshable: boolean
}

/** What happens to a request: bytes through, translation, or a refusal that says where to go. */
export type Dispatch =
  | { readonly action: 'pass'; readonly to: Dialect; readonly reason: string }
  | { readonly action: 'translate'; readonly to: Dialect; readonly reason: string }
  | { readonly action: 'refuse'; readonly failure: Failure; readonly reason: string }

/** What dispatch looks at besides the target: the request's shape, read from its bytes. */
export interface RequestTraits {
  readonly dialect: Dialect
  readonly functionTools: boolean
  readonly customTools: boolean
  /** Reasoning is asked for (an effort other than `none`). */
  readonly reasoning: boolean
}
