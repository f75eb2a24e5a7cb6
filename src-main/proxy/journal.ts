import type { Attempt, Exchange, ExchangeOutcome, RunningExchange } from '../core/exchange.ts'
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

/** Collects what happens to one request, and gives it to the log: as it becomes known, and whole when its reply has ended. */
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
  parts: Pick<ProxyParts, 'clock' | 'log' | 'onError'>,
  given: Pick<Exchange, 'id' | 'method' | 'path' | 'client' | 'keyName' | 'replayOf'>,
): Journal {
  const startedAt = parts.clock.now()
  const head = { ...given, client: given.client && redactText(given.client) }
  const attempts: Attempt[] = []
  const losses: Loss[] = []
  let noted: Partial<Noted> = {}
  let firstByteAt: number | undefined
  let bytesOut = 0
  let ended = false

  const known = (): RunningExchange => ({
    steps: [],
    stream: false,
    bytesIn: 0,
    ...withoutSecrets(noted),
    ...head,
    startedAt,
    attempts: [...attempts],
    losses: [...losses],
    firstByteMs: firstByteAt === undefined ? undefined : firstByteAt - startedAt,
  })
  const handle = { read: known, recording: () => ({}), cancel: () => undefined }
  const tell = (say: () => void): void => {
    try {
      say()
    } catch (error) {
      // The log's faults never reach the caller.
      parts.onError(error, head.id)
    }
  }
  const tellProgress = (): void => {
    if (!ended) tell(() => parts.log.progress(head.id, handle))
  }

  return {
    note(facts) {
      noted = { ...noted, ...facts }
      tellProgress()
    },
    attempt(attempt) {
      attempts.push(attempt)
      tellProgress()
    },
    lose: more => losses.push(...more),
    losses: () => losses,
    requested: () => noted.requested,
    wrote(bytes) {
      bytesOut += bytes
      if (firstByteAt !== undefined) return
      firstByteAt = parts.clock.now()
      tellProgress()
    },
    end(outcome, status, failure) {
      if (ended) return
      ended = true
      const exchange: Exchange = {
        ...known(),
        durationMs: parts.clock.now() - startedAt,
        outcome,
        status,
        errorCode: failure?.code,
        errorMessage: failure && redactText(failure.message),
        bytesOut,
      }
      tell(() => parts.log.end(exchange, undefined))
    },
  }
}

/** A name that leads nowhere may be a key that was put into the wrong field. One that was found is none. */
function withoutSecrets(noted: Partial<Noted>): Partial<Noted> {
  if (noted.route || noted.requested === undefined) return noted
  const { requested, steps = [] } = noted
  return {
    ...noted,
    requested: redactText(requested),
    steps: steps.map(step => ({ ...step, detail: redactText(step.detail) })),
  }
}
