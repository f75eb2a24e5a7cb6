import type { Conversation } from '../../conversation.ts'
import { asBoolean, asObject, type JsonObject } from '../../json.ts'
import { type Ledger, ledger as newLedger } from '../../ledger.ts'
import type { Outcome } from '../dialect.ts'
import { audioField, readOptions, unknownFields } from './read-options.ts'
import { readToolChoice, readTools } from './read-tools.ts'
import { readTurns } from './read-turns.ts'

/**
 * Reads a Chat Completions body (OpenAI API reference, "Create chat completion"), with what vendors and clients add. Tolerant of
 * null, missing and extra fields; refuses content that it does not understand, with the path.
 */
export function readRequest(body: JsonObject): Outcome<Conversation> {
  const ledger = newLedger()
  const toolChoice = readToolChoice(body)
  const parallelToolCalls = asBoolean(body.parallel_tool_calls)
  const spoken = audioField(body)
  if (spoken !== undefined) {
    const message =
      'Spoken answers exist in Chat Completions only. Leave out "audio", or call a model that speaks it.'
    ledger.refuse(spoken, message)
  }
  const conversation: Conversation = {
    from: 'chat',
    turns: readMessages(body, ledger),
    tools: readTools(body, ledger),
    ...(toolChoice && { toolChoice }),
    ...(parallelToolCalls !== undefined && { parallelToolCalls }),
    options: readOptions(body),
    stream: body.stream === true,
    streamUsage: asObject(body.stream_options).include_usage === true,
    unknown: unknownFields(body),
    body,
  }
  const failure = ledger.failure()
  return failure ? { ok: false, failure } : { ok: true, value: conversation, losses: ledger.losses() }
}

function readMessages(body: JsonObject, ledger: Ledger) {
  if (Array.isArray(body.messages)) return readTurns(body.messages, ledger)
  ledger.refuse('messages', '"messages" must be an array.')
  return []
}
