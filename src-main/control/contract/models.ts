import { z } from 'zod'
import { DIALECTS, type Dialect } from '../../core/conversation.ts'
import type { Capabilities, Deprecation } from '../../core/routing/capabilities.ts'
import type { TokenPrice } from '../../core/routing/price.ts'
import type { ModelKind } from '../../core/routing/provider.ts'
import type { EndpointSet } from '../../core/routing/resolution.ts'
import type { Change } from './changes.ts'
import { nameField, providerField } from './fields.ts'

/** `auto` takes the user's own word back. */
const MODES = ['auto', ...DIALECTS] as const

export const setModeInput = z.strictObject({ modelId: nameField, mode: z.enum(MODES) })
export const setEnabledInput = z.strictObject({ modelId: nameField, enabled: z.boolean() })
/** Without a provider: all of them. */
export const refreshInput = z.strictObject({ provider: providerField.optional() })

export type SetModeInput = z.output<typeof setModeInput>
export type SetEnabledInput = z.output<typeof setEnabledInput>
type RefreshInput = z.output<typeof refreshInput>

/** One model that a provider lists. Absent fields: nobody says. */
export interface ModelRow {
  /** `provider/upstreamId`. */
  readonly id: string
  readonly provider: string
  readonly upstreamId: string
  readonly displayName?: string
  /** The dialect that is preferred; absent where no plain endpoint can be called (websocket only). */
  readonly mode?: Dialect
  readonly endpoints: EndpointView
  /** The user's own choice for exactly this model; absent: auto. */
  readonly userMode?: Dialect
  readonly contextWindow?: number
  readonly maxOutputTokens?: number
  /** Seconds since the epoch. */
  readonly created?: number
  /** Absent: it holds conversations. */
  readonly kind?: ModelKind
  readonly price?: PriceView
  readonly capabilities?: Capabilities
  readonly deprecation?: DeprecationView
  readonly enabled: boolean
  /** Came with the last change of its provider's list. */
  readonly isNew: boolean
}

/** Who says a thing about a model: its provider's live list, or the price list that came with the app. */
type FactSource = 'list' | 'bundled'

export interface PriceView extends TokenPrice {
  readonly source: FactSource
}

export interface DeprecationView extends Deprecation {
  readonly source: FactSource
}

/** How a model can be called, and who says so: `source` orders trust, `evidence` is for people. */
export interface EndpointView extends Pick<EndpointSet, 'dialects' | 'source' | 'evidence'> {
  /** Milliseconds since the epoch of the list or the refusal that says so; absent for what has no date. */
  readonly at?: number
}

/** What the last change of a provider's list brought and took, by model id. */
export interface ListChange {
  readonly provider: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

export interface ModelList {
  /** `state.catalog.version` at the time of this answer. */
  readonly version: number
  /** In settings order, then as the provider lists them. */
  readonly rows: readonly ModelRow[]
  readonly changes: readonly ListChange[]
  /** The package and version of the bundled price list. */
  readonly bundledPrices: string
}

/** A provider's list after a refresh: its size, or why it could not be had (the last good one stays). */
interface Refreshed {
  readonly provider: string
  readonly models: number
  readonly error?: string
}

export interface ModelOperations {
  list(): ModelList
  setMode(input: SetModeInput): Promise<Change>
  setEnabled(input: SetEnabledInput): Promise<Change>
  /** Settles when the lists are there or could not be had; meanwhile `state.providers[].list.refreshing` says where it stands. */
  refresh(input: RefreshInput): Promise<readonly Refreshed[]>
}
