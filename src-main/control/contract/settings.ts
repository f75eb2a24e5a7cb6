import { z } from 'zod'
import type { Settings } from '../../core/routing/settings.ts'
import type { Change } from './changes.ts'
import { providerField } from './fields.ts'

/** One value of settings.jsonc by its path, e.g. `["log", "keepDays"]`; without a value the default counts again. */
export const saveSettingInput = z.strictObject({
  path: z
    .array(z.union([z.string().max(1000), z.int().min(0)]))
    .min(1)
    .max(8),
  value: z.json().optional(),
})
/** Without providers: it may use all. */
export const createKeyInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  providers: z.array(providerField).max(100).optional(),
})
export const keyNameInput = z.strictObject({ name: z.string().min(1).max(1000) })

export type SaveSettingInput = z.output<typeof saveSettingInput>
type CreateKeyInput = z.output<typeof createKeyInput>
type KeyNameInput = z.output<typeof keyNameInput>

export interface SettingsOperations {
  /** What is in force, defaults filled in; null where there was never a good file. */
  values(): { readonly path: string; readonly values: Settings | null }
  /** The file as it stands, for showing, without what looks like a secret; undefined while there is none. */
  text(): { readonly path: string; readonly text?: string }
  save(input: SaveSettingInput): Promise<Change>
}

/** A key of this proxy, without its token. */
export interface LocalKeyView {
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** Absent: it may use all. */
  readonly providers?: readonly string[]
  /** The first key: revoking it puts a fresh one in its place. */
  readonly primary: boolean
}

/** The token is shown this once. */
type KeyCreated =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly message: string }

export interface KeyOperations {
  list(): readonly LocalKeyView[]
  create(input: CreateKeyInput): Promise<KeyCreated>
  revoke(input: KeyNameInput): Promise<Change>
  /** The token that clients are set up with. */
  primary(): { readonly token: string }
}
