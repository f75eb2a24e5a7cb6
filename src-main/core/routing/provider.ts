import type { Dialect } from '../conversation.ts'
import type { Quirks } from '../target.ts'

/** How a key travels: a header, with a scheme before it or bare. */
export interface AuthStyle {
  readonly header: string
  readonly scheme?: string
}

export type ModelKind = 'embedding' | 'image' | 'audio' | 'rerank' | 'moderation' | 'completion'

/** A fact about some models of a provider, with where it is written down. The first fact that matches and knows wins. */
export interface ModelFact {
  /** Pattern over the upstream id; `*` matches any run. */
  readonly match: string
  readonly endpoints?: readonly Dialect[]
  readonly kind?: ModelKind
  readonly contextWindow?: number
  readonly maxOutputTokens?: number
  readonly quirks?: Partial<Quirks>
  /** Endpoints that cannot take function tools while reasoning is on (newer GPT models on Chat). */
  readonly toolsWithReasoningNotOn?: readonly Dialect[]
  /** URL or document that says so, with the date it was read. */
  readonly source: string
}

/** Everything that is known about a kind of provider before a user says anything: pure data. */
export interface ProviderPreset {
  readonly name: string
  readonly baseUrl: string
  /** Dialects that the provider serves at all. */
  readonly endpoints: readonly Dialect[]
  /** Where a dialect lives, when not at its usual path below baseUrl. */
  readonly paths?: Partial<Readonly<Record<Dialect, string>>>
  readonly auth: AuthStyle
  /** Where one dialect wants the key otherwise. */
  readonly authFor?: Partial<Readonly<Record<Dialect, AuthStyle>>>
  /** Sent with every request, list calls included. */
  readonly headers?: Readonly<Record<string, string>>
  /** The model list below baseUrl; null: there is none. */
  readonly listPath: string | null
  /** Taken off each listed id (`models/` at Gemini). */
  readonly listIdPrefix?: string
  /** Usual name of the key's environment variable. */
  readonly keyEnvironment?: string
  /** False for local servers that want none. */
  readonly needsKey: boolean
  /** True for servers on the user's machine. */
  readonly local?: boolean
  readonly quirks?: Partial<Quirks>
  readonly quirksFor?: Partial<Readonly<Record<Dialect, Partial<Quirks>>>>
  readonly models?: readonly ModelFact[]
  /** Where all this is written down, with the date it was read. */
  readonly source: string
}

/** How a key is found: `env:NAME`, `keychain`, `file:PATH`, `client`, `none`. */
export type KeyReference =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'keychain' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'client' }
  | { readonly kind: 'none' }

/** A configured provider: a preset, or the user's own base URL, merged with the user's settings. */
export interface Provider extends ProviderPreset {
  readonly id: string
  readonly preset?: string
  readonly key: KeyReference
}
