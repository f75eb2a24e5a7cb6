import { asString, isObject, type Json, type JsonObject } from './json.ts'

/** What a prompt is made of, for counting its tokens: text, and what costs tokens without being text. */
export interface PromptParts {
  readonly texts: readonly string[]
  /** Turns and items, each of which a model is told the begin and the end of. */
  readonly turns: number
  readonly images: number
  /** Base64 characters of files and recordings. */
  readonly fileCharacters: number
}

/** The members of a request that are told to the model; the rest costs nothing. */
const PROMPT: readonly string[] = ['instructions', 'system', 'messages', 'input', 'tools']
/** Members that steer or name, and vendors' sealed reasoning, whose length says nothing. */
const UNTOLD = new Set(
  'type id role status index phase model cache_control call_id tool_call_id tool_use_id file_id file_url url media_type filename detail strict signature encrypted_content format'.split(
    ' ',
  ),
)
const IMAGES = new Set(['image', 'image_url', 'input_image'])
const FILES = new Set(['document', 'file', 'input_file', 'input_audio'])

/** Looks through a request of any dialect; what it does not know counts as the text that is in it. */
export function promptParts(body: JsonObject): PromptParts {
  const texts: string[] = []
  let turns = 0
  let images = 0
  let fileCharacters = 0

  const see = (value: Json | undefined): void => {
    if (typeof value === 'string') texts.push(value)
    else if (Array.isArray(value)) value.forEach(see)
    else if (isObject(value)) seeObject(value)
  }
  const seeObject = (value: JsonObject): void => {
    const type = asString(value.type) ?? ''
    if (IMAGES.has(type)) images++
    else if (FILES.has(type) && !isTextSource(value.source)) fileCharacters += longestText(value)
    // The model is told a call's input and a schema as JSON, names and all.
    else if (type === 'tool_use') texts.push(asString(value.name) ?? '', JSON.stringify(value.input ?? {}))
    else if (type !== 'redacted_thinking')
      for (const [key, inner] of Object.entries(value)) if (!UNTOLD.has(key)) see(inner)
  }

  for (const key of PROMPT) {
    const value = body[key]
    turns += turnsOf(key, value)
    if (key === 'tools' && Array.isArray(value)) texts.push(...value.map(tool => JSON.stringify(tool)))
    else see(value)
  }
  return { texts, turns, images, fileCharacters }
}

/** A text is a turn of its own: the user's, or what the model is told before. Of `system`, the parts are one. */
function turnsOf(key: string, value: Json | undefined): number {
  if (typeof value === 'string') return 1
  if (!Array.isArray(value)) return 0
  return key === 'system' ? Math.min(1, value.length) : value.length
}

/** Documents that hold text, or parts of their own. */
const isTextSource = (source: Json | undefined): boolean =>
  isObject(source) && (source.type === 'text' || source.type === 'content')

function longestText(value: Json | undefined): number {
  if (typeof value === 'string') return value.length
  if (!isObject(value)) return 0
  return Math.max(0, ...Object.values(value).map(longestText))
}
