import type { Dialect } from '../../core/conversation.ts'
import type { Settings } from '../../core/routing/settings.ts'
import type { SettingsProblemView } from './changes.ts'

/** What the window and the tray show. Plain JSON without any secret: a key is named by where it lies, never given. */
export interface ControlState {
  readonly version: string
  /** The home folder that holds settings, lists and logs. */
  readonly home: string
  readonly proxy: {
    readonly url: string
    readonly port: number
    readonly paused: boolean
    /** Why the proxy does not answer, e.g. its port is taken and by whom. */
    readonly problem?: string
  }
  readonly settings: {
    readonly path: string
    /** Grows with each change of the file that took effect or broke it: what was read from it is to be asked again. */
    readonly version: number
    /** What is in force: the last good file, with all defaults filled in. Null: there was never a good one. */
    readonly values: Settings | null
    readonly problem?: SettingsProblemView
  }
  /** In settings order, which is priority. */
  readonly providers: readonly ProviderView[]
  readonly catalog: {
    /** Grows whenever `models.list` or `aliases.list` may answer otherwise: lists, findings or settings changed. */
    readonly version: number
    readonly models: number
    readonly enabled: number
    /** Listed since the last change of their provider's list. */
    readonly fresh: number
  }
  /** Things the user should know, as sentences. */
  readonly warnings: readonly string[]
}

/** One configured provider with the state of its key and of its model list. */
export interface ProviderView {
  readonly id: string
  readonly name: string
  /** The bundled provider it is made from; absent for the user's own. */
  readonly preset?: string
  readonly baseUrl: string
  readonly endpoints: readonly Dialect[]
  /** Exists in this process only (the demo): it cannot be edited. */
  readonly fixed: boolean
  readonly key: {
    /** As the settings say it: `env:NAME`, `keychain`, `file:PATH`, `client` or `none`. */
    readonly source: string
    /** Whether a key was found there; undefined where none is looked for, and until the first look has ended. */
    readonly found?: boolean
    /** Why none was found, and what to do. */
    readonly problem?: string
    /** The system's own words on it, for people who look closer. */
    readonly details?: string
    /** What people call the keychain that holds it; only where the source is `keychain`. */
    readonly keychain?: string
  }
  readonly list: {
    readonly models: number
    /** Milliseconds since the epoch of the last good list; absent: it could never be had. */
    readonly fetchedAt?: number
    /** Why the last try failed. */
    readonly error?: string
    /** It is being fetched now. */
    readonly refreshing: boolean
  }
}

/** The whole state, then only the top-level parts that changed. After a reconnect a snapshot comes again. */
export type StateChange =
  | { readonly type: 'snapshot'; readonly state: ControlState }
  | { readonly type: 'change'; readonly changed: Partial<ControlState> }
