/** Why settings.jsonc is not in force, or would not be. Lines and columns count from 1. */
export interface SettingsProblemView {
  readonly message: string
  /** Joined by dots. */
  readonly path?: string
  readonly line?: number
  readonly column?: number
}

/** Why nothing was changed; `message` is for people and says what to do next. */
export interface Refused {
  readonly ok: false
  readonly reason: /** The settings file has errors and is not touched. */
    | 'broken'
    /** The file is newer than what was shown; look and repeat. */
    | 'changed'
    | 'invalid'
    | 'unwritable'
    /** What was named is not there. */
    | 'unknown'
    /** No keychain answers; `env:` and `file:` are the other ways. */
    | 'keychain'
  readonly message: string
  readonly problems: readonly SettingsProblemView[]
}

/** What every operation that changes something answers. What changed comes by the state subscription. */
export type Change = { readonly ok: true } | Refused
