import type { Attempt, Exchange, ExchangeOutcome } from '../core/exchange.ts'
import { redactText } from '../core/exchange.ts'
import type { Failure, Loss } from '../core/reply.ts'
import type { ProxyParts } from './parts.ts'

type Noted = Pick<
  Exchange,
  | 'requested'
  | 'route'
  | 'modelId'
  | 'steps'
  | 'clientDialect'
  | 'upstreamDialect'
  | 'action'
  | 'stream'
  | 'usage'
  | 'stop'
  | 'bytesIn'
>

/** Collects what happens to one request, and gives it to the log once, when its reply has ended. */
export interface Journal {
  note(facts: Partial<Noted>): void
  attempt(attempt: Attempt): void
  lose(losses: readonly Loss[]): void
  losses(): readonly Loss[]
  requested(): string | undefined
  /** Bytes of the reply's body that were handed to the caller's socket. */
  wrote(bytes: number): void
  /** The first call counts. A failure makes a `completed` exchange a `failed` one. */
  end(outcome: ExchangeOutcome, status: number, failure?: Failure): void
}

export function createJournal(
  parts: Pick<ProxyParts, 'clock' | 'onExchange' | 'onError'>,
  head: Pick<Exchange, 'id' | 'method' | 'path' | 'client' | 'keyName'>,
): Journal {
  const startedAt = parts.clock.now()
  const attempts: Attempt[] = []
  const losses: Loss[] = []
  let noted: Partial<Noted> = {}
  let firstByteAt: number | undefined
  let bytesOut = 0
  let ended = false

  return {
    note(facts) {
      noted = { ...noted, ...facts }
    },
    attempt: attempt => attempts.push(attempt),
    lose: more => losses.push(...more),
    losses: () => losses,
    requested: () => noted.requested,
    wrote(bytes) {
      firstByteAt ??= parts.clock.now()
      bytesOut += bytes
    },
    end(outcome, status, failure) {
      if (ended) return
      ended = true
      const exchange: Exchange = {
        steps: [],
        stream: false,
        bytesIn: 0,
        ...noted,
        ...head,
        startedAt,
        durationMs: parts.clock.now() - startedAt,
        attempts,
        losses,
        outcome,
        status,
        errorCode: failure?.code,
        errorMessage: failure && redactText(failure.message),
        firstByteMs: firstByteAt === undefined ? undefined : firstByteAt - startedAt,
        bytesOut,
      }
      try {
        parts.onExchange(exchange)
      } catch (error) {
        // The log's faults never reach the caller.
        parts.onError(error, head.id)
      }
    },
  }
}
