import type { Ledger } from '../../ledger.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { Options } from '../../options.ts'
import type { Stop, StopReason } from '../../reply.ts'

/** The most stop sequences that OpenAI takes. */
const MOST_STOPS = 4

/** The stop sequences of a request that Chat takes. */
export const sentStops = ({ stop = [] }: Options): string[] => stop.slice(0, MOST_STOPS)

/** Those that it does not take: they are looked for in the reply. */
export const unsentStops = ({ stop = [] }: Options): string[] => stop.slice(MOST_STOPS)

/** Finish reasons that say more than "done". Everything else (`stop`, `eos`, `end_turn`, empty, unknown) is a normal end. */
const READ: Readonly<Record<string, StopReason>> = {
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  content_filter: 'refusal',
  safety: 'refusal',
  refusal: 'refusal',
  stop_sequence: 'stop-sequence',
}

/**
 * Why the model stopped. A finish reason alone does not tell: providers say `stop` beside tool calls and `tool_calls` without one,
 * so a normal end is what the content makes of it. `sequence` is the stop text that vLLM names.
 */
export function readStop(finishReason: string, hasCalls: boolean, sequence: string | undefined): Stop {
  const raw = finishReason || undefined
  const known = Object.hasOwn(READ, finishReason) ? READ[finishReason] : undefined
  if (known) return { reason: known, raw }
  if (hasCalls) return { reason: 'tool-use', raw }
  return sequence ? { reason: 'stop-sequence', sequence, raw } : { reason: 'end', raw }
}

/** Notes what of the reason why a model stopped has no word in Chat; a refusal's explanation has. */
export function noteStop({ reason, sequence, category }: Stop, ledger: Ledger): void {
  if (sequence !== undefined) ledger.lose('stop_reason_simplified', `${REPLY_PATH}.stop_sequence`)
  if (category !== undefined) ledger.lose('stop_reason_simplified', `${REPLY_PATH}.stop_details`)
  if (WORDLESS.has(reason)) ledger.lose('stop_reason_simplified', `${REPLY_PATH}.finish_reason`)
}

const WORDLESS: ReadonlySet<StopReason> = new Set(['context-window', 'pause', 'compaction'])

/** The canonical reasons in Chat's words; `tool_calls` is `function_call` for callers that use deprecated functions. */
export const FINISH_REASONS = {
  end: 'stop',
  'stop-sequence': 'stop',
  'tool-use': 'tool_calls',
  length: 'length',
  'context-window': 'length',
  refusal: 'content_filter',
  pause: 'stop',
  compaction: 'stop',
} as const satisfies Record<StopReason, string>
