import type { Conversation, Dialect } from './conversation.ts'
import { asArray, asObject, isObject, type JsonObject } from './json.ts'
import type { Options } from './options.ts'

type Paths = Partial<Record<keyof Options, string>>

/** Where an option stands in a client's body when its name is not simply the option's in snake case. */
const PATHS: Readonly<Record<Dialect, Paths>> = {
  chat: {
    choices: 'n',
    cacheKey: 'prompt_cache_key',
    cacheRetention: 'prompt_cache_retention',
    format: 'response_format',
    obfuscation: 'stream_options.include_obfuscation',
  },
  responses: {
    logprobs: 'include',
    obfuscation: 'stream_options.include_obfuscation',
    verbosity: 'text.verbosity',
    format: 'text.format',
    cacheKey: 'prompt_cache_key',
    cacheRetention: 'prompt_cache_retention',
  },
  messages: {
    maxOutputTokens: 'max_tokens',
    stop: 'stop_sequences',
    reasoning: 'output_config.effort',
    format: 'output_config.format',
    userId: 'metadata.user_id',
    cacheKey: 'metadata.user_id',
  },
}

const USER = ['safety_identifier', 'user']

/** Options that clients say in one of several fields, in the order in which they are read. */
const NAMES: Partial<Readonly<Record<Dialect, Partial<Record<keyof Options, readonly string[]>>>>> = {
  chat: {
    maxOutputTokens: ['max_completion_tokens', 'max_tokens'],
    // Of OpenAI, of OpenRouter, of GLM and Kimi, of Qwen.
    reasoning: ['reasoning_effort', 'reasoning', 'thinking', 'enable_thinking'],
    userId: USER,
  },
  responses: { maxOutputTokens: ['max_output_tokens', 'max_completion_tokens', 'max_tokens'], userId: USER },
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** The JSON path of an option in the body of the client that sent it, for losses and refusals. */
export function optionPath({ from, body, options }: Conversation, name: keyof Options): string {
  const names = NAMES[from]?.[name] ?? []
  const used = names.find(field => (body[field] ?? null) !== null) ?? names[0]
  if (used !== undefined) return used
  if (from === 'responses' && name === 'reasoning') return effortPath(body)
  if (from === 'messages' && name === 'serviceTier' && body.speed === 'fast') return 'speed'
  // Anthropic's thinking is switched by itself; its strength is another field.
  if (from === 'messages' && name === 'reasoning' && options.reasoning?.effort === undefined)
    return 'thinking'
  return PATHS[from][name] ?? snakeCase(name)
}

/** The last word of a client of Responses on how much to think, which may stand in its input. */
function effortPath({ input }: JsonObject): string {
  const update = asArray(input).findLastIndex(item => {
    const { type, reasoning } = asObject(item)
    return type === 'configuration_update' && asObject(reasoning).effort !== undefined
  })
  return update < 0 ? 'reasoning.effort' : `input[${update}].reasoning.effort`
}

/** The JSON path of a budget of thinking tokens: Anthropic's field, which others took over, or OpenRouter's. */
export const budgetPath = ({ body }: Pick<Conversation, 'body'>): string =>
  isObject(body.reasoning) && 'max_tokens' in body.reasoning
    ? 'reasoning.max_tokens'
    : 'thinking.budget_tokens'

/** The field in which a client sends its conversation. */
export const turnsField = ({ from }: Pick<Conversation, 'from'>): string =>
  from === 'responses' ? 'input' : 'messages'
