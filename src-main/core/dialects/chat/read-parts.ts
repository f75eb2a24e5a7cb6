import type { Block } from '../../conversation.ts'
import { sourceOf } from '../../data-url.ts'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'

type PartReader = (part: JsonObject, path: string) => Block | undefined

/** Part types, those of Responses and Messages included: clients mix them up (Cursor), and their meaning is plain. */
const PARTS: Readonly<Record<string, PartReader>> = {
  text: readText,
  input_text: readText,
  output_text: readText,
  refusal: (part, path) => ({ type: 'refusal', text: asString(part.refusal) ?? '', path }),
  image_url: readImage,
  input_image: readImage,
  file: readFile,
  input_file: readFile,
  file_url: (part, path) => urlFile(asString(asObject(part.file_url).url) ?? asString(part.file_url), path),
  document_url: (part, path) => urlFile(asString(part.document_url), path),
  input_audio: (part, path) => {
    const { data, format } = asObject(part.input_audio)
    const bytes = asString(data)
    return bytes === undefined
      ? undefined
      : { type: 'audio', data: bytes, format: asString(format) ?? 'wav', path }
  },
  thinking: (part, path) => ({ type: 'reasoning', text: readThinking(part), path }),
}

/**
 * The blocks of a message's content: a string, an array of parts, or nothing. Empty text is no block. A part of unknown type, or
 * one without its content, is refused with its path.
 */
export function readContent(content: Json | undefined, path: string, ledger: Ledger): Block[] {
  if (content === null || content === undefined || content === '') return []
  if (typeof content === 'string') return [{ type: 'text', text: content, path }]
  const parts = isObject(content) ? [content] : content
  if (!Array.isArray(parts)) {
    ledger.refuse(path, 'Content must be a string or an array of content parts.')
    return []
  }
  return parts.flatMap((part, index) => readPart(part, `${path}[${index}]`, ledger))
}

function readPart(part: Json, path: string, ledger: Ledger): Block[] {
  if (typeof part === 'string') return part === '' ? [] : [{ type: 'text', text: part, path }]
  const value = asObject(part)
  const type = asString(value.type) ?? (typeof value.text === 'string' ? 'text' : '')
  const read = Object.hasOwn(PARTS, type) ? PARTS[type] : undefined
  const block = read?.(value, path)
  if (!block) {
    const reason = read
      ? `A ${type} part needs its content.`
      : `Content parts of type "${type}" are not known.`
    ledger.refuse(path, `${reason} Remove it, or call a model that speaks Chat Completions itself.`)
    return []
  }
  if (block.type === 'text' && block.text === '') return []
  const cache = readCache(value)
  return [cache ? { ...block, cache } : block]
}

/** A cache breakpoint in either vendor's words, as the client said it. */
export function readCache(value: JsonObject): JsonObject | undefined {
  const cache = value.cache_control ?? value.prompt_cache_breakpoint
  return isObject(cache) ? cache : undefined
}

/** The text of Mistral's `thinking` part: an array of text parts, or a string. */
export function readThinking(part: JsonObject): string {
  if (typeof part.thinking === 'string') return part.thinking
  return asArray(part.thinking)
    .map(entry => asString(asObject(entry).text) ?? '')
    .join('')
}

function readText(part: JsonObject, path: string): Block | undefined {
  const text = asString(part.text)
  return text === undefined ? undefined : { type: 'text', text, path }
}

function readImage(part: JsonObject, path: string): Block | undefined {
  const image = asObject(part.image_url)
  const url = asString(image.url) ?? asString(part.image_url)
  const detail = asString(image.detail) ?? asString(part.detail)
  const id = asString(part.file_id)
  if (url === undefined && id === undefined) return undefined
  const source = url === undefined ? ({ kind: 'id', id: id ?? '' } as const) : sourceOf(url)
  return { type: 'image', source, ...(detail !== undefined && { detail }), path }
}

function readFile(part: JsonObject, path: string): Block | undefined {
  const file = isObject(part.file) ? part.file : part
  const filename = asString(file.filename)
  const data = asString(file.file_data)
  const id = asString(file.file_id)
  const named = filename === undefined ? {} : { filename }
  if (data !== undefined) {
    const read = sourceOf(data)
    // OpenAI takes bare base64 too: then the name is all that tells the type.
    const source = read.kind === 'url' && !/^https?:/.test(data) ? pdf(data) : read
    return { type: 'file', source, ...named, path }
  }
  if (id !== undefined) return { type: 'file', source: { kind: 'id', id }, ...named, path }
  return urlFile(asString(file.file_url), path)
}

const pdf = (data: string) => ({ kind: 'base64', mediaType: 'application/pdf', data }) as const

const urlFile = (url: string | undefined, path: string): Block | undefined =>
  url === undefined ? undefined : { type: 'file', source: sourceOf(url), path }
