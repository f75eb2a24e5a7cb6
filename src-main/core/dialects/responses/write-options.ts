import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { ResponseCreateParamsBase } from 'openai/resources/responses/responses'
import type { Conversation } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { optionPath } from '../../option-paths.ts'
import type { Options } from '../../options.ts'
import type { Target } from '../../target.ts'
import { refuse } from './refusals.ts'

/** The smallest limit that OpenAI accepts. */
const LEAST_OUTPUT = 16

type Parameters = Partial<ResponseCreateParamsBase> & {
  top_k?: number
  frequency_penalty?: number
  presence_penalty?: number
}

/** Options as parameters (mapping §2.1, §2.3). What the target does not take becomes a loss; nothing is dropped silently. */
export function writeOptions(conversation: Conversation, target: Target, ledger: Ledger): Parameters {
  const { options } = conversation
  const { quirks } = target
  const drop = (option: keyof Options) =>
    ledger.lose('unsupported_parameter', optionPath(conversation, option))
  /** The options that are left when those which the target does not take are told. */
  const only = (isTaken: boolean, ...names: (keyof Options)[]): Options => {
    const said = names.filter(name => options[name] !== undefined)
    if (!isTaken) for (const name of said) drop(name)
    return isTaken ? Object.fromEntries(said.map(name => [name, options[name]])) : {}
  }
  if ((options.choices ?? 1) > 1)
    refuse(optionPath(conversation, 'choices'), 'a Responses endpoint gives one answer. Ask for 1.')
  // Stop sequences are looked for when the reply is read.
  only(false, 'seed', 'logitBias')
  const { logprobs, topLogprobs } = only(
    quirks.sampling || options.logprobs === false,
    'logprobs',
    'topLogprobs',
  )
  const include = [
    ...(quirks.openaiParameters ? (['reasoning.encrypted_content'] as const) : []),
    ...(logprobs ? (['message.output_text.logprobs'] as const) : []),
  ]
  const sampled = only(quirks.sampling, ...SAMPLING.filter(name => quirks.sampling || options[name] !== 1))
  const penalties = only(quirks.penalties, 'frequencyPenalty', 'presencePenalty')
  const { topK } = only(quirks.topK, 'topK')
  const vendor = only(
    quirks.openaiParameters,
    ...(['verbosity', 'metadata', 'userId', 'cacheKey', 'cacheRetention', 'serviceTier'] as const),
  )
  // Nobody else pads a stream.
  const { obfuscation } = only(quirks.openaiParameters || !options.obfuscation, 'obfuscation')
  const isPassed = conversation.stream && quirks.openaiParameters && obfuscation !== undefined
  const { format } = options
  const isHint = format?.type === 'schema' && !quirks.structuredOutput
  const text = {
    ...writeFormat(isHint ? { type: 'json' } : format),
    ...(vendor.verbosity !== undefined && { verbosity: verbosityOf(vendor) }),
  }
  if (conversation.from === 'chat' && options.store)
    ledger.lose(quirks.openaiParameters ? 'stored_elsewhere' : 'unsupported_parameter', 'store')
  return present({
    max_output_tokens: outputLimit(conversation, target, ledger),
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
    service_tier: tierOf(vendor, conversation, ledger),
    top_logprobs: topLogprobs,
    include: include.length > 0 ? include : undefined,
    stream_options: isPassed ? { include_obfuscation: obfuscation } : undefined,
    ...(quirks.openaiParameters && { store: options.store ?? false }),
  })
}

/** Models that take neither sample at 1. */
const SAMPLING = ['temperature', 'topP'] as const

const present = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined))

function outputLimit(conversation: Conversation, target: Target, ledger: Ledger): number | undefined {
  const wanted = conversation.options.maxOutputTokens
  if (wanted === undefined) return undefined
  const limited = Math.max(LEAST_OUTPUT, Math.min(wanted, target.maxOutputTokens ?? wanted))
  if (limited !== wanted) ledger.lose('max_tokens_clamped', optionPath(conversation, 'maxOutputTokens'))
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

// The values of the other dialect are the same vendor's: what is newer than these types is its own to judge.
const retentionOf = ({ cacheRetention }: Options) => cacheRetention as Parameters['prompt_cache_retention']
const verbosityOf = ({ verbosity }: Options) => verbosity as NonNullable<Parameters['text']>['verbosity']

const TIERS = ['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast'] as const

/** Anthropic's `standard_only` is `default`; a tier nobody knows is left out. */
function tierOf(
  { serviceTier }: Options,
  conversation: Conversation,
  ledger: Ledger,
): Parameters['service_tier'] {
  if (serviceTier === undefined) return undefined
  const tier = TIERS.find(name => name === (serviceTier === 'standard_only' ? 'default' : serviceTier))
  if (!tier) ledger.lose('unsupported_parameter', optionPath(conversation, 'serviceTier'))
  return tier
}
