import type { Failure } from '../core/reply.ts'
import { type Call, giveWhole } from './call.ts'
import { errorHeaders, failureReply } from './failures.ts'
import { returnedHeaders, translatedHeaders, warningHeaders } from './headers.ts'
import type { ProxyParts } from './parts.ts'
import type { Refusal } from './refusal.ts'

/** Answers a call with a failure that no provider has a part in. */
export function fail(call: Call, failure: Failure): void {
  giveFailure(call, failure, warningHeaders(call.journal.losses()))
}

/** Answers a call with a provider's refusal: as the provider wrote it where the caller speaks its dialect, else rewritten. */
export function answerRefusal(options: {
  readonly call: Call
  readonly parts: Pick<ProxyParts, 'clock'>
  readonly refusal: Refusal
  /** Our own headers for the answer. */
  readonly own: Record<string, string>
}): void {
  const { call, parts, refusal, own } = options
  const { failure, original } = refusal
  if (original?.dialect !== call.dialect) {
    const said = translatedHeaders(refusal.headers, call.dialect, parts.clock.now())
    giveFailure(call, failure, { ...said, ...own })
    return
  }
  const body = Buffer.from(original.body)
  const { 'content-encoding': _, ...headers } = returnedHeaders(refusal.headers)
  const ours = { ...own, ...errorHeaders(failure, call.id), 'content-type': 'application/json' }
  giveWhole(call, original.status, { ...headers, ...ours }, body)
  call.journal.end('failed', original.status, failure)
}

/** Answers a call with an object of our own making. */
export function answerObject(options: {
  readonly call: Call
  readonly headers: Record<string, string>
  readonly body: unknown
}): void {
  const { call, headers } = options
  const body = Buffer.from(JSON.stringify(options.body))
  giveWhole(call, 200, { 'x-request-id': call.id, ...headers, 'content-type': 'application/json' }, body)
  call.journal.end('completed', 200)
}

/** Answers a call with a stream of our own making, whose events are all there. */
export function answerEvents(options: {
  readonly call: Call
  readonly headers: Record<string, string>
  readonly text: string
}): void {
  const { call, headers, text } = options
  call.journal.note({ stream: true })
  const type = { 'content-type': 'text/event-stream; charset=utf-8' }
  giveWhole(call, 200, { 'x-request-id': call.id, ...headers, ...type }, Buffer.from(text))
  call.journal.end('completed', 200)
}

function giveFailure(call: Call, failure: Failure, headers: Record<string, string | string[]>): void {
  const reply = failureReply({ dialect: call.dialect, id: call.id, failure, headers })
  giveWhole(call, reply.status, reply.headers, reply.body)
  call.journal.end('failed', reply.status, failure)
}
