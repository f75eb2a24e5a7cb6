import type { StopReason as MessageStop, RefusalStopDetails } from '@anthropic-ai/sdk/resources/messages'
import { asObject, asString, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { Options } from '../../options.ts'
import type { Stop, StopReason } from '../../reply.ts'

/** The stop sequences of a request that Anthropic takes: it refuses those of white space only. */
export const sentStops = ({ stop = [] }: Options): string[] => stop.filter(isSent)

/** Those that it does not take: they are looked for in the reply. */
export const unsentStops = ({ stop = [] }: Options): string[] => stop.filter(sequence => !isSent(sequence))

const isSent = (sequence: string): boolean => sequence.trim() !== ''

const READ: Readonly<Record<string, StopReason>> = {
  end_turn: 'end',
  stop_sequence: 'stop-sequence',
  tool_use: 'tool-use',
  max_tokens: 'length',
  model_context_window_exceeded: 'context-window',
  refusal: 'refusal',
  pause_turn: 'pause',
  compaction: 'compaction',
}

/** Why the model stopped, from a message or the delta of `message_delta`; undefined while nothing is said. */
export function readStop(delta: JsonObject): Stop | undefined {
  const raw = asString(delta.stop_reason)
  if (!raw) return undefined
  const sequence = asString(delta.stop_sequence)
  const details = asObject(delta.stop_details)
  const explanation = asString(details.explanation)
  const category = asString(details.category)
  return {
    reason: READ[raw] ?? 'end',
    raw,
    ...(sequence !== undefined && { sequence }),
    ...(explanation !== undefined && { explanation }),
    ...(category !== undefined && { category }),
  }
}

/** Whether the provider's word for the end is not known here, so that less of it is told. */
export const isSimplified = ({ raw }: Stop): boolean => raw !== undefined && !Object.hasOwn(READ, raw)

/** A call decides: some providers say "end" beside one, others "tools" without one, and agents would stall. */
export function settleStop(stop: Stop, hasCalls: boolean): Stop {
  if (hasCalls && stop.reason === 'end') return { ...stop, reason: 'tool-use' }
  if (!hasCalls && stop.reason === 'tool-use') return { ...stop, reason: 'end' }
  return stop
}

/** `compaction` is a beta word that stable clients do not know; the compaction itself is in the content. */
const WRITE: Readonly<Record<StopReason, MessageStop>> = {
  end: 'end_turn',
  'stop-sequence': 'stop_sequence',
  'tool-use': 'tool_use',
  length: 'max_tokens',
  'context-window': 'model_context_window_exceeded',
  refusal: 'refusal',
  pause: 'pause_turn',
  compaction: 'end_turn',
}

const CATEGORIES: readonly RefusalStopDetails['category'][] = [
  'cyber',
  'bio',
  'frontier_llm',
  'reasoning_extraction',
  'general_harms',
]

/** Notes that the reason why a model stopped has no word that clients know. */
export function noteStop({ reason }: Stop, ledger: Ledger): void {
  if (reason === 'compaction') ledger.lose('stop_reason_simplified', `${REPLY_PATH}.stop_reason`)
}

/** The three fields that say why a message ended. */
export const writeStop = (stop: Stop) => ({
  stop_reason: WRITE[stop.reason],
  stop_sequence: stop.sequence ?? null,
  stop_details: stop.reason === 'refusal' ? refusalDetails(stop) : null,
})

const refusalDetails = (stop: Stop) =>
  ({
    type: 'refusal',
    category: CATEGORIES.find(category => category === stop.category) ?? null,
    explanation: stop.explanation ?? null,
  }) satisfies RefusalStopDetails
