import type { ErrorObject } from '@anthropic-ai/sdk/resources/shared'
import type { JsonObject } from '../../json.ts'
import type { Failure } from '../../reply.ts'
import { sseText } from '../../text/sse.ts'
import { overflowMessage } from './overflow.ts'

/** Types that Anthropic documents; the SDK's union leaves a few of them out. */
type ErrorType = ErrorObject['type'] | 'conflict_error'

const TYPES: Readonly<Record<number, ErrorType>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  405: 'invalid_request_error',
  408: 'timeout_error',
  409: 'conflict_error',
  413: 'invalid_request_error',
  415: 'invalid_request_error',
  422: 'invalid_request_error',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

/** Claude Code hides the text of a 404, so a name that leads nowhere is a 400 here. */
const TOLD_AS_400: ReadonlySet<string> = new Set(['model_not_found', 'provider_not_configured'])

/** Prints a failure as Anthropic does, and the status that its clients expect (mapping §8). */
export function writeFailure(failure: Failure, requestId?: string): { status: number; body: JsonObject } {
  const status = statusOf(failure)
  return {
    status,
    body: { type: 'error', error: errorOf(failure, status), request_id: requestId ?? null },
  }
}

/** Prints a failure as the last event of a stream; nothing follows it. */
export function writeStreamFailure(failure: Failure): string {
  const error = errorOf(failure, statusOf(failure))
  return sseText(JSON.stringify({ type: 'error', error }), 'error')
}

function statusOf({ status, code, origin }: Failure): number {
  if (origin === 'patchbay' && TOLD_AS_400.has(code ?? '')) return 400
  if (code === 'context_length_exceeded') return 400
  return status === 503 && origin === 'provider' ? 529 : status
}

function errorOf(failure: Failure, status: number): JsonObject {
  const { code, param, candidates, details } = failure
  const message = code === 'context_length_exceeded' ? overflowMessage(failure.message) : failure.message
  return {
    type: TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error'),
    message,
    ...(code !== undefined && { code }),
    ...(param !== undefined && { param }),
    ...(candidates && { candidates: [...candidates] }),
    ...details,
  }
}
