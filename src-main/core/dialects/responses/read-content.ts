import type { Block, Citation } from '../../conversation.ts'
import { sourceOf } from '../../data-url.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asArray, asNumber, asObject, asString, isObject } from '../../json.ts'
import { refuse } from './refusals.ts'

/** A message's or tool output's content: a string, or parts. An empty string is no block. */
export function readContent(content: Json | undefined, path: string): Block[] {
  if (content === undefined || content === null || content === '') return []
  if (typeof content === 'string') return [{ type: 'text', text: content, path }]
  if (!Array.isArray(content)) return refuse(path, 'expected a string or an array of content parts.')
  return content.map((part, index) => readPart(part, `${path}[${index}]`))
}

/** Parts by type; `text` and `image_url` are Chat's names, which clients mix in. */
const PARTS: Readonly<Record<string, (part: JsonObject, path: string) => Block>> = {
  input_text: readText,
  output_text: readText,
  text: readText,
  summary_text: readText,
  input_image: readImage,
  image_url: readImage,
  input_file: readFile,
  input_audio: readAudio,
  refusal: (part, path) => ({ type: 'refusal', text: asString(part.refusal) ?? '', path }),
}

function readPart(part: Json, path: string): Block {
  if (typeof part === 'string') return { type: 'text', text: part, path }
  const kind = asString(asObject(part).type) ?? ''
  const read = Object.hasOwn(PARTS, kind) ? PARTS[kind] : undefined
  if (!isObject(part) || !read) return refuse(path, `content of type "${kind}" is not known here.`)
  return { ...read(part, path), ...cacheOf(part) }
}

const cacheOf = (part: JsonObject): { cache?: JsonObject } => {
  const cache = part.prompt_cache_breakpoint ?? part.cache_control
  return isObject(cache) ? { cache } : {}
}

function readText(part: JsonObject, path: string): Block {
  const citations = asArray(part.annotations).filter(isObject).map(readCitation)
  const text = asString(part.text) ?? ''
  return citations.length > 0 ? { type: 'text', text, citations, path } : { type: 'text', text, path }
}

/** An annotation of output text. */
export const readCitation = (annotation: JsonObject): Citation => {
  const [url, title] = [asString(annotation.url), asString(annotation.title)]
  const [start, end] = [asNumber(annotation.start_index), asNumber(annotation.end_index)]
  return {
    ...(url !== undefined && { url }),
    ...(title !== undefined && { title }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    raw: { dialect: 'responses', value: annotation },
  }
}

function readImage(part: JsonObject, path: string): Block {
  const nested = asObject(part.image_url)
  const url = asString(part.image_url) ?? asString(nested.url)
  const id = asString(part.file_id)
  const detail = asString(part.detail) ?? asString(nested.detail)
  const rest = detail === undefined ? { path } : { detail, path }
  if (url !== undefined) return { type: 'image', source: sourceOf(url), ...rest }
  if (id !== undefined) return { type: 'image', source: { kind: 'id', id }, ...rest }
  return refuse(path, 'an image needs `image_url` or `file_id`.')
}

function readFile(part: JsonObject, path: string): Block {
  const [url, id, data] = [asString(part.file_url), asString(part.file_id), asString(part.file_data)]
  const filename = asString(part.filename)
  const detail = asString(part.detail) ?? 'auto'
  const rest = {
    ...(filename !== undefined && { filename }),
    ...(detail !== 'auto' && { ownFields: ['detail'] }),
    path,
  }
  if (data !== undefined) return { type: 'file', source: fileSource(data, filename), ...rest }
  if (url !== undefined) return { type: 'file', source: sourceOf(url), ...rest }
  if (id !== undefined) return { type: 'file', source: { kind: 'id', id }, ...rest }
  return refuse(path, 'a file needs `file_data`, `file_url` or `file_id`.')
}

/** `file_data` is a data URL, or bare base64, whose type only the name tells. */
const fileSource = (data: string, filename = '') =>
  data.startsWith('data:')
    ? sourceOf(data)
    : ({
        kind: 'base64',
        mediaType: /\.txt$/i.test(filename) ? 'text/plain' : 'application/pdf',
        data,
      } as const)

function readAudio(part: JsonObject, path: string): Block {
  const audio = asObject(part.input_audio)
  return { type: 'audio', data: asString(audio.data) ?? '', format: asString(audio.format) ?? 'wav', path }
}
