import type { Failure } from '../core/reply.ts'
import type { Resolution, ResolvedTarget } from '../core/routing/resolution.ts'
import type { Call } from './call.ts'
import { answerFailure, errorHeaders } from './failures.ts'
import { returnedHeaders, translatedHeaders, warningHeaders } from './headers.ts'
import type { ProxyParts } from './parts.ts'
import type { Refusal } from './refusal.ts'
import { ownHeaders } from './trip.ts'

/** Answers a call with a failure that no provider has a part in. */
export function fail(call: Call, failure: Failure): void {
  const headers = warningHeaders(call.journal.losses())
  finish(call, answerFailure({ ...call, failure, headers }), failure)
}

/** Answers a call with a provider's refusal: as the provider wrote it where the caller speaks its dialect, else rewritten. */
export function answerRefusal(options: {
  readonly call: Call
  readonly parts: ProxyParts
  readonly resolution: Resolution
  readonly target: ResolvedTarget
  readonly refusal: Refusal
}): void {
  const { call, refusal } = options
  const { failure, original } = refusal
  const own = ownHeaders(options, refusal.way)
  if (original?.dialect !== call.dialect) {
    const said = translatedHeaders(refusal.headers, call.dialect, options.parts.clock.now())
    const headers = { ...said, ...own }
    finish(call, answerFailure({ ...call, failure, headers }), failure)
    return
  }
  const body = Buffer.from(original.body)
  const { 'content-encoding': _, ...headers } = returnedHeaders(refusal.headers)
  call.response.writeHead(original.status, {
    ...headers,
    ...own,
    ...errorHeaders(failure, call.id),
    'content-type': 'application/json',
    'content-length': body.length,
  })
  call.response.end(body)
  finish(call, { status: original.status, bytes: body.length }, failure)
}

/** Answers a call with an object of our own making. */
export function answerObject(options: {
  readonly call: Call
  readonly headers: Record<string, string>
  readonly body: unknown
}): void {
  const { call, headers } = options
  const body = Buffer.from(JSON.stringify(options.body))
  call.response.writeHead(200, {
    'x-request-id': call.id,
    ...headers,
    'content-type': 'application/json',
    'content-length': body.length,
  })
  call.response.end(body)
  call.journal.wrote(body.length)
  call.journal.end('completed', 200)
}

function finish({ journal }: Call, sent: { status: number; bytes: number }, failure: Failure): void {
  journal.wrote(sent.bytes)
  journal.end('failed', sent.status, failure)
}
