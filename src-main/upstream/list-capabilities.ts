import { asBoolean, asObject, isObject, type Json, type JsonObject } from '../core/json.ts'
import type { Capabilities, Capability } from '../core/routing/capabilities.ts'
import { valueAt } from './list-fields.ts'

/** The words of lists for a capability, in lower case, with `_` between and without `supports_` before them. */
const WORDS: Readonly<Record<string, Capability>> = {
  tools: 'tools', // OpenRouter, Chutes, Fireworks
  tool_use: 'tools', // LM Studio, Vercel
  tool_calls: 'tools', // GitHub Copilot
  tool_calling: 'tools', // GitHub Models
  function_calling: 'tools', // Mistral
  vision: 'images', // GitHub Copilot, Mistral, Vercel
  image_in: 'images', // Moonshot
  image_input: 'images', // Anthropic, Fireworks
  multimodal: 'images', // llama.cpp
  pdf_input: 'files', // Anthropic
  file_input: 'files', // Vercel
  audio: 'audio', // Mistral
  audio_input: 'audio',
  video_in: 'video', // Moonshot
  reasoning: 'reasoning', // OpenRouter, Mistral, Moonshot, Vercel
  thinking: 'reasoning', // Anthropic, Gemini, Ollama
  adaptive_thinking: 'reasoning', // GitHub Copilot
  reasoning_effort: 'reasoning', // GitHub Copilot: the efforts there are
  structured_outputs: 'schema', // OpenRouter, Anthropic, GitHub Copilot
  structured_output: 'schema',
}

/** Where words stand as keys whose values say yes or no. */
const FLAGS = [[], ['capabilities'], ['capabilities', 'supports']] as const
/** Where they stand in a list that names some of what the model can do. */
const NAMED = [['capabilities'], ['tags'], ['features']] as const
/** Where a list names everything of its kind: what is missing, the model cannot. */
const WHOLE = {
  supported_parameters: ['tools', 'reasoning', 'schema'], // OpenRouter
  supported_features: ['tools', 'reasoning', 'schema'], // Chutes
} as const satisfies Readonly<Record<string, readonly Capability[]>>
/** The media that a model reads. */
const MODALITIES = [
  ['architecture', 'input_modalities'], // OpenRouter
  ['input_modalities'], // xAI, Codex
  ['supported_input_modalities'], // GitHub Models
] as const
const MEDIA: Readonly<Record<string, Capability>> = {
  image: 'images',
  file: 'files',
  pdf: 'files',
  document: 'files',
  audio: 'audio',
  video: 'video',
}

/** What an entry of a model list says of the model's capabilities. Undefined where it says nothing. */
export function readCapabilities(entry: JsonObject): Capabilities | undefined {
  const known: Partial<Record<Capability, boolean>> = {}
  // One word that says yes outweighs others that say no: there are several for one thing.
  const say = (capability: Capability | undefined, can: boolean) => {
    if (capability) known[capability] = can || known[capability] === true
  }
  for (const [name, all] of Object.entries(WHOLE)) {
    const words = wordsAt(entry, [name])
    for (const capability of words.length > 0 ? all : []) say(capability, false)
    for (const word of words) say(meaning(word), true)
  }
  for (const path of MODALITIES) {
    const media = wordsAt(entry, path)
    for (const capability of media.length > 0 ? Object.values(MEDIA) : []) say(capability, false)
    for (const word of media) say(own(MEDIA, word), true)
  }
  for (const path of NAMED) for (const word of wordsAt(entry, path)) say(meaning(word), true)
  for (const path of FLAGS) {
    for (const [key, value] of Object.entries(asObject(valueAt(entry, path)))) {
      const can = saysYes(value)
      if (can !== undefined) say(meaning(key), can)
    }
  }
  return Object.keys(known).length > 0 ? known : undefined
}

function wordsAt(entry: JsonObject, path: readonly string[]): readonly string[] {
  const given = valueAt(entry, path)
  return Array.isArray(given) ? given.filter(word => typeof word === 'string') : []
}

const meaning = (word: string): Capability | undefined =>
  own(
    WORDS,
    word
      .toLowerCase()
      .replaceAll('-', '_')
      .replace(/^supports_/, ''),
  )

const own = (table: Readonly<Record<string, Capability>>, word: string): Capability | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined

/** Yes or no, as a boolean, as `{supported: …}` (Anthropic), or as the choices there are. */
function saysYes(value: Json | undefined): boolean | undefined {
  if (Array.isArray(value)) return value.length > 0
  return isObject(value) ? asBoolean(value.supported) : asBoolean(value)
}
