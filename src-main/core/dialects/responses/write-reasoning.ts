import type { Reasoning } from 'openai/resources/shared'
import type { Conversation } from '../../conversation.ts'
import { effortOfBudget, nearestEffort } from '../../effort.ts'
import { optionPath } from '../../option-paths.ts'
import type { Loss } from '../../reply.ts'
import type { Target } from '../../target.ts'

/** `reasoning`: the effort that was asked for or the strongest below it, and a summary where the client would see one. */
export function writeReasoning(
  conversation: Conversation,
  target: Target,
  losses: Loss[],
): Reasoning | undefined {
  const effort = writeEffort(conversation, target, losses)
  const summary = writeSummary(conversation, target, losses)
  if (effort === undefined && summary === undefined) return undefined
  return { ...(effort && { effort }), ...(summary && { summary }) }
}

function writeEffort(
  conversation: Conversation,
  { quirks }: Target,
  losses: Loss[],
): Reasoning['effort'] | undefined {
  const { effort, budget, mode } = conversation.options.reasoning ?? {}
  const isOff = mode === 'disabled' && effort === undefined
  const wanted = isOff ? 'none' : (effort ?? (budget === undefined ? undefined : effortOfBudget(budget)))
  if (wanted === undefined) return undefined
  if (effort === undefined && budget !== undefined && !isOff)
    losses.push({ code: 'effort_adjusted', path: 'thinking.budget_tokens' })
  const given = nearestEffort(wanted, quirks.efforts)
  const path = optionPath(conversation, 'reasoning')
  if (given === undefined) losses.push({ code: 'unsupported_parameter', path })
  else if (given !== wanted) losses.push({ code: 'effort_adjusted', path })
  // What the target accepts is in its own words.
  return given as Reasoning['effort'] | undefined
}

const SUMMARIES = ['auto', 'concise', 'detailed'] as const

function writeSummary({ options, from }: Conversation, { quirks }: Target, losses: Loss[]) {
  const { summary, mode } = options.reasoning ?? {}
  const thinks = mode === 'enabled' || mode === 'adaptive'
  const wanted = summary ?? (from === 'messages' && thinks ? 'auto' : undefined)
  const known = SUMMARIES.find(name => name === wanted)
  if (known === undefined || quirks.efforts.length === 0) return undefined
  if (quirks.openaiParameters) return known
  if (summary !== undefined && from === 'responses')
    losses.push({ code: 'unsupported_parameter', path: 'reasoning.summary' })
  return undefined
}
