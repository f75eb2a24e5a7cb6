import type { Conversation, Dialect } from './conversation.ts'
import { isObject, type JsonObject } from './json.ts'
import type { Options } from './options.ts'

type Paths = Partial<Record<keyof Options, string>>

/** Where an option stands in a client's body when its name is not simply the option's in snake case. */
const PATHS: Readonly<Record<Dialect, Paths>> = {
  chat: {
    choices: 'n',
    reasoning: 'reasoning_effort',
    userId: 'safety_identifier',
    cacheKey: 'prompt_cache_key',
    cacheRetention: 'prompt_cache_retention',
    format: 'response_format',
    obfuscation: 'stream_options.include_obfuscation',
  },
  responses: {
    logprobs: 'include',
    obfuscation: 'stream_options.include_obfuscation',
    reasoning: 'reasoning.effort',
    verbosity: 'text.verbosity',
    format: 'text.format',
    userId: 'safety_identifier',
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

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** The JSON path of an option in the body of the client that sent it, for losses and refusals. */
export function optionPath({ from, body, options }: Conversation, name: keyof Options): string {
  if (from === 'chat' && name === 'maxOutputTokens') {
    return 'max_completion_tokens' in body ? 'max_completion_tokens' : 'max_tokens'
  }
  if (from === 'chat' && name === 'reasoning') return reasoningField(body)
  if (from === 'messages' && name === 'serviceTier' && body.speed === 'fast') return 'speed'
  // Anthropic's thinking is switched by itself; its strength is another field.
  if (from === 'messages' && name === 'reasoning' && options.reasoning?.effort === undefined)
    return 'thinking'
  return PATHS[from][name] ?? snakeCase(name)
}

/** Where a client of Chat says how much to think: OpenAI's field, or that of OpenRouter, of GLM and Kimi, or of Qwen. */
function reasoningField(body: JsonObject): string {
  if ('reasoning_effort' in body) return 'reasoning_effort'
  return ['reasoning', 'thinking', 'enable_thinking'].find(name => name in body) ?? 'reasoning_effort'
}

/** The JSON path of a budget of thinking tokens: Anthropic's field, which others took over, or OpenRouter's. */
export const budgetPath = ({ body }: Pick<Conversation, 'body'>): string =>
  isObject(body.reasoning) && 'max_tokens' in body.reasoning
    ? 'reasoning.max_tokens'
    : 'thinking.budget_tokens'

/** The field in which a client sends its conversation. */
export const turnsField = ({ from }: Pick<Conversation, 'from'>): string =>
  from === 'responses' ? 'input' : 'messages'
