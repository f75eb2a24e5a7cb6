import type { Conversation } from '../../conversation.ts'
import { effortOfBudget, nearestEffort } from '../../effort.ts'
import { asArray, asObject, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { budgetPath, optionPath } from '../../option-paths.ts'
import type { Options } from '../../options.ts'
import type { Target } from '../../target.ts'

/** How thinking is switched on in a request. `on` limits what else may be asked. */
export interface WrittenThinking {
  readonly thinking?: JsonObject
  readonly effort?: string
  readonly on: boolean
}

type Reasoning = NonNullable<Options['reasoning']>

interface ThinkingInput {
  readonly conversation: Conversation
  readonly target: Target
  readonly maxTokens: number
  /** Whether `tool_choice` forces a call. */
  readonly forced: boolean
  readonly messages: readonly JsonObject[]
  readonly ledger: Ledger
}

const LEAST_BUDGET = 1024
const BUDGETS: Readonly<Record<string, number>> = {
  minimal: LEAST_BUDGET,
  low: LEAST_BUDGET,
  medium: 8192,
  high: 16_384,
  xhigh: 32_000,
  max: 32_000,
}

const OFF: WrittenThinking = { on: false }

/** Prints thinking in the way that the model knows (mapping §2.1, §2.3, §4.3 and §5). */
export function writeThinking(input: ThinkingInput): WrittenThinking {
  const { target } = input
  const { reasoning } = input.conversation.options
  if (!reasoning) return OFF
  const isOff = reasoning.mode === 'disabled' || reasoning.effort === 'none'
  const wants =
    reasoning.mode !== undefined || reasoning.effort !== undefined || reasoning.budget !== undefined
  if (!wants) return writeSummary(input, reasoning)
  if (target.quirks.thinking === 'none') {
    if (!isOff) input.ledger.lose('unsupported_parameter', optionPath(input.conversation, 'reasoning'))
    return OFF
  }
  if (isOff) return { thinking: { type: 'disabled' }, on: false }
  return target.quirks.thinking === 'adaptive'
    ? writeAdaptive(input, reasoning)
    : writeManual(input, reasoning)
}

/** To see a summary is to leave thinking to the model; where it does not decide, nobody asked for thoughts. */
function writeSummary(input: ThinkingInput, reasoning: Reasoning): WrittenThinking {
  if (reasoning.summary === undefined || reasoning.summary === 'omitted') return OFF
  if (input.target.quirks.thinking === 'adaptive') return writeAdaptive(input, reasoning)
  input.ledger.lose('unsupported_parameter', 'reasoning.summary')
  return OFF
}

function writeAdaptive(input: ThinkingInput, reasoning: Reasoning): WrittenThinking {
  const { conversation, ledger } = input
  if (reasoning.budget !== undefined && reasoning.effort === undefined) {
    ledger.lose('effort_adjusted', budgetPath(conversation))
  }
  const wish =
    reasoning.effort ?? (reasoning.budget === undefined ? undefined : effortOfBudget(reasoning.budget))
  const effort = wish === undefined ? undefined : acceptedEffort(wish, input)
  // A Messages client that names an effort alone leaves thinking as it is.
  if (conversation.from === 'messages' && reasoning.mode === undefined) return { effort, on: false }
  const own = conversation.from === 'messages' ? asObject(conversation.body.thinking).type : undefined
  const type = own === 'between_tools' ? own : 'adaptive'
  return { thinking: { type, ...display(conversation, reasoning) }, effort, on: true }
}

/** The effort that the model takes for the wish, told where it is another. */
function acceptedEffort(wish: string, { target, ledger, conversation }: ThinkingInput): string | undefined {
  const accepted = nearestEffort(wish, target.quirks.efforts)
  if (accepted !== wish)
    ledger.lose(
      accepted === undefined ? 'unsupported_parameter' : 'effort_adjusted',
      optionPath(conversation, 'reasoning'),
    )
  return accepted
}

function writeManual(input: ThinkingInput, reasoning: Reasoning): WrittenThinking {
  const { ledger, forced, messages, maxTokens, conversation } = input
  if (conversation.from === 'messages' && reasoning.mode === undefined) {
    ledger.lose('unsupported_parameter', optionPath(input.conversation, 'reasoning'))
    return OFF
  }
  const refused = forced
    ? 'thinking_dropped_forced_tool'
    : lacksProof(messages)
      ? 'thinking_dropped_no_proof'
      : undefined
  if (refused) {
    ledger.lose(refused, optionPath(input.conversation, 'reasoning'))
    return { thinking: { type: 'disabled' }, on: false }
  }
  // An exact budget only has to stay below the limit; one that we choose leaves room for the answer.
  const room = reasoning.budget === undefined ? Math.floor(maxTokens * 0.8) : maxTokens - 1
  const wish = reasoning.budget ?? BUDGETS[reasoning.effort ?? 'medium'] ?? LEAST_BUDGET
  if (room < LEAST_BUDGET) {
    ledger.lose('thinking_dropped_small_limit', optionPath(input.conversation, 'reasoning'))
    return OFF
  }
  const budget_tokens = Math.max(LEAST_BUDGET, Math.min(wish, room))
  if (budget_tokens !== reasoning.budget)
    ledger.lose('effort_adjusted', optionPath(input.conversation, 'reasoning'))
  return { thinking: { type: 'enabled', budget_tokens, ...display(conversation, reasoning) }, on: true }
}

/** Manual thinking wants the last reply that called tools to open with its thinking block, proof included. */
function lacksProof(messages: readonly JsonObject[]): boolean {
  const content = asArray(messages.findLast(message => message.role === 'assistant')?.content).map(asObject)
  const opens = content[0]?.type === 'thinking' || content[0]?.type === 'redacted_thinking'
  return !opens && content.some(block => block.type === 'tool_use')
}

/** A Messages client's own words for it, or the wish to see a summary. Models have a default of their own. */
function display({ from, body }: Conversation, { summary }: Reasoning): JsonObject {
  if (from === 'messages') {
    const { type: _type, budget_tokens: _budget, ...own } = asObject(body.thinking)
    return own
  }
  if (summary === undefined) return {}
  return { display: summary === 'omitted' ? 'omitted' : 'summarized' }
}
