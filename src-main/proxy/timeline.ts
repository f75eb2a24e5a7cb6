import type { Attempt, Exchange } from '../core/exchange.ts'

type Times = Pick<Exchange, 'startedAt' | 'attempts' | 'queueMs' | 'firstByteMs' | 'firstTokenMs'>

/** One try at a provider, as it goes. It lasts until it is told to end, the next one begins or the request ends. */
export interface Try {
  /** The head of the answer is there. */
  answers(head: Pick<Attempt, 'status' | 'connectMs' | 'upstreamId'>): void
  /** It failed, or was refused. */
  fails(errorCode: string | undefined): void
}

/**
 * When what happened to one request, by one clock that never goes back: sent on, head, first byte, first token, end, each not
 * before the one before it. A reply's times are those of the last try: what an earlier one said was not given to anybody.
 */
export interface Timeline {
  /** Milliseconds since the request came. */
  now(): number
  /** The request goes to a provider. */
  sends(to: Pick<Attempt, 'modelId' | 'dialect' | 'action'>): Try
  /** The provider's reply has come this far; of each the first call counts, and gives true. */
  hears(): boolean
  speaks(): boolean
  /** Bytes of the reply go to the caller; the first call counts, and gives true. */
  gives(): boolean
  /** All that is known. What goes on lasts until now. */
  times(): Times
  /** Nothing goes on any more; gives the milliseconds that it took. */
  ends(): number
}

interface Trying {
  readonly facts: Omit<Attempt, 'startedAt' | 'durationMs'>
  readonly from: number
  readonly to?: number
}

export function createTimeline(clock: { now(): number }): Timeline {
  const startedAt = clock.now()
  const tries: Trying[] = []
  let latest = 0
  let sentAt: number | undefined
  let heardAt: number | undefined
  let spokeAt: number | undefined
  let gaveAt: number | undefined
  let endedAt: number | undefined

  const now = (): number => {
    // A clock that is set back would let things end before they began.
    latest = Math.max(latest, clock.now() - startedAt)
    return latest
  }
  const change = (place: number, more: Partial<Attempt>, to?: number): void => {
    const one = tries[place]
    if (one && one.to === undefined) tries[place] = { ...one, facts: { ...one.facts, ...more }, to }
  }
  const endLast = (): number => {
    const at = now()
    change(tries.length - 1, {}, at)
    return at
  }

  return {
    now,
    sends(to) {
      const from = endLast()
      sentAt ??= from
      heardAt = undefined
      spokeAt = undefined
      const place = tries.push({ facts: to, from }) - 1
      return {
        answers({ connectMs, ...head }) {
          const headMs = now() - from
          // Measured by a finer clock, and rounded.
          const connected = connectMs === undefined ? {} : { connectMs: Math.min(connectMs, headMs) }
          change(place, { ...head, ...connected, headMs })
        },
        fails: errorCode => change(place, { errorCode }, now()),
      }
    },
    hears() {
      if (heardAt !== undefined) return false
      heardAt = now()
      return true
    },
    speaks() {
      if (spokeAt !== undefined) return false
      spokeAt = now()
      return true
    },
    gives() {
      if (gaveAt !== undefined) return false
      gaveAt = now()
      return true
    },
    times() {
      const until = endedAt ?? now()
      return {
        startedAt,
        attempts: tries.map(({ facts, from, to = until }) => ({
          ...facts,
          startedAt: startedAt + from,
          durationMs: to - from,
        })),
        queueMs: sentAt,
        firstByteMs: heardAt ?? gaveAt,
        firstTokenMs: spokeAt,
      }
    },
    ends() {
      endedAt ??= endLast()
      return endedAt
    },
  }
}
