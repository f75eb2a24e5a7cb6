import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { ResponseCreateParamsBase } from 'openai/resources/responses/responses'
import type { Conversation, Dialect, Options } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import type { Loss } from '../../reply.ts'
import type { Target } from '../../target.ts'
import { refuse } from './refusals.ts'

/** The smallest limit that OpenAI accepts. */
const LEAST_OUTPUT = 16

type Parameters = Partial<ResponseCreateParamsBase> & {
  top_k?: number
  frequency_penalty?: number
  presence_penalty?: number
}

/** What a client calls an option, for losses; a dialect that is not here cannot say it. */
const NAMES: { readonly [K in keyof Options]?: Readonly<Partial<Record<Dialect, string>>> } = {
  maxOutputTokens: { chat: 'max_completion_tokens', messages: 'max_tokens', responses: 'max_output_tokens' },
  topP: { chat: 'top_p', messages: 'top_p', responses: 'top_p' },
  topK: { chat: 'top_k', messages: 'top_k' },
  stop: { chat: 'stop', messages: 'stop_sequences' },
  choices: { chat: 'n' },
  frequencyPenalty: { chat: 'frequency_penalty', responses: 'frequency_penalty' },
  presencePenalty: { chat: 'presence_penalty', responses: 'presence_penalty' },
  logitBias: { chat: 'logit_bias' },
  logprobs: { chat: 'logprobs', responses: 'include' },
  topLogprobs: { chat: 'top_logprobs', responses: 'top_logprobs' },
  format: { chat: 'response_format', messages: 'output_config.format', responses: 'text.format' },
  verbosity: { chat: 'verbosity', responses: 'text.verbosity' },
  userId: { chat: 'safety_identifier', messages: 'metadata.user_id', responses: 'safety_identifier' },
  cacheKey: { chat: 'prompt_cache_key', responses: 'prompt_cache_key' },
  cacheRetention: { chat: 'prompt_cache_retention', responses: 'prompt_cache_retention' },
  serviceTier: { chat: 'service_tier', messages: 'service_tier', responses: 'service_tier' },
}

const nameOf = (option: keyof Options, from: Dialect): string => NAMES[option]?.[from] ?? option

/** Options as parameters (mapping §2.1, §2.3). What the target does not take becomes a loss; nothing is dropped silently. */
export function writeOptions({ options, from }: Conversation, target: Target, losses: Loss[]): Parameters {
  const { quirks } = target
  const drop = (option: keyof Options) =>
    losses.push({ code: 'unsupported_parameter', path: nameOf(option, from) })
  /** The options that are left when those which the target does not take are told. */
  const only = (isTaken: boolean, ...names: (keyof Options)[]): Options => {
    const said = names.filter(name => options[name] !== undefined)
    if (!isTaken) for (const name of said) drop(name)
    return isTaken ? Object.fromEntries(said.map(name => [name, options[name]])) : {}
  }
  if ((options.choices ?? 1) > 1)
    refuse(nameOf('choices', from), 'a Responses endpoint gives one answer. Ask for 1.')
  only(false, 'stop', 'seed', 'logitBias')
  const sampled = only(quirks.sampling, 'temperature', 'topP')
  const penalties = only(quirks.penalties, 'frequencyPenalty', 'presencePenalty')
  const { topK } = only(quirks.topK, 'topK')
  const vendor = only(
    quirks.openaiParameters,
    ...(['verbosity', 'metadata', 'userId', 'cacheKey', 'cacheRetention', 'serviceTier'] as const),
    ...(['logprobs', 'topLogprobs'] as const),
  )
  const { format } = only(quirks.structuredOutput, 'format')
  const text = { ...writeFormat(format), ...verbosityOf(vendor) }
  return present({
    max_output_tokens: outputLimit(options, target, losses, nameOf('maxOutputTokens', from)),
    temperature: sampled.temperature,
    top_p: sampled.topP,
    top_k: topK,
    frequency_penalty: penalties.frequencyPenalty,
    presence_penalty: penalties.presencePenalty,
    text: Object.keys(text).length > 0 ? text : undefined,
    metadata: stringMetadata(vendor.metadata),
    safety_identifier: identifierOf(vendor),
    prompt_cache_key: vendor.cacheKey,
    prompt_cache_retention: retentionOf(vendor),
    service_tier: tierOf(vendor, from, losses),
    top_logprobs: vendor.topLogprobs,
    ...(quirks.openaiParameters && {
      store: options.store ?? false,
      include: [
        'reasoning.encrypted_content',
        ...(vendor.logprobs ? (['message.output_text.logprobs'] as const) : []),
      ],
    }),
  })
}

const present = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined))

function outputLimit(options: Options, target: Target, losses: Loss[], path: string): number | undefined {
  const wanted = options.maxOutputTokens
  if (wanted === undefined) return undefined
  const limited = Math.max(LEAST_OUTPUT, Math.min(wanted, target.maxOutputTokens ?? wanted))
  if (limited !== wanted) losses.push({ code: 'max_tokens_adjusted', path })
  return limited
}

function writeFormat(format: Options['format']): Parameters['text'] {
  if (!format) return {}
  if (format.type === 'text') return { format: { type: 'text' } }
  if (format.type === 'json') return { format: { type: 'json_object' } }
  const { schema, name, description, strict } = format
  return {
    format: {
      type: 'json_schema',
      name: name ?? 'output',
      schema,
      ...(description !== undefined && { description }),
      ...(strict !== undefined && { strict }),
    },
  }
}

const verbosityOf = ({ verbosity }: Options): Parameters['text'] => {
  const level = (['low', 'medium', 'high'] as const).find(name => name === verbosity)
  return level ? { verbosity: level } : {}
}

/** OpenAI's metadata are strings. */
const stringMetadata = (metadata: JsonObject | undefined) =>
  metadata &&
  Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value ?? null),
    ]),
  )

/** OpenAI takes 64 characters. Longer ids (Claude Code's name the device and the session) go as a hash, the same each time. */
const identifierOf = ({ userId }: Options): string | undefined =>
  userId === undefined || userId.length <= LONGEST_IDENTIFIER
    ? userId
    : bytesToHex(sha256(utf8ToBytes(userId)))

const LONGEST_IDENTIFIER = 64

const retentionOf = ({ cacheRetention }: Options) =>
  (['in_memory', '24h'] as const).find(name => name === cacheRetention)

const TIERS = ['auto', 'default', 'flex', 'scale', 'priority', 'fast'] as const

/** Anthropic's `standard_only` is `default`; a tier nobody knows is left out. */
function tierOf({ serviceTier }: Options, from: Dialect, losses: Loss[]): Parameters['service_tier'] {
  if (serviceTier === undefined) return undefined
  const tier = TIERS.find(name => name === (serviceTier === 'standard_only' ? 'default' : serviceTier))
  if (!tier) losses.push({ code: 'unsupported_parameter', path: nameOf('serviceTier', from) })
  return tier
}
