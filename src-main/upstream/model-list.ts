import type { Dialect } from '../core/conversation.ts'
import { asArray, asNumber, asObject, asString, isObject, type Json, type JsonObject } from '../core/json.ts'
import type { ListedModel } from '../core/routing/catalog.ts'
import type { ModelKind } from '../core/routing/provider.ts'
import { readCapabilities } from './list-capabilities.ts'
import { readDeprecation } from './list-deprecation.ts'
import { readSeconds, valueAt } from './list-fields.ts'
import { readListPrice } from './list-price.ts'

/** One page of a provider's list, and where the next begins (Anthropic's `after_id`). */
export interface ModelPage {
  readonly models: readonly ListedModel[]
  readonly after?: string
}

/**
 * Reads a model list in any of the shapes that providers use: `{data: […]}`, `{models: […]}`, or a bare array. Entries
 * without an id are left out, repeated ids count once. Undefined when the body is no list at all.
 */
export function readModelPage(body: Json | undefined, idPrefix = ''): ModelPage | undefined {
  const holder = asObject(body)
  const entries = [body, holder.data, holder.models].find(candidate => Array.isArray(candidate))
  if (entries === undefined) return undefined
  const models = new Map<string, ListedModel>()
  for (const entry of asArray(entries)) {
    const model = readModel(typeof entry === 'string' ? { id: entry } : entry, idPrefix)
    if (model && !models.has(model.id)) models.set(model.id, model)
  }
  const after = holder.has_more === true ? asString(holder.last_id) : undefined
  return { models: [...models.values()], after }
}

function readModel(entry: Json, idPrefix: string): ListedModel | undefined {
  if (!isObject(entry)) return undefined
  const listed = asString(entry.id) ?? asString(entry.model) ?? asString(entry.name)
  if (!listed) return undefined
  const { endpoints, websocketOnly } = readEndpoints(entry)
  const model: ListedModel = {
    id: listed.startsWith(idPrefix) ? listed.slice(idPrefix.length) : listed,
    displayName: asString(entry.display_name) ?? asString(entry.displayName) ?? readName(entry),
    created: readSeconds(entry.created ?? entry.created_at),
    ownedBy: asString(entry.owned_by) ?? asString(entry.vendor) ?? asString(entry.organization),
    endpoints,
    websocketOnly,
    kind: readKind(entry),
    contextWindow: first(entry, CONTEXT_WINDOW),
    maxOutputTokens: first(entry, MAX_OUTPUT),
    price: readListPrice(entry.pricing),
    capabilities: readCapabilities(entry),
    deprecation: readDeprecation(entry),
  }
  return model.id === '' ? undefined : withoutAbsent(model)
}

/** Where the sizes stand, by path: the first that is a positive whole number counts. */
const CONTEXT_WINDOW = [
  ['context_window'], // Groq
  ['context_length'], // OpenRouter, Together, Moonshot
  ['max_context_length'], // Mistral, LM Studio
  ['max_model_len'], // vLLM
  ['max_input_tokens'], // Anthropic
  ['capabilities', 'limits', 'max_context_window_tokens'], // GitHub Copilot
  ['top_provider', 'context_length'], // OpenRouter
  ['inputTokenLimit'], // Gemini
  ['meta', 'n_ctx'], // llama.cpp: what the server was started with
  ['meta', 'n_ctx_train'], // llama.cpp: what the model was made for
] as const
const MAX_OUTPUT = [
  ['max_completion_tokens'], // Groq
  ['max_output_tokens'],
  ['top_provider', 'max_completion_tokens'], // OpenRouter
  ['capabilities', 'limits', 'max_output_tokens'], // GitHub Copilot
  ['outputTokenLimit'], // Gemini
  ['max_tokens'], // Anthropic
] as const

function first(entry: JsonObject, paths: readonly (readonly string[])[]): number | undefined {
  for (const path of paths) {
    const value = valueAt(entry, path)
    const size = typeof value === 'string' ? Number(value) : asNumber(value)
    if (size !== undefined && Number.isInteger(size) && size > 0) return size
  }
  return undefined
}

/** `name` is a title at OpenRouter and Copilot, and the id once more elsewhere. */
function readName(entry: JsonObject): string | undefined {
  const name = asString(entry.name)
  return name === asString(entry.id) ? undefined : name
}

const PATHS: Readonly<Record<string, Dialect>> = {
  'chat/completions': 'chat',
  responses: 'responses',
  messages: 'messages',
}

/** `supported_endpoints`: paths, with or without `/v1`. Websocket entries are no plain endpoint; other paths are of no concern. */
function readEndpoints(entry: JsonObject): Pick<ListedModel, 'endpoints' | 'websocketOnly'> {
  const given = asArray(entry.supported_endpoints).filter(path => typeof path === 'string')
  const plain = given.filter(path => !path.startsWith('ws:'))
  const dialects = plain.map(path => PATHS[path.replace(/^\/?(v1\/)?/, '').replace(/\/+$/, '')])
  const endpoints = [...new Set(dialects.filter(dialect => dialect !== undefined))]
  if (endpoints.length > 0) return { endpoints }
  return given.length > 0 && plain.length === 0 ? { websocketOnly: true } : {}
}

/** The words for a kind, in `type` (Together, LM Studio) and `capabilities.type` (Copilot). Chat models say nothing. */
const KINDS: Readonly<Record<string, ModelKind>> = {
  embedding: 'embedding',
  embeddings: 'embedding',
  image: 'image',
  audio: 'audio',
  transcribe: 'audio',
  rerank: 'rerank',
  reranker: 'rerank',
  moderation: 'moderation',
  completion: 'completion',
}

function readKind(entry: JsonObject): ModelKind | undefined {
  const words = [asString(entry.type), asString(asObject(entry.capabilities).type)]
  for (const word of words) if (word !== undefined && Object.hasOwn(KINDS, word)) return KINDS[word]
  const outputs = asArray(asObject(entry.architecture).output_modalities)
  if (outputs.length === 0 || outputs.includes('text')) return undefined
  return outputs.map(output => KINDS[String(output).replace(/s$/, '')]).find(kind => kind !== undefined)
}

/** Without the fields that are undefined, so that lists compare and print as they are. */
function withoutAbsent(model: ListedModel): ListedModel {
  const known = Object.entries(model).filter(([, value]) => value !== undefined)
  return { id: model.id, ...Object.fromEntries(known) }
}
