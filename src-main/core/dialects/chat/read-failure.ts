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

/** How much of a provider's own words is shown, in characters. */
const EXCERPT = 500

/** An error of a provider, as far as its words could be understood. */
interface Said {
  readonly message?: string
  readonly code?: string
  readonly type?: string
  readonly param?: string
  readonly status?: number
  readonly details?: JsonObject
}

/** Reads an error body in any of the shapes of mapping §8; HTML and empty bodies give a message from the status. */
export function readFailure(status: number, body: string): Failure {
  const value = parseJson(body)
  const said = value === undefined ? {} : sayingOf(value)
  return failure(said, status, said.message ?? plainText(body))
}

/**
 * The error that a chunk of a stream holds, or undefined. `isError` says that the event's name promises one. The status is the
 * provider's number where it gave an HTTP status, else 502.
 */
export function readErrorValue(chunk: JsonObject, isError = false): Failure | undefined {
  const isBare = chunk.object === 'error' || (!chunk.choices && (chunk.detail ?? chunk.message) !== undefined)
  if (!chunk.error && !isBare && !isError) return undefined
  const said = sayingOf(chunk)
  return failure(said, said.status ?? 502, said.message)
}

function failure(said: Said, status: number, message: string | undefined): Failure {
  const text = message || `The provider answered with status ${status} and no reason.`
  const overflow = isOverflow(text, said.code)
  return {
    status: overflow && status >= 500 ? 400 : status,
    ...(said.code !== undefined && { code: said.code }),
    ...(overflow && { code: 'context_length_exceeded', type: 'invalid_request_error' }),
    ...(!overflow && said.type !== undefined && { type: said.type }),
    ...(said.param !== undefined && { param: said.param }),
    message: shorten(text),
    ...(said.details && { details: said.details }),
    origin: 'provider',
  }
}

/**
 * OpenAI, Azure, Groq and OpenRouter nest an object in `error`; xAI and Ollama put text there; Mistral and FastAPI say `detail` or
 * stand bare; Gemini wraps all in an array.
 */
function sayingOf(value: Json): Said {
  if (Array.isArray(value)) return value[0] === undefined ? {} : sayingOf(value[0])
  if (!isObject(value)) return typeof value === 'string' ? { message: value } : {}
  const { error } = value
  if (isObject(error)) return sayingOfObject(error)
  if (typeof error === 'string') return { ...codes(value), message: error }
  if (value.detail !== undefined) return { ...codes(value), message: readDetail(value.detail) }
  return sayingOfObject(value)
}

function sayingOfObject(error: JsonObject): Said {
  const metadata = asObject(error.metadata)
  const message = asString(error.message) ?? asString(error.error) ?? textOf(error.message)
  const raw = rawText(metadata.raw)
  const failed = asString(error.failed_generation)
  return {
    ...codes(error),
    message: raw && raw !== message ? `${message ?? 'Provider error'}: ${raw}` : message,
    ...(failed !== undefined && { details: { failed_generation: shorten(failed) } }),
  }
}

function codes(error: JsonObject): Said {
  const number = asNumber(error.code) ?? asNumber(error.status_code) ?? asNumber(error.status)
  const isStatus = number !== undefined && number >= 400 && number <= 599
  const word =
    asString(error.code) ?? (typeof error.status === 'string' ? error.status.toLowerCase() : undefined)
  const type = asString(error.type)
  const param = asString(error.param)
  return {
    // "401" as a code repeats the status.
    ...(word && !/^\d+$/.test(word) && { code: word }),
    ...(type && { type }),
    ...(param && { param }),
    ...(isStatus && { status: number }),
  }
}

/** OpenRouter hands on what the provider behind it said, often as JSON text. */
function rawText(raw: Json | undefined): string | undefined {
  const text = asString(raw)
  if (text === undefined) return isObject(raw) ? sayingOf(raw).message : undefined
  const inner = parseJson(text)
  return (isObject(inner) ? sayingOf(inner).message : undefined) ?? plainText(text)
}

/** FastAPI lists what was wrong: `[{loc, msg}]`. */
function readDetail(detail: Json): string | undefined {
  const problems = asArray(detail).map(problem => {
    const { loc, msg } = asObject(problem)
    return [asArray(loc).join('.'), asString(msg)].filter(Boolean).join(': ')
  })
  return asString(detail) ?? (problems.join('; ') || textOf(detail))
}

const textOf = (value: Json | undefined): string | undefined =>
  isObject(value) || Array.isArray(value) ? JSON.stringify(value) : undefined

/** The words of a page, without its markup. */
const plainText = (body: string): string =>
  body
    .replace(/<(script|style)\b.*?<\/\1>/gis, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const shorten = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT - 1)}…` : text)
