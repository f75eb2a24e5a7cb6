import {
  asArray,
  asBoolean,
  asNumber,
  asObject,
  asString,
  isObject,
  type Json,
  type JsonObject,
} from '../../json.ts'
import type { Options } from '../../options.ts'

/** The tunable part of a request. What the client did not say, or said as null, stays absent. */
export function readOptions(body: JsonObject): Options {
  const options: { [Name in keyof Options]: Options[Name] } = {
    maxOutputTokens: asNumber(body.max_completion_tokens) ?? asNumber(body.max_tokens),
    temperature: asNumber(body.temperature),
    topP: asNumber(body.top_p),
    topK: asNumber(body.top_k),
    stop: readStop(body.stop),
    choices: asNumber(body.n),
    seed: asNumber(body.seed),
    frequencyPenalty: asNumber(body.frequency_penalty),
    presencePenalty: asNumber(body.presence_penalty),
    logitBias: isObject(body.logit_bias) ? body.logit_bias : undefined,
    logprobs: asBoolean(body.logprobs),
    topLogprobs: asNumber(body.top_logprobs),
    format: readFormat(asObject(body.response_format)),
    reasoning: readReasoningOptions(body),
    verbosity: asString(body.verbosity),
    metadata: isObject(body.metadata) ? body.metadata : undefined,
    userId: asString(body.safety_identifier) ?? asString(body.user),
    cacheKey: asString(body.prompt_cache_key),
    cacheRetention: asString(body.prompt_cache_retention),
    serviceTier: asString(body.service_tier),
    store: asBoolean(body.store),
    obfuscation: asBoolean(asObject(body.stream_options).include_obfuscation),
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** Top-level fields that the canonical request has a place for; all others are unknown. */
const KNOWN = new Set(
  `model messages stream stream_options tools tool_choice functions function_call parallel_tool_calls
   web_search_options max_completion_tokens max_tokens temperature top_p top_k stop n seed frequency_penalty
   presence_penalty logit_bias logprobs top_logprobs response_format reasoning_effort reasoning thinking
   enable_thinking include_reasoning verbosity metadata safety_identifier user prompt_cache_key
   prompt_cache_retention service_tier store modalities audio`.split(/\s+/),
)

/** What is understood of objects. */
const KNOWN_WITHIN: Readonly<Record<string, ReadonlySet<string>>> = {
  reasoning: new Set(['effort', 'max_tokens', 'enabled', 'exclude']),
  thinking: new Set(['type', 'budget_tokens']),
  stream_options: new Set(['include_usage', 'include_obfuscation']),
}

/** What has no canonical place: vendors add fields weekly. */
export const unknownFields = (body: JsonObject): { path: string; value: Json }[] =>
  Object.entries(body).flatMap(([path, value]) => {
    if (value === null || value === undefined) return []
    const known = KNOWN_WITHIN[path]
    if (known && isObject(value)) return unknownWithin(path, value, known)
    return KNOWN.has(path) && !isOverruled(path, body) ? [] : [{ path, value }]
  })

/** Older names of what there is one place for, with the newer one, which takes it. */
const NEWER_NAMES: Readonly<Record<string, string>> = {
  user: 'safety_identifier',
  max_tokens: 'max_completion_tokens',
}

/** Whether the newer field is there as well, and says something else. */
function isOverruled(path: string, body: JsonObject): boolean {
  const newer = Object.hasOwn(NEWER_NAMES, path) ? body[NEWER_NAMES[path] ?? ''] : undefined
  return typeof newer === typeof body[path] && newer !== body[path]
}

const unknownWithin = (field: string, value: JsonObject, known: ReadonlySet<string>) =>
  Object.entries(value).flatMap(([name, entry]) =>
    known.has(name) || entry === null || entry === undefined
      ? []
      : [{ path: `${field}.${name}`, value: entry }],
  )

function readStop(stop: Json | undefined): readonly string[] | undefined {
  const sequences = (Array.isArray(stop) ? stop : [stop]).filter(entry => typeof entry === 'string')
  return sequences.length > 0 ? sequences : undefined
}

function readFormat(format: JsonObject): Options['format'] {
  if (format.type === 'text') return { type: 'text' }
  if (format.type === 'json_object') return { type: 'json' }
  if (format.type !== 'json_schema') return undefined
  const { schema, name, description, strict } = isObject(format.json_schema) ? format.json_schema : format
  if (!isObject(schema)) return { type: 'json' }
  return {
    type: 'schema',
    schema,
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
    ...(typeof strict === 'boolean' && { strict }),
  }
}

/**
 * OpenAI's `reasoning_effort`, and what others use beside it: `reasoning` (OpenRouter), `thinking` (GLM, DeepSeek, Kimi) and
 * `enable_thinking` (Qwen).
 */
function readReasoningOptions(body: JsonObject): Options['reasoning'] {
  const reasoning = asObject(body.reasoning)
  const thinking = asObject(body.thinking)
  const effort = asString(body.reasoning_effort) ?? asString(reasoning.effort)
  const budget = asNumber(reasoning.max_tokens) ?? asNumber(thinking.budget_tokens)
  const mode = readMode(thinking.type) ?? readMode(reasoning.enabled) ?? readMode(body.enable_thinking)
  const isHidden = reasoning.exclude === true || body.include_reasoning === false
  const read = {
    ...(effort !== undefined && { effort }),
    ...(budget !== undefined && { budget }),
    ...(mode && { mode }),
    ...(isHidden && { summary: 'omitted' }),
  }
  return Object.keys(read).length > 0 ? read : undefined
}

function readMode(value: Json | undefined): 'enabled' | 'disabled' | 'adaptive' | undefined {
  if (value === true || value === 'enabled') return 'enabled'
  if (value === false || value === 'disabled') return 'disabled'
  return value === 'adaptive' ? 'adaptive' : undefined
}

/** The field in which the caller asks for spoken answers, which no other protocol gives; undefined where none does. */
export function audioField({ modalities, audio }: JsonObject): string | undefined {
  if (asArray(modalities).includes('audio')) return 'modalities'
  return isObject(audio) ? 'audio' : undefined
}
