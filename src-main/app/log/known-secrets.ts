import type { LocalKeys } from '../../state/local-keys.ts'
import type { Secrets } from '../../state/secrets.ts'

/** Shorter values are words of any text: to take them out would say more than it hides. */
const SHORTEST = 6

/** Exact values that must not be in anything that is stored or shown, whatever they look like. */
export interface KnownSecrets {
  all(): readonly string[]
  /** A key that a caller brought. */
  add(secret: string): void
}

/** Keys of callers that are remembered; the last ones stay. */
const CALLERS = 1_000

/** The keys of providers that were read, the local ones and those of callers; what was revoked since stays among them. */
export function createKnownSecrets(parts: {
  readonly secrets: Pick<Secrets, 'known'>
  readonly localKeys: Pick<LocalKeys, 'list' | 'token'>
}): KnownSecrets {
  const { secrets, localKeys } = parts
  const local = new Set<string>()
  const callers = new Set<string>()

  return {
    add(secret) {
      callers.delete(secret)
      callers.add(secret)
      const [oldest] = callers
      if (callers.size > CALLERS && oldest !== undefined) callers.delete(oldest)
    },
    all() {
      for (const { name } of localKeys.list()) local.add(localKeys.token(name) ?? '')
      const known = new Set([...secrets.known(), ...local, ...callers])
      return [...known].filter(({ length }) => length >= SHORTEST)
    },
  }
}
