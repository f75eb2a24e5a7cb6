import type { Conversation } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import type { LossCode } from '../../losses.ts'
import { optionPath } from '../../option-paths.ts'
import type { Options } from '../../options.ts'
import type { Target } from '../../target.ts'
import { tellUnknown } from '../../unknown-options.ts'
import { sentStops } from './stops.ts'
import { boundedSearch } from './write-tools.ts'

/** What Claude Code asks of a model it does not know, and so what endpoints of this dialect are used to. */
const USUAL_MAX_TOKENS = 32_000

/** `max_tokens`, which Anthropic requires: the client's wish, at most what the model can, else all that it can. */
export function writeMaxTokens(conversation: Conversation, target: Target, ledger: Ledger): number {
  const wish = conversation.options.maxOutputTokens
  if (wish === undefined) return target.maxOutputTokens ?? USUAL_MAX_TOKENS
  if (target.maxOutputTokens === undefined || wish <= target.maxOutputTokens) return wish
  ledger.lose('max_tokens_clamped', optionPath(conversation, 'maxOutputTokens'))
  return target.maxOutputTokens
}

interface SamplingInput {
  readonly conversation: Conversation
  readonly target: Target
  readonly thinking: boolean
  readonly ledger: Ledger
}

/**
 * Temperature, top_p and top_k. Newer models take none of them, thinking ones only the defaults, and no model takes
 * temperature and top_p together (mapping §2.1).
 */
export function writeSampling({ conversation, target, thinking, ledger }: SamplingInput): JsonObject {
  const { temperature, topP, topK } = conversation.options
  const lose = (code: LossCode, name: 'temperature' | 'topP' | 'topK') =>
    ledger.lose(code, optionPath(conversation, name))
  const sampling: JsonObject = {}
  const free = target.quirks.sampling && !thinking
  if (temperature !== undefined && free) {
    sampling.temperature = Math.min(1, Math.max(0, temperature))
    if (sampling.temperature !== temperature) lose('temperature_clamped', 'temperature')
  } else if (temperature !== undefined && temperature !== 1) lose('unsupported_parameter', 'temperature')
  if (topP !== undefined && free && temperature === undefined) sampling.top_p = topP
  else if (topP !== undefined && topP !== 1) lose('unsupported_parameter', 'topP')
  if (topK !== undefined && target.quirks.topK && !thinking) sampling.top_k = topK
  else if (topK !== undefined) lose('unsupported_parameter', 'topK')
  return sampling
}

export function writeStop({ options }: Conversation): JsonObject {
  const stop = sentStops(options)
  return stop.length > 0 ? { stop_sequences: stop } : {}
}

const TIERS: Readonly<Record<string, JsonObject>> = {
  auto: { service_tier: 'auto' },
  default: { service_tier: 'standard_only' },
  standard_only: { service_tier: 'standard_only' },
  fast: { speed: 'fast' },
}

export function writeTier(conversation: Conversation, ledger: Ledger): JsonObject {
  const { serviceTier } = conversation.options
  if (serviceTier === undefined) return {}
  const tier = TIERS[serviceTier]
  if (!tier) ledger.lose('unsupported_parameter', optionPath(conversation, 'serviceTier'))
  return tier ?? {}
}

/** Options without a counterpart that change what comes back only a little, or not at all. */
const DROPPED = [
  'seed',
  'frequencyPenalty',
  'presencePenalty',
  'logitBias',
  'logprobs',
  'topLogprobs',
  'verbosity',
  'metadata',
  'cacheKey',
  'cacheRetention',
  'store',
  'obfuscation',
] as const satisfies readonly (keyof Options)[]

/** Reports what was asked for and cannot be said here; several choices cannot be had at all. */
export function reportDropped(conversation: Conversation, target: Target, ledger: Ledger): void {
  const { from, options, unknown } = conversation
  if (options.choices !== undefined && options.choices > 1) {
    ledger.refuse('n', 'The Messages API gives one choice. Ask several times, or leave n out.')
  }
  // A Messages client's own fields are copied from its body.
  if (from === 'messages') return
  for (const name of DROPPED) {
    const value = options[name]
    // What the key is for is had by a breakpoint (`automaticCaching`).
    if (name === 'cacheKey' && target.quirks.cacheBreakpoints === 'cache_control') continue
    if (value !== undefined && value !== false)
      ledger.lose('unsupported_parameter', optionPath(conversation, name))
  }
  for (const field of unknown) {
    const isUses = field.path === 'max_tool_calls' && boundedSearch(conversation) !== undefined
    if (!isUses) tellUnknown(field, ledger)
  }
}
