import type { ProxyParts } from './parts.ts'

/** Different wrong keys in a minute, after which somebody is guessing. A client with an old key repeats one. */
const MOST = 20
const MINUTE = 60_000

/** Counts wrong local keys. Whoever came in before is never held up. */
export interface Guesses {
  /** Seconds until a key that never opened this proxy is looked at again; 0 where it may be now. */
  wait(tokens: readonly string[]): number
  right(token: string): void
  wrong(tokens: readonly string[]): void
}

export function createGuesses(clock: ProxyParts['clock']): Guesses {
  const known = new Set<string>()
  const wrong = new Set<string>()
  // Milliseconds since the epoch: the first wrong key of this minute.
  let since = 0
  const left = () => since + MINUTE - clock.now()

  return {
    wait(tokens) {
      if (wrong.size < MOST || left() <= 0 || tokens.some(token => known.has(token))) return 0
      return Math.ceil(left() / 1000)
    },
    right: token => void known.add(token),
    wrong(tokens) {
      if (left() <= 0) {
        wrong.clear()
        since = clock.now()
      }
      for (const token of tokens) wrong.add(token)
    },
  }
}
