import type { Dialect } from '../conversation.ts'
import type { Capabilities, Deprecation } from './capabilities.ts'
import type { Lesson } from './lesson.ts'
import type { TokenPrice } from './price.ts'
import type { ModelKind } from './provider.ts'

/** One model as a provider's own list describes it. Absent fields: the list does not say. */
export interface ListedModel {
  /** The provider's own id, verbatim (after `listIdPrefix`). */
  readonly id: string
  readonly displayName?: string
  /** Seconds since the epoch. */
  readonly created?: number
  readonly ownedBy?: string
  /** From `supported_endpoints`; `ws:` entries are left out here. */
  readonly endpoints?: readonly Dialect[]
  /** The list names nothing but websocket endpoints. */
  readonly websocketOnly?: boolean
  readonly kind?: ModelKind
  readonly contextWindow?: number
  readonly maxOutputTokens?: number
  readonly price?: TokenPrice
  readonly capabilities?: Capabilities
  /** Present: the model is on its way out. */
  readonly deprecation?: Deprecation
}

/** The state of one provider's list. `fetchedAt` absent: its list could never be had. */
export interface ProviderCatalog {
  readonly models: readonly ListedModel[]
  /** Milliseconds since the epoch of the last good list. */
  readonly fetchedAt?: number
  /** Why the last try failed; the last good list stays. */
  readonly error?: string
}

export type Catalogs = Readonly<Record<string, ProviderCatalog>>

/** What a provider's refusals taught about a model: where it is called, and what it does not take there. Key: model id. */
export interface Finding {
  /** Empty where refusals taught nothing about endpoints. */
  readonly endpoints: readonly Dialect[]
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The provider's words, shortened. */
  readonly evidence: string
  readonly lessons?: readonly Lesson[]
}

export type Findings = Readonly<Record<string, Finding>>
