import type { Conversation } from '../../conversation.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asArray, asBoolean, asNumber, asObject, asString, isObject } from '../../json.ts'
import type { Options } from '../../options.ts'

type Fields = { [K in keyof Options]?: Options[K] }

/** Leaves out what the client did not say. */
const present = (fields: Fields): Options =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** The parameters that have a place in every dialect (mapping §2.2). */
export function readOptions(body: JsonObject): Options {
  const text = asObject(body.text)
  const includes = asArray(body.include)
  return present({
    maxOutputTokens:
      asNumber(body.max_output_tokens) ?? asNumber(body.max_completion_tokens) ?? asNumber(body.max_tokens),
    temperature: asNumber(body.temperature),
    topP: asNumber(body.top_p),
    frequencyPenalty: asNumber(body.frequency_penalty),
    presencePenalty: asNumber(body.presence_penalty),
    logprobs: includes.includes(LOGPROBS) ? true : undefined,
    topLogprobs: asNumber(body.top_logprobs) || undefined,
    format: readFormat(text.format),
    reasoning: readReasoningWish(asObject(body.reasoning)),
    verbosity: asString(text.verbosity),
    metadata: isObject(body.metadata) ? body.metadata : undefined,
    userId: asString(body.safety_identifier) ?? asString(body.user),
    cacheKey: asString(body.prompt_cache_key),
    cacheRetention: asString(body.prompt_cache_retention),
    serviceTier: asString(body.service_tier),
    store: asBoolean(body.store),
    obfuscation: asBoolean(asObject(body.stream_options).include_obfuscation),
  })
}

const LOGPROBS = 'message.output_text.logprobs'

function readFormat(format: Json | undefined): Options['format'] {
  const given = asObject(format)
  if (given.type === 'text') return { type: 'text' }
  if (given.type === 'json_object') return { type: 'json' }
  if (given.type !== 'json_schema') return undefined
  const nested = { ...given, ...asObject(given.json_schema) }
  const [name, description] = [asString(nested.name), asString(nested.description)]
  const strict = asBoolean(nested.strict)
  return {
    type: 'schema',
    schema: asObject(nested.schema),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(strict !== undefined && { strict }),
  }
}

function readReasoningWish(reasoning: JsonObject): Options['reasoning'] {
  const effort = asString(reasoning.effort)
  const summary = asString(reasoning.summary) ?? asString(reasoning.generate_summary)
  if (effort === undefined && summary === undefined) return undefined
  return { ...(effort !== undefined && { effort }), ...(summary !== undefined && { summary }) }
}

/** Read elsewhere in this folder, or nothing without a counterpart that a client could miss. */
const UNDERSTOOD = new Set([
  ...`model input instructions stream tools tool_choice parallel_tool_calls max_output_tokens max_completion_tokens
  max_tokens temperature top_p top_logprobs frequency_penalty presence_penalty metadata user safety_identifier
  service_tier store prompt_cache_key prompt_cache_retention stream_options previous_response_id conversation prompt
  text reasoning include`.split(/\s+/),
  // Codex's telemetry: it names the machine and the session, so it goes to nobody.
  'client_metadata',
])

/** Values that say what happens anyway, by their path. */
const DEFAULTS: Readonly<Record<string, Json>> = {
  background: false,
  truncation: 'disabled',
  'reasoning.context': 'auto',
  'reasoning.mode': 'standard',
}

const NESTED: readonly (readonly [field: string, understood: readonly string[]])[] = [
  ['text', ['format', 'verbosity']],
  ['stream_options', ['include_usage', 'include_obfuscation']],
  ['reasoning', ['effort', 'summary', 'generate_summary']],
]

/** `encrypted_content` is always given, by envelope; logprobs are an option. */
const INCLUDES: readonly Json[] = ['reasoning.encrypted_content', LOGPROBS]

/** There is one place for who asks, and the newer field takes it. */
const isSecondName = (key: string, { user, safety_identifier }: JsonObject): boolean =>
  key === 'user' && typeof safety_identifier === 'string' && safety_identifier !== user

/** What the client asked for beyond that, each with its path; null asks for nothing. */
export function readUnknown(body: JsonObject): Conversation['unknown'] {
  const top = Object.keys(body)
    .filter(key => !UNDERSTOOD.has(key) || isSecondName(key, body))
    .map(key => ({ path: key, value: body[key] ?? null }))
  const nested = NESTED.flatMap(([field, understood]) =>
    Object.entries(asObject(body[field]))
      .filter(([key]) => !understood.includes(key))
      .map(([key, value]) => ({ path: `${field}.${key}`, value: value ?? null })),
  )
  const includes = asArray(body.include).flatMap((value, index) =>
    INCLUDES.includes(value) ? [] : [{ path: `include[${index}]`, value }],
  )
  // A namespace's tools go on by their full names; what was said of all of them has no place.
  const described = asArray(body.tools).flatMap((tool, index) => {
    const { type, description = null } = asObject(tool)
    const path = `tools[${index}].description`
    return type === 'namespace' && description ? [{ path, value: description }] : []
  })
  return [...top, ...nested, ...includes, ...described].filter(
    ({ path, value }) => value !== null && value !== DEFAULTS[path],
  )
}
