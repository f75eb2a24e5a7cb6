import type { Response, ResponseOutputItem, ResponseUsage, Tool } from 'openai/resources/responses/responses'
import type { JsonObject } from '../../json.ts'
import { asArray, asBoolean, asNumber, asObject, asString, isObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { Failure, Stop, Usage } from '../../reply.ts'
import type { WriteContext } from '../dialect.ts'
import { errorObject } from './errors.ts'

/** Tokens with the details that the types require: 0 where nobody said, never a guess. */
function writeUsage(usage: Usage = {}): ResponseUsage {
  const { input = 0, output = 0 } = usage
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: usage.cacheRead ?? 0, cache_write_tokens: usage.cacheWrite ?? 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
    total_tokens: input + output,
  }
}

/** How a response ends, in the words of its status (mapping §6.1). */
export interface Ending {
  readonly status: 'completed' | 'incomplete' | 'failed'
  readonly reason?: 'max_output_tokens' | 'content_filter'
}

const ENDINGS: Readonly<Record<Stop['reason'], Ending>> = {
  end: { status: 'completed' },
  'stop-sequence': { status: 'completed' },
  'tool-use': { status: 'completed' },
  pause: { status: 'completed' },
  compaction: { status: 'completed' },
  length: { status: 'incomplete', reason: 'max_output_tokens' },
  'context-window': { status: 'incomplete', reason: 'max_output_tokens' },
  refusal: { status: 'incomplete', reason: 'content_filter' },
}

export const endingOf = (stop: Stop): Ending => ENDINGS[stop.reason]

/** Notes what of the reason why a model stopped has no word in Responses; a refusal's explanation has. */
export function noteStop({ reason, sequence, category }: Stop, ledger: Ledger): void {
  if (sequence !== undefined) ledger.lose('stop_reason_simplified', `${REPLY_PATH}.stop_sequence`)
  if (category !== undefined) ledger.lose('stop_reason_simplified', `${REPLY_PATH}.stop_details`)
  if (reason === 'context-window' || reason === 'pause')
    ledger.lose('stop_reason_simplified', `${REPLY_PATH}.status`)
}

/** What is known of a response at some moment of its life. */
export interface Progress {
  readonly id: string
  readonly created: number
  readonly output: ResponseOutputItem[]
  readonly ending?: Ending
  readonly usage?: Usage
  readonly failure?: Failure
}

/** A response object: the client's own request repeated, with the defaults that OpenAI fills in (mapping §6.3). */
export function writeResponse(progress: Progress, context: WriteContext): JsonObject {
  const { id, created, output, ending, usage, failure } = progress
  const response: Omit<Response, 'output_text' | 'access_programs'> & Penalties = {
    id,
    object: 'response',
    created_at: created,
    status: ending?.status ?? 'in_progress',
    ...(ending?.status === 'completed' && { completed_at: context.created }),
    ...echo(context.conversation.body),
    error: failure ? responseError(failure) : null,
    incomplete_details: ending?.reason ? { reason: ending.reason } : null,
    model: context.model,
    output,
    ...(ending && { usage: writeUsage(usage) }),
  }
  // Interfaces have no index signature; all of this is JSON.
  return { ...response } as unknown as JsonObject
}

/** Open Responses requires them; OpenAI's own types have them no more. */
interface Penalties {
  readonly presence_penalty: number
  readonly frequency_penalty: number
}

/** Codex reads the code of the error inside the response, so that any code may stand there. */
function responseError(failure: Failure): Response['error'] {
  const { code, message } = errorObject(failure)
  return { code: (code ?? 'server_error') as 'server_error', message }
}

type Echo = Penalties &
  Pick<
    Response,
    | 'instructions'
    | 'metadata'
    | 'parallel_tool_calls'
    | 'temperature'
    | 'tool_choice'
    | 'tools'
    | 'top_p'
    | 'background'
    | 'max_output_tokens'
    | 'max_tool_calls'
    | 'previous_response_id'
    | 'prompt_cache_key'
    | 'reasoning'
    | 'safety_identifier'
    | 'service_tier'
    | 'text'
    | 'top_logprobs'
    | 'truncation'
    | 'user'
  > & { store: boolean }

/** The request's own values; a client of another path (Cursor) may have sent a body without any of them. */
function echo(body: JsonObject): Echo {
  const reasoning = asObject(body.reasoning)
  const text = asObject(body.text)
  const user = asString(body.user)
  // Echoed as they came: their types are the client's affair.
  const verbatim = {
    tools: asArray(body.tools) as unknown as Tool[],
    tool_choice: (body.tool_choice ?? 'auto') as Response['tool_choice'],
    metadata: (isObject(body.metadata) ? body.metadata : {}) as Response['metadata'],
    text: { format: { type: 'text' }, ...text } as Response['text'],
    reasoning: {
      ...reasoning,
      effort: reasoning.effort ?? null,
      summary: reasoning.summary ?? null,
    } as Response['reasoning'],
    service_tier: (asString(body.service_tier) ?? 'auto') as Response['service_tier'],
    truncation: (asString(body.truncation) ?? 'disabled') as Response['truncation'],
  }
  return {
    ...verbatim,
    instructions: asString(body.instructions) ?? null,
    parallel_tool_calls: asBoolean(body.parallel_tool_calls) ?? true,
    temperature: asNumber(body.temperature) ?? 1,
    top_p: asNumber(body.top_p) ?? 1,
    presence_penalty: asNumber(body.presence_penalty) ?? 0,
    frequency_penalty: asNumber(body.frequency_penalty) ?? 0,
    top_logprobs: asNumber(body.top_logprobs) ?? 0,
    background: false,
    store: asBoolean(body.store) ?? true,
    max_output_tokens: asNumber(body.max_output_tokens) ?? null,
    max_tool_calls: asNumber(body.max_tool_calls) ?? null,
    previous_response_id: asString(body.previous_response_id) ?? null,
    prompt_cache_key: asString(body.prompt_cache_key) ?? null,
    safety_identifier: asString(body.safety_identifier) ?? null,
    ...(user !== undefined && { user }),
  }
}
