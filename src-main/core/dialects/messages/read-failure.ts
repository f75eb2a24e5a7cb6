import {
  asArray,
  asNumber,
  asObject,
  asString,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
} from '../../json.ts'
import { isOverflow } from '../../overflow.ts'
import type { Failure } from '../../reply.ts'

/** Anthropic's error types: the status they come with, and OpenAI's words for them. */
const TYPES: Readonly<Record<string, { status: number; type: string; code?: string }>> = {
  invalid_request_error: { status: 400, type: 'invalid_request_error' },
  request_too_large: { status: 413, type: 'invalid_request_error' },
  authentication_error: { status: 401, type: 'invalid_request_error', code: 'invalid_api_key' },
  billing_error: { status: 402, type: 'invalid_request_error', code: 'insufficient_quota' },
  permission_error: { status: 403, type: 'permission_error' },
  not_found_error: { status: 404, type: 'invalid_request_error' },
  timeout_error: { status: 504, type: 'server_error' },
  conflict_error: { status: 409, type: 'invalid_request_error' },
  rate_limit_error: { status: 429, type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  api_error: { status: 500, type: 'server_error' },
  overloaded_error: { status: 529, type: 'server_error', code: 'server_is_overloaded' },
}

const EXCERPT = 300

/** Reads an error body in Anthropic's shape, a clone's, OpenAI's, or none at all (a proxy's HTML, nothing). */
export function readFailure(status: number, body: string): Failure {
  const value = parseJson(body)
  // Gemini's compatible endpoints wrap the object in an array.
  const error = Array.isArray(value) ? value[0] : value
  if (isObject(error)) return readError(error, status)
  const text = excerpt(body)
  return failureOf({ message: text || `The provider answered ${status} without a reason.` }, status)
}

/** Reads an error object: of a body, or of an `error` event (then without a status: the type tells it). */
export function readError(body: JsonObject, status?: number): Failure {
  const error = body.error ?? body.detail ?? body.message ?? body
  return failureOf(isObject(error) ? error : { ...body, message: wordsOf(error) }, status)
}

function failureOf(error: JsonObject, httpStatus: number | undefined): Failure {
  const saidType = asString(error.type) ?? ''
  const known = Object.hasOwn(TYPES, saidType) ? TYPES[saidType] : undefined
  const words = wordsOf(error.message) || wordsOf(error.detail) || 'The provider failed without a reason.'
  const behind = wordsBehind(error)
  const message = behind && !words.includes(behind) ? `${words}: ${behind}` : words
  const saidCode = asString(error.code)
  const status = httpStatus ?? known?.status ?? statusOf(error.code) ?? 502
  const code = isOverflow(`${saidCode ?? ''} ${message}`)
    ? 'context_length_exceeded'
    : (saidCode ?? (isUnknownModel(saidType, message) ? 'model_not_found' : known?.code))
  const param = asString(error.param)
  return {
    status,
    message,
    origin: 'provider',
    ...(code !== undefined && { code }),
    ...(known ? { type: known.type } : saidType !== '' && saidType !== 'error' && { type: saidType }),
    ...(param !== undefined && { param }),
    ...(isObject(error.details) && { details: { details: error.details } }),
  }
}

const isUnknownModel = (type: string, message: string): boolean =>
  type === 'not_found_error' && message.startsWith('model:')

/** Some gateways put the HTTP status where OpenAI has a word. */
function statusOf(code: Json | undefined): number | undefined {
  const number = asNumber(code)
  return number !== undefined && number >= 400 && number < 600 ? number : undefined
}

/** Validation errors of Python servers are lists of `{loc, msg}`. */
function wordsOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return asArray(value).map(wordsOf).filter(Boolean).join('; ')
  const { msg, message, loc } = asObject(value)
  const words = asString(msg) ?? asString(message) ?? ''
  return loc === undefined ? words : `${asArray(loc).join('.')}: ${words}`
}

/** OpenRouter hands on what the provider behind it said, as text that is often JSON. */
function wordsBehind(error: JsonObject): string {
  const raw = asString(asObject(error.metadata).raw)
  if (raw === undefined) return ''
  const value = parseJson(raw)
  return isObject(value) ? readError(value).message : excerpt(raw)
}

/** The words of an HTML page or a plain text, cut short. */
function excerpt(body: string): string {
  const isPage = /^\s*</.test(body)
  const text = isPage ? body.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ') : body
  return text.replace(/\s+/g, ' ').trim().slice(0, EXCERPT)
}
