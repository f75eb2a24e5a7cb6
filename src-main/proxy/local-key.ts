/** A key of this proxy, as a caller showed it: its name, and the providers it may use (all, where absent). */
export interface LocalKey {
  readonly name: string
  readonly providers?: readonly string[]
}
