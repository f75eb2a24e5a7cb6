import type { Conversation, Dialect, Options } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import type { Target } from '../../target.ts'

/** What Claude Code asks of a model it does not know, and so what endpoints of this dialect are used to. */
const USUAL_MAX_TOKENS = 32_000

/** `max_tokens`, which Anthropic requires: the client's wish, at most what the model can, else all that it can. */
export function writeMaxTokens({ from, options }: Conversation, target: Target, ledger: Ledger): number {
  const wish = options.maxOutputTokens
  if (wish === undefined) return target.maxOutputTokens ?? USUAL_MAX_TOKENS
  if (target.maxOutputTokens === undefined || wish <= target.maxOutputTokens) return wish
  ledger.lose('max_tokens_clamped', PATHS.maxOutputTokens[from])
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
  const { from, options } = conversation
  const { temperature, topP, topK } = options
  const lose = (code: string, name: 'temperature' | 'topP' | 'topK') => ledger.lose(code, PATHS[name][from])
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

/** Anthropic refuses stop sequences of white space only. */
export function writeStop({ from, options }: Conversation, ledger: Ledger): JsonObject {
  const kept = (options.stop ?? []).filter(sequence => sequence.trim() !== '')
  if (kept.length < (options.stop?.length ?? 0)) ledger.lose('unsupported_parameter', PATHS.stop[from])
  return kept.length > 0 ? { stop_sequences: kept } : {}
}

const TIERS: Readonly<Record<string, JsonObject>> = {
  auto: { service_tier: 'auto' },
  default: { service_tier: 'standard_only' },
  standard_only: { service_tier: 'standard_only' },
  fast: { speed: 'fast' },
}

export function writeTier({ from, options }: Conversation, ledger: Ledger): JsonObject {
  if (options.serviceTier === undefined) return {}
  const tier = TIERS[options.serviceTier]
  if (!tier) ledger.lose('unsupported_parameter', PATHS.serviceTier[from])
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
] as const satisfies readonly (keyof Options)[]

/** Reports what was asked for and cannot be said here; several choices cannot be had at all. */
export function reportDropped({ from, options, unknown }: Conversation, ledger: Ledger): void {
  if (options.choices !== undefined && options.choices > 1) {
    ledger.refuse('n', 'The Messages API gives one choice. Ask several times, or leave n out.')
  }
  // A Messages client's own fields are copied from its body.
  if (from === 'messages') return
  for (const name of DROPPED) {
    const value = options[name]
    if (value !== undefined && value !== false) ledger.lose('unsupported_parameter', PATHS[name][from])
  }
  for (const { path } of unknown) ledger.lose('unsupported_parameter', path)
}

type PathTable = Readonly<Record<Dialect, string>>

const same = (name: string): PathTable => ({ chat: name, responses: name, messages: name })

/** Where each dialect says an option. */
const PATHS = {
  maxOutputTokens: { chat: 'max_completion_tokens', responses: 'max_output_tokens', messages: 'max_tokens' },
  temperature: same('temperature'),
  topP: same('top_p'),
  topK: same('top_k'),
  stop: { chat: 'stop', responses: 'stop', messages: 'stop_sequences' },
  serviceTier: same('service_tier'),
  seed: same('seed'),
  frequencyPenalty: same('frequency_penalty'),
  presencePenalty: same('presence_penalty'),
  logitBias: same('logit_bias'),
  logprobs: { chat: 'logprobs', responses: 'include', messages: 'logprobs' },
  topLogprobs: same('top_logprobs'),
  verbosity: { chat: 'verbosity', responses: 'text.verbosity', messages: 'verbosity' },
  metadata: same('metadata'),
  cacheKey: same('prompt_cache_key'),
  cacheRetention: same('prompt_cache_retention'),
  store: same('store'),
} as const satisfies Record<string, PathTable>
