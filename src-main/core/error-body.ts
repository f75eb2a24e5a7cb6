import {
  asArray,
  asNumber,
  asObject,
  asString,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
} from './json.ts'

/** How much of a provider's own words is shown, in characters. */
const EXCERPT = 500

/** An error of a provider, as far as its words could be understood. */
export interface SaidError {
  readonly message?: string
  readonly code?: string
  readonly type?: string
  readonly param?: string
  /** The HTTP status, where the body repeats it. */
  readonly status?: number
  readonly details?: JsonObject
}

/** Reads an error body of any shape of mapping §8; a page or plain text gives its words, an empty body nothing. */
export function readErrorBody(body: string): SaidError {
  const value = parseJson(body)
  const said = value === undefined ? {} : readError(value)
  return said.message ? said : { ...said, message: shorten(plainText(body)) || undefined }
}

/**
 * OpenAI, Azure, Groq, OpenRouter and Anthropic nest an object in `error`; xAI and Ollama put text there; Mistral and FastAPI say
 * `detail` or stand bare; Gemini wraps all in an array.
 */
export function readError(value: Json): SaidError {
  if (Array.isArray(value)) return value[0] === undefined ? {} : readError(value[0])
  if (!isObject(value)) return typeof value === 'string' ? { message: value } : {}
  const { error, detail } = value
  if (isObject(error)) return readErrorObject(error)
  if (typeof error === 'string') return { ...codes(value), message: error }
  if (isObject(detail) && asString(detail.message)) return readErrorObject(detail)
  if (detail !== undefined) return { ...codes(value), message: readDetail(detail) }
  return readErrorObject(value)
}

function readErrorObject(error: JsonObject): SaidError {
  const message =
    asString(error.message) ?? asString(error.error) ?? (listed(error.message) || textOf(error.message))
  const behind = wordsBehind(asObject(error.metadata).raw)
  const failed = asString(error.failed_generation)
  const details = {
    ...(failed !== undefined && { failed_generation: shorten(failed) }),
    ...(isObject(error.details) && { details: error.details }),
  }
  return {
    ...codes(error),
    message: behind && !message?.includes(behind) ? `${message || 'Provider error'}: ${behind}` : message,
    ...(Object.keys(details).length > 0 && { details }),
  }
}

function codes(error: JsonObject): SaidError {
  const number = asNumber(error.code) ?? asNumber(error.status_code) ?? asNumber(error.status)
  const isStatus = number !== undefined && number >= 400 && number <= 599
  const word = asString(error.code) ?? asString(error.status)?.toLowerCase()
  const type = asString(error.type)
  const param = asString(error.param)
  return {
    // "401" as a code repeats the status.
    ...(word && !/^\d+$/.test(word) && { code: word }),
    ...(type && type !== 'error' && { type }),
    ...(param && { param }),
    ...(isStatus && { status: number }),
  }
}

/** OpenRouter hands on what the provider behind it said, often as JSON text. */
function wordsBehind(raw: Json | undefined): string | undefined {
  const text = asString(raw)
  if (text === undefined) return isObject(raw) ? readError(raw).message : undefined
  const inner = parseJson(text)
  return (isObject(inner) ? readError(inner).message : undefined) ?? plainText(text)
}

const readDetail = (detail: Json): string | undefined =>
  asString(detail) ?? (listed(detail) || textOf(detail))

/** Python's validators list what was wrong: `[{loc, msg}]`. */
const listed = (problems: Json | undefined): string =>
  asArray(problems)
    .map(problem => {
      const { loc, msg, message } = asObject(problem)
      return [asArray(loc).join('.'), asString(problem) ?? asString(msg) ?? asString(message)]
        .filter(Boolean)
        .join(': ')
    })
    .filter(Boolean)
    .join('; ')

const textOf = (value: Json | undefined): string | undefined =>
  isObject(value) || Array.isArray(value) ? JSON.stringify(value) : undefined

/** The words of a page, without its markup. */
const plainText = (body: string): string =>
  (/^\s*</.test(body) ? body.replace(/<(script|style)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ') : body)
    .replace(/\s+/g, ' ')
    .trim()

/** A text of bearable length. */
export const shorten = (text: string): string =>
  text.length > EXCERPT ? `${text.slice(0, EXCERPT - 1)}…` : text
