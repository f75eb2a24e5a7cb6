import { readError, readErrorBody, type SaidError } from '../../error-body.ts'
import type { JsonObject } from '../../json.ts'
import { isOverflow } from '../../overflow.ts'
import type { Failure } from '../../reply.ts'
import { sseText } from '../../text/sse.ts'

/** OpenAI's error type of a status (mapping §8). */
const typeOf = (status: number): string => {
  if (status === 429) return 'rate_limit_error'
  if (status === 403) return 'permission_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}

/** Codes of failures that arrive inside a stream, where no status says what happened. */
const STATUSES: Readonly<Record<string, number>> = {
  context_length_exceeded: 400,
  invalid_prompt: 400,
  invalid_value: 400,
  invalid_request_error: 400,
  invalid_api_key: 401,
  authentication_error: 401,
  permission_error: 403,
  model_not_found: 404,
  not_found_error: 404,
  insufficient_quota: 429,
  rate_limit_exceeded: 429,
  rate_limit_error: 429,
  server_is_overloaded: 503,
  overloaded_error: 503,
  slow_down: 503,
}

/** Reads an error body of any of the known shapes (mapping §8); what is no JSON becomes a short excerpt. */
export const readFailure = (status: number, body: string): Failure => failureFrom(readErrorBody(body), status)

/** An error object of a stream's event or of a response's `error` field. The status is guessed from its code. */
export const failureOf = (error: JsonObject): Failure => failureFrom(readError(error))

function failureFrom(said: SaidError, status?: number): Failure {
  const message = said.message || 'The provider gave no reason.'
  const isTooLong = status !== 429 && isOverflow(message, said.code)
  const code = isTooLong ? 'context_length_exceeded' : said.code
  return {
    status: status ?? statusOf(code, said),
    ...(code !== undefined && { code }),
    ...(said.type !== undefined && { type: said.type }),
    message,
    ...(said.param !== undefined && { param: said.param }),
    ...(said.details && { details: said.details }),
    origin: 'provider',
  }
}

function statusOf(code: string | undefined, { type, status }: SaidError): number {
  if (status !== undefined) return status
  for (const word of [code, type]) {
    const known = word !== undefined && Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined
    if (known !== undefined) return known
  }
  return 502
}

/** OpenAI's error object. */
export function errorObject(failure: Failure) {
  const { status, code, type, message, param, candidates, details } = failure
  return {
    ...details,
    message,
    type: type ?? typeOf(status),
    param: param ?? null,
    code: code ?? null,
    ...(candidates && { candidates: [...candidates] }),
  }
}

/** An error body as OpenAI's clients expect it; Anthropic's 529 is their 503. */
export const writeFailure = (failure: Failure): { status: number; body: JsonObject } => ({
  status: failure.status === 529 ? 503 : failure.status,
  body: { error: errorObject(failure) },
})

/**
 * A failure in a stream that is passed on: an `error` event for SDKs, and `response.failed`, the only one Codex knows. The
 * response it names is a stand-in, as the passing road keeps no state.
 */
export function writeStreamFailure(failure: Failure): string {
  const { code, message, param } = errorObject(failure)
  const error = { code: code ?? 'server_error', message }
  const response = { id: 'resp_failed', object: 'response', status: 'failed', error, output: [] }
  const events = [
    { type: 'error', code, message, param },
    { type: 'response.failed', response },
  ]
  return events.map(event => sseText(JSON.stringify(event), event.type)).join('')
}
