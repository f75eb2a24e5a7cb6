import type { ResponseCreateParamsBase } from 'openai/resources/responses/responses'
import { arrangedTurns } from '../../arranged-turns.ts'
import type { Conversation } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import { isObject } from '../../json.ts'
import { type Ledger, ledger as newLedger } from '../../ledger.ts'
import { optionPath } from '../../option-paths.ts'
import { prefilledTurn } from '../../prefill.ts'
import { withoutRefused } from '../../refused-fields.ts'
import { schemaHint } from '../../schema-hint.ts'
import type { Target } from '../../target.ts'
import { isForced } from '../../tool-choice.ts'
import { toolNames } from '../../tool-names.ts'
import { isShared, tellUnknown } from '../../unknown-options.ts'
import type { Outcome, WireRequest } from '../dialect.ts'
import { orRefused, refuse, refused } from './refusals.ts'
import { callKinds, writeTurn } from './write-items.ts'
import { writeOptions } from './write-options.ts'
import { writeReasoning } from './write-reasoning.ts'
import { writeToolChoice } from './write-tool-choice.ts'
import { writeTools } from './write-tools.ts'

/** Prints a conversation as a Responses request (mapping §2–§5): stateless, with reasoning carried by the client. */
export function writeRequest(conversation: Conversation, target: Target): Outcome<WireRequest> {
  return orRefused<WireRequest>(() => {
    const named = toolNames(conversation)
    if (!named.ok) return named
    const ledger = newLedger()
    const { instructions, turns } = arrange(conversation, target, ledger)
    const context = { conversation, target, names: named.value, ledger, kinds: callKinds(turns) }
    const tools = writeTools(context)
    if (tools.length === 0 && isForced(conversation.toolChoice))
      refuse('tool_choice', 'a tool call is forced, but there is no tool that this model can have.')
    const toolChoice = tools.length > 0 ? writeToolChoice(context) : undefined
    const reasoning = writeReasoning(conversation, target, ledger)
    const body = {
      model: target.model,
      ...withFormatHint(instructions, conversation, target, ledger),
      input: turns.flatMap(turn => writeTurn(turn, context)),
      ...(tools.length > 0 && { tools }),
      ...(toolChoice !== undefined && { tool_choice: toolChoice }),
      ...(conversation.parallelToolCalls !== undefined &&
        tools.length > 0 && { parallel_tool_calls: conversation.parallelToolCalls }),
      ...(reasoning && { reasoning }),
      ...writeOptions(conversation, target, ledger),
      ...(conversation.stream && { stream: true }),
    } satisfies { [K in keyof ResponseCreateParamsBase]?: unknown }
    const kept = keepUnknown(conversation, target, body as unknown as JsonObject, ledger)
    const taken = withoutRefused(kept, context)
    const failure = ledger.failure()
    if (failure) return refused(failure)
    return { ok: true, value: { body: taken, headers: {} }, losses: ledger.losses() }
  })
}

/** Instructions, and behind them the schema of the output where no field can demand it. */
function withFormatHint(
  instructions: string | undefined,
  conversation: Conversation,
  target: Target,
  ledger: Ledger,
): { instructions?: string } {
  const hint = schemaHint({ conversation, target })
  if (hint !== undefined) ledger.lose('format_as_hint', optionPath(conversation, 'format'))
  const all = [instructions, hint].filter(text => text !== undefined)
  return all.length > 0 ? { instructions: all.join('\n\n') } : {}
}

/** The turns, without the `instructions` of a client of Responses, which have a field of their own. */
function arrange(conversation: Conversation, target: Target, ledger: Ledger) {
  refusePrefill(conversation)
  const turns = arrangedTurns({ conversation, target, ledger })
  const [first, ...others] = turns
  const [block] = first?.blocks ?? []
  // Only what was `instructions` is `instructions` again: parts keep their borders in a message.
  if (first?.path === 'instructions' && block?.type === 'text')
    return { instructions: block.text, turns: others }
  return { instructions: undefined, turns }
}

/** Responses begins a new message where others would continue the last one. */
function refusePrefill(conversation: Conversation): void {
  const begun = conversation.from === 'responses' ? undefined : prefilledTurn(conversation)
  if (begun)
    refuse(begun.path, 'a Responses endpoint cannot continue an assistant message. End with a user message.')
}

/** Fields that only Responses knows go back where they were; those of other dialects are lost. */
function keepUnknown(
  conversation: Conversation,
  target: Target,
  body: JsonObject,
  ledger: Ledger,
): JsonObject {
  const out = { ...body }
  const isKnown = conversation.from === 'responses' && target.quirks.openaiParameters
  for (const unknown of conversation.unknown) {
    const { path, value } = unknown
    // What describes a namespace is written with it.
    if (path.startsWith('tools[') && target.quirks.toolNamespaces) continue
    const [field = '', key, ...deeper] = path.split('.')
    if (isShared(unknown, conversation, target)) {
      out[field] = value
      continue
    }
    const isPlain = isKnown && deeper.length === 0 && !path.includes('[')
    if (isPlain && key === undefined) out[field] = value
    else if (isPlain && key !== undefined)
      out[field] = { ...(isObject(out[field]) ? out[field] : {}), [key]: value }
    else if (isKnown && field.startsWith('include[') && Array.isArray(out.include))
      out.include = [...out.include, value]
    else tellUnknown(unknown, ledger)
  }
  return out
}
