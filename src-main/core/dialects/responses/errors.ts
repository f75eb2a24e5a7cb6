import type { Json, JsonObject } from '../../json.ts'
import { asArray, asNumber, asObject, asString, isObject, parseJson } from '../../json.ts'
import { isOverflow } from '../../overflow.ts'
import type { Failure } from '../../reply.ts'
import { sseText } from '../../text/sse.ts'

/** OpenAI's error type of a status (mapping §8). */
const typeOf = (status: number): string => {
  if (status === 429) return 'rate_limit_error'
  if (status === 403) return 'permission_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}

const EXCERPT = 500

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
export function readFailure(status: number, body: string): Failure {
  const value = parseJson(body)
  const found = value === undefined ? undefined : errorIn(value)
  return found ? failureOf(found, status) : failureOf({ message: excerpt(body) }, status)
}

/** An error object of a stream's event, of a response's `error` field, or of a body. The status is guessed from its code. */
export function failureOf(error: JsonObject, status?: number): Failure {
  const message =
    asString(error.message) || asString(asObject(error.metadata).raw) || 'The provider gave no reason.'
  const given = asString(error.code) ?? asString(error.status)
  const type = asString(error.type)
  const isTooLong = given === 'context_length_exceeded' || (status !== 429 && isOverflow(message))
  const code = isTooLong ? 'context_length_exceeded' : given
  const param = asString(error.param)
  return {
    status: status ?? statusOf(code, type, asNumber(error.code) ?? asNumber(error.status)),
    ...(code !== undefined && { code }),
    ...(type !== undefined && type !== 'error' && { type }),
    message,
    ...(param !== undefined && { param }),
    origin: 'provider',
  }
}

function statusOf(code: string | undefined, type: string | undefined, numeric: number | undefined): number {
  if (numeric !== undefined && numeric >= 400 && numeric < 600) return numeric
  for (const word of [code, type]) {
    const known = word !== undefined && Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined
    if (known !== undefined) return known
  }
  return 502
}

/** The error object of a body: OpenAI, Anthropic, Gemini's list, xAI, Mistral, FastAPI, Ollama. */
function errorIn(value: Json): JsonObject | undefined {
  if (Array.isArray(value)) return value[0] === undefined ? undefined : errorIn(value[0])
  if (!isObject(value)) return undefined
  const { error, detail, message } = value
  if (isObject(error)) return error
  if (typeof error === 'string') return { ...value, message: error }
  if (typeof detail === 'string') return { ...value, message: detail }
  if (isObject(detail)) return detail
  if (Array.isArray(detail)) return { message: detail.map(problem).join('; ') }
  return typeof message === 'string' ? value : undefined
}

/** One entry of a validation report: where, and what. */
const problem = (entry: Json): string => {
  const { loc, msg } = asObject(entry)
  return `${asArray(loc).join('.')}: ${asString(msg) ?? ''}`
}

/** Text of an HTML page or whatever else came, short enough to be read in a terminal. */
function excerpt(body: string): string {
  const text = body
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return text.slice(0, EXCERPT)
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
