import type { Attempt, Exchange, ExchangeOutcome, RunningExchange } from '../core/exchange.ts'
import { redactText } from '../core/redact.ts'
import type { Failure, Loss } from '../core/reply.ts'
import type { ProxyParts, RunningHandle } from './parts.ts'
import { createRecorder, noRecorder, type Recorder, type SentRequest } from './recorder.ts'
import { costOf } from './reply-cost.ts'
import type { RequestHead } from './request-head.ts'

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
  /** What goes over the wire; it records nothing where bodies are off. */
  readonly record: Recorder
  note(facts: Partial<Noted>): void
  /** What is known only when all has been seen: asked once, at the end, however that comes. */
  observe(look: () => Partial<Noted>): void
  /** The request goes to a provider; the first call counts. */
  sends(): void
  /** The reply says something; the first call counts. */
  speaks(): void
  attempt(attempt: Attempt): void
  lose(losses: readonly Loss[]): void
  losses(): readonly Loss[]
  requested(): string | undefined
  /** Bytes of the reply's body that are handed to the caller's socket. */
  wrote(bytes: Uint8Array): void
  /** The first call counts. A failure makes a `completed` exchange a `failed` one. */
  end(outcome: ExchangeOutcome, status: number, failure?: Failure): void
}

export function createJournal(options: {
  readonly parts: Pick<ProxyParts, 'clock' | 'log' | 'bodies' | 'onError'>
  readonly head: RequestHead & Pick<Exchange, 'id' | 'replayOf'>
  /** The request as it came, for the recording. */
  readonly request: SentRequest
  /** Ends the request at both sides. */
  readonly cancel: () => void
}): Journal {
  const { parts, head, request } = options
  const { clock, log } = parts
  const startedAt = clock.now()
  const sinceStart = () => clock.now() - startedAt
  const isRecorded = parts.bodies() !== 'off'
  const record = isRecorded ? createRecorder(request, sinceStart) : noRecorder
  const attempts: Attempt[] = []
  const losses: Loss[] = []
  let noted: Partial<Noted> = {}
  let look: (() => Partial<Noted>) | undefined
  let queueMs: number | undefined
  let firstByteMs: number | undefined
  let firstTokenMs: number | undefined
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
    queueMs,
    firstByteMs,
    firstTokenMs,
    cost: costOf(noted.usage),
  })
  const handle: RunningHandle = {
    read: known,
    recording: record.recording,
    cancel() {
      if (!ended) options.cancel()
    },
  }
  const tell = (say: () => void): void => {
    try {
      say()
    } catch (error) {
      // The log's faults never reach the caller.
      parts.onError(error, head.id)
    }
  }
  const tellProgress = (): void => {
    if (!ended) tell(() => log.progress(head.id, handle))
  }

  return {
    record,
    note(facts) {
      noted = { ...noted, ...facts }
      tellProgress()
    },
    observe(given) {
      look = given
    },
    sends() {
      queueMs ??= sinceStart()
    },
    speaks() {
      if (firstTokenMs !== undefined) return
      firstTokenMs = sinceStart()
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
      bytesOut += bytes.length
      record.clientChunk(bytes)
      if (firstByteMs !== undefined) return
      firstByteMs = sinceStart()
      tellProgress()
    },
    end(outcome, status, failure) {
      if (ended) return
      ended = true
      tell(() => {
        noted = { ...noted, ...look?.() }
        const exchange: Exchange = {
          ...known(),
          durationMs: sinceStart(),
          outcome,
          status,
          errorCode: failure?.code,
          errorMessage: failure && redactText(failure.message),
          bytesOut,
        }
        log.end(exchange, isRecorded ? record.recording() : undefined)
      })
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
