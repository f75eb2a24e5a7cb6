import type { Reasoning } from 'openai/resources/shared'
import type { Conversation, Dialect } from '../../conversation.ts'
import type { Loss } from '../../reply.ts'
import type { Target } from '../../target.ts'

/** Weakest first. */
const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
type EffortName = (typeof EFFORTS)[number]

/** Anthropic's thinking budgets as efforts (mapping §2.3): tokens below which an effort is meant. */
const BUDGETS: readonly (readonly [below: number, effort: EffortName])[] = [
  [2_000, 'low'],
  [10_000, 'medium'],
  [32_000, 'high'],
  [Number.POSITIVE_INFINITY, 'xhigh'],
]

const PATHS: Readonly<Record<Dialect, string>> = {
  chat: 'reasoning_effort',
  responses: 'reasoning.effort',
  messages: 'output_config.effort',
}

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
  { options, from }: Conversation,
  { quirks }: Target,
  losses: Loss[],
): EffortName | undefined {
  const { effort, budget, mode } = options.reasoning ?? {}
  const budgeted = budget === undefined ? undefined : BUDGETS.find(([below]) => budget < below)?.[1]
  const isOff = mode === 'disabled' && effort === undefined
  const wanted = isOff ? 'none' : (effort ?? budgeted)
  if (wanted === undefined) return undefined
  if (effort === undefined && budgeted && !isOff)
    losses.push({ code: 'effort_from_budget', path: 'thinking.budget_tokens' })
  const level = (EFFORTS as readonly string[]).indexOf(wanted)
  const accepted = EFFORTS.filter(name => quirks.efforts.includes(name))
  const best = accepted.findLast(name => EFFORTS.indexOf(name) <= level)
  // A model that cannot be told to stop thinking is not told anything.
  if (isOff && best !== 'none') return undefined
  const given = best ?? accepted[0]
  if (given === undefined || level < 0) losses.push({ code: 'unsupported_parameter', path: PATHS[from] })
  else if (given !== wanted) losses.push({ code: 'effort_adjusted', path: PATHS[from] })
  return level < 0 ? undefined : given
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
