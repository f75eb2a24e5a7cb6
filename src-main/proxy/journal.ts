import type { Exchange, ExchangeOutcome, RunningExchange } from '../core/exchange.ts'
import { redactText } from '../core/redact.ts'
import type { Failure, Loss } from '../core/reply.ts'
import { saidCost } from '../core/reply-cost.ts'
import type { ProxyParts, RunningHandle } from './parts.ts'
import { createRecorder, noRecorder, type Recorder, type SentRequest } from './recorder.ts'
import type { RequestHead } from './request-head.ts'
import { createTimeline, type Timeline } from './timeline.ts'
import { usageSoFar } from './usage-so-far.ts'

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
  /** The request goes to a provider. */
  sends: Timeline['sends']
  /** Bytes of the provider's body, before anything is made of them. */
  heard(bytes: Uint8Array): void
  /** The reply says something; the first call counts. */
  speaks(): void
  lose(losses: readonly Loss[]): void
  losses(): readonly Loss[]
  requested(): string | undefined
  /** Bytes of the reply's body that are handed to the caller's socket. */
  wrote(bytes: Uint8Array): void
  /** The first call counts. */
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
  const timeline = createTimeline(clock)
  const isRecorded = parts.bodies() !== 'off'
  const record = isRecorded ? createRecorder(request, timeline.now) : noRecorder
  const losses: Loss[] = []
  let noted: Partial<Noted> = {}
  let look: (() => Partial<Noted>) | undefined
  let bytesOut = 0
  let ended = false

  const known = (): RunningExchange => ({
    steps: [],
    stream: false,
    bytesIn: 0,
    ...withoutSecrets(noted),
    ...head,
    ...timeline.times(),
    losses: [...losses],
    usage: usageSoFar(noted.usage),
    cost: saidCost(noted.usage),
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
    sends(to) {
      const sent = timeline.sends(to)
      tellProgress()
      return {
        answers(answered) {
          sent.answers(answered)
          tellProgress()
        },
        fails(errorCode) {
          sent.fails(errorCode)
          tellProgress()
        },
      }
    },
    heard(bytes) {
      record.upstreamChunk(bytes)
      if (timeline.hears()) tellProgress()
    },
    speaks() {
      if (timeline.speaks()) tellProgress()
    },
    lose: more => losses.push(...more),
    losses: () => losses,
    requested: () => noted.requested,
    wrote(bytes) {
      bytesOut += bytes.length
      record.clientChunk(bytes)
      if (timeline.gives()) tellProgress()
    },
    end(outcome, status, failure) {
      if (ended) return
      ended = true
      tell(() => {
        noted = { ...noted, ...look?.() }
        const durationMs = timeline.ends()
        const exchange: Exchange = {
          ...known(),
          ...(outcome === 'completed' && { usage: noted.usage }),
          // An error in place of the reply: whatever was said, nobody heard it.
          ...(outcome === 'failed' && { firstTokenMs: undefined }),
          durationMs,
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
