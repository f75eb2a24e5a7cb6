import type { Conversation } from './conversation.ts'
import type { JsonObject } from './json.ts'
import type { Ledger } from './ledger.ts'
import { optionPath } from './option-paths.ts'
import type { Options } from './options.ts'
import type { Target } from './target.ts'

/** The options that fields of a body stem from, whichever the dialect. */
const OPTION_OF: Readonly<Record<string, keyof Options>> = {
  temperature: 'temperature',
  top_p: 'topP',
  top_k: 'topK',
  stop: 'stop',
  stop_sequences: 'stop',
  seed: 'seed',
  frequency_penalty: 'frequencyPenalty',
  presence_penalty: 'presencePenalty',
  logit_bias: 'logitBias',
  logprobs: 'logprobs',
  include: 'logprobs',
  stream_options: 'obfuscation',
  top_logprobs: 'topLogprobs',
  response_format: 'format',
  text: 'format',
  reasoning_effort: 'reasoning',
  reasoning: 'reasoning',
  thinking: 'reasoning',
  output_config: 'reasoning',
  verbosity: 'verbosity',
  metadata: 'metadata',
  safety_identifier: 'userId',
  prompt_cache_key: 'cacheKey',
  prompt_cache_retention: 'cacheRetention',
  service_tier: 'serviceTier',
  store: 'store',
}

/** Whether a field of a body is one that writers make of an option. */
export const isOptionField = (field: string): boolean => Object.hasOwn(OPTION_OF, field)

/** What we ask for on our own: nobody misses it. */
const OURS: ReadonlySet<string> = new Set(['stream_options', 'include'])

/** The body without the fields that the endpoint is known to refuse; each is a loss at its place in the caller's body. */
export function withoutRefused(
  body: JsonObject,
  { conversation, target, ledger }: { conversation: Conversation; target: Target; ledger: Ledger },
): JsonObject {
  const { refusedFields } = target.quirks
  if (!refusedFields.some(field => field in body)) return body
  const entries = Object.entries(body).filter(([field]) => {
    if (!refusedFields.includes(field)) return true
    const { logprobs, obfuscation } = conversation.options
    const isAsked = field === 'include' ? logprobs : obfuscation
    if (!OURS.has(field) || isAsked) ledger.lose('unsupported_parameter', pathOf(field, conversation))
    return false
  })
  return Object.fromEntries(entries)
}

function pathOf(field: string, conversation: Conversation): string {
  const option = OPTION_OF[field]
  if (option) return optionPath(conversation, option)
  const isWithinChoice = field === 'parallel_tool_calls' && conversation.from === 'messages'
  return isWithinChoice ? 'tool_choice.disable_parallel_tool_use' : field
}
