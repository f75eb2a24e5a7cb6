import { effortOfBudget, nearestEffort } from '../../effort.ts'
import type { JsonObject } from '../../json.ts'
import { budgetPath, optionPath } from '../../option-paths.ts'
import type { Options } from '../../options.ts'
import type { Page } from './page.ts'

/** `reasoning_effort`, stepped down to what the model takes, or what the provider says in its place. Nothing where it is left to the model. */
export function writeEffort(page: Page): JsonObject {
  const { conversation, target, ledger } = page
  const { reasoning } = conversation.options
  const switched = reasoning && writeSwitch(reasoning, page)
  if (switched) return switched
  const wanted = reasoning && wantedEffort(reasoning)
  if (wanted === undefined) return {}
  const path = optionPath(conversation, 'reasoning')
  if (reasoning?.effort === undefined && reasoning?.budget !== undefined) {
    ledger.lose('effort_adjusted', budgetPath(conversation))
  }
  const effort = nearestEffort(wanted, target.quirks.efforts)
  if (effort !== wanted) ledger.lose(effort === undefined ? 'unsupported_parameter' : 'effort_adjusted', path)
  return effort === undefined ? {} : { reasoning_effort: effort }
}

/** Providers that switch reasoning by a field of their own; undefined where an effort says all. */
function writeSwitch(reasoning: NonNullable<Options['reasoning']>, { target }: Page): JsonObject | undefined {
  const { budget, effort, mode } = reasoning
  const { reasoningSwitch, efforts } = target.quirks
  const isOff = mode === 'disabled' || effort === 'none'
  const isOn = mode !== undefined || effort !== undefined || budget !== undefined
  const takesEffort = effort !== undefined && !isOff && efforts.length > 0
  if (reasoningSwitch === 'none' || !isOn || takesEffort) return undefined
  switch (reasoningSwitch) {
    case 'thinking':
      return { thinking: { type: isOff ? 'disabled' : 'enabled' } }
    case 'enable_thinking':
      return { enable_thinking: !isOff, ...(budget !== undefined && !isOff && { thinking_budget: budget }) }
    case 'reasoning':
      // Only a budget needs more words than `reasoning_effort` has.
      return budget === undefined || isOff ? undefined : { reasoning: { max_tokens: budget } }
  }
}

function wantedEffort({ effort, budget, mode }: NonNullable<Options['reasoning']>): string | undefined {
  if (mode === 'disabled') return 'none'
  if (effort !== undefined) return effort
  return budget === undefined ? undefined : effortOfBudget(budget)
}
