import type { Reasoning } from 'openai/resources/shared'
import type { Conversation } from '../../conversation.ts'
import { effortOfBudget, nearestEffort } from '../../effort.ts'
import type { Ledger } from '../../ledger.ts'
import { budgetPath, optionPath } from '../../option-paths.ts'
import type { Target } from '../../target.ts'

/** `reasoning`: the effort that was asked for or the strongest below it, and a summary where the client would see one. */
export function writeReasoning(
  conversation: Conversation,
  target: Target,
  ledger: Ledger,
): Reasoning | undefined {
  const effort = writeEffort(conversation, target, ledger)
  const summary = writeSummary(conversation, target, ledger)
  if (effort === undefined && summary === undefined) return undefined
  return { ...(effort && { effort }), ...(summary && { summary }) }
}

function writeEffort(
  conversation: Conversation,
  { quirks }: Target,
  ledger: Ledger,
): Reasoning['effort'] | undefined {
  const { effort, budget, mode } = conversation.options.reasoning ?? {}
  const isOff = mode === 'disabled' && effort === undefined
  const wanted = isOff ? 'none' : (effort ?? (budget === undefined ? undefined : effortOfBudget(budget)))
  if (wanted === undefined) return undefined
  if (effort === undefined && budget !== undefined && !isOff)
    ledger.lose('effort_adjusted', budgetPath(conversation))
  const given = nearestEffort(wanted, quirks.efforts)
  const path = optionPath(conversation, 'reasoning')
  if (given === undefined) ledger.lose('unsupported_parameter', path)
  else if (given !== wanted) ledger.lose('effort_adjusted', path)
  // What the target accepts is in its own words.
  return given as Reasoning['effort'] | undefined
}

const SUMMARIES = ['auto', 'concise', 'detailed'] as const

function writeSummary({ options, from }: Conversation, { quirks }: Target, ledger: Ledger) {
  const { summary, mode } = options.reasoning ?? {}
  const thinks = mode === 'enabled' || mode === 'adaptive'
  const wanted = summary ?? (from === 'messages' && thinks ? 'auto' : undefined)
  const known = SUMMARIES.find(name => name === wanted)
  if (known === undefined || quirks.efforts.length === 0) return undefined
  if (quirks.openaiParameters) return known
  if (summary !== undefined && from === 'responses') ledger.lose('unsupported_parameter', 'reasoning.summary')
  return undefined
}
