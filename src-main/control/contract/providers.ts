import { z } from 'zod'
import { DIALECTS, type Dialect } from '../../core/conversation.ts'
import type { Change } from './changes.ts'
import { providerField } from './fields.ts'
import type { ProviderView } from './state.ts'

/** A provider as its form holds it: fields that are left out stay as they are, null takes one out of the file. */
export const saveProviderInput = z.strictObject({
  id: providerField,
  preset: z.string().max(100).nullable().optional(),
  baseUrl: z.string().max(2000).nullable().optional(),
  endpoints: z.array(z.enum(DIALECTS)).max(DIALECTS.length).nullable().optional(),
  /** Where the key lies, never the key. A new provider without one: its environment variable if set, else the keychain, else none. */
  key: z
    .string()
    .max(2000)
    .regex(/^(env:.+|file:.+|keychain|client|none)$/, 'env:NAME, file:PATH, keychain, client or none')
    .nullable()
    .optional(),
})
export const providerInput = z.strictObject({ id: providerField })
/** `forgetKey`: its key in the keychain goes too. */
export const removeProviderInput = z.strictObject({
  id: providerField,
  forgetKey: z.boolean().default(false),
})
/** All ids of the settings file, first is first in priority. */
export const reorderInput = z.strictObject({ ids: z.array(providerField).max(1000) })
export const storeKeyInput = z.strictObject({ id: providerField, key: z.string().min(1).max(10_000) })

export type SaveProviderInput = z.output<typeof saveProviderInput>
type ProviderInput = z.output<typeof providerInput>
type RemoveProviderInput = z.output<typeof removeProviderInput>
type ReorderInput = z.output<typeof reorderInput>
export type StoreKeyInput = z.output<typeof storeKeyInput>

/** A bundled provider that can be added by its name. */
export interface PresetView {
  readonly preset: string
  readonly name: string
  readonly baseUrl: string
  readonly endpoints: readonly Dialect[]
  readonly needsKey: boolean
  /** Usual name of the key's environment variable. */
  readonly keyEnvironment?: string
  /** A server on the user's machine. */
  readonly local: boolean
  /** A provider of the settings is made from it already. */
  readonly configured: boolean
}

/** A variable of the environment that looks like a preset's key. Its value never leaves the process. */
export interface EnvironmentKey {
  readonly preset: string
  readonly name: string
  readonly variable: string
  /** A provider of the settings uses this variable already. */
  readonly adopted: boolean
}

export interface KeychainView {
  readonly name: string
  readonly available: boolean
  /** The system's own words. */
  readonly reason?: string
}

/** A model list fetched just now with the provider's key. `message` is in the provider's own words, without secrets. */
export type ProviderCheck =
  | { readonly ok: true; readonly models: number; readonly durationMs: number }
  | { readonly ok: false; readonly message: string; readonly durationMs: number }

export interface ProviderOperations {
  list(): readonly ProviderView[]
  presets(): readonly PresetView[]
  environmentKeys(): readonly EnvironmentKey[]
  keychain(): Promise<KeychainView>
  /** Adds, or changes the given fields. */
  save(input: SaveProviderInput): Promise<Change>
  remove(input: RemoveProviderInput): Promise<Change>
  reorder(input: ReorderInput): Promise<Change>
  /** Into the keychain, and `"key": "keychain"` into the settings. */
  storeKey(input: StoreKeyInput): Promise<Change>
  /** Out of the keychain; the settings stay. */
  forgetKey(input: ProviderInput): Promise<Change>
  check(input: ProviderInput, signal: AbortSignal | undefined): Promise<ProviderCheck>
}
