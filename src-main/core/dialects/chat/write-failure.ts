import type { JsonObject } from '../../json.ts'
import type { Failure } from '../../reply.ts'
import { sseText } from '../../text/sse.ts'

/** OpenAI's error type and code for a status, where the failure has none of its own (mapping §8). */
const BY_STATUS: Readonly<Record<number, { readonly type: string; readonly code?: string }>> = {
  401: { type: 'invalid_request_error', code: 'invalid_api_key' },
  402: { type: 'insufficient_quota', code: 'insufficient_quota' },
  404: { type: 'invalid_request_error' },
  429: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  503: { type: 'server_error', code: 'server_is_overloaded' },
}

/** The status that OpenAI's clients expect: Anthropic's 529 is unknown to them. */
const statusFor = (status: number): number => (status === 529 ? 503 : status)

/** The error object of OpenAI's APIs. */
function errorObject(failure: Failure): JsonObject {
  const status = statusFor(failure.status)
  const usual = BY_STATUS[status]
  return {
    message: failure.message,
    type: failure.type ?? usual?.type ?? (status >= 500 ? 'server_error' : 'invalid_request_error'),
    param: failure.param ?? null,
    code: failure.code ?? usual?.code ?? null,
    ...(failure.candidates && { candidates: [...failure.candidates] }),
    ...failure.details,
  }
}

/** Prints a failure as OpenAI's error body. */
export function writeFailure(failure: Failure, requestId?: string): { status: number; body: JsonObject } {
  const body = { error: errorObject(failure), ...(requestId !== undefined && { request_id: requestId }) }
  return { status: statusFor(failure.status), body }
}

/** A failure in a stream that has begun. No end mark follows it: the official SDKs throw at `error`. */
export const writeStreamFailure = (failure: Failure): string =>
  sseText(JSON.stringify({ error: errorObject(failure) }))
