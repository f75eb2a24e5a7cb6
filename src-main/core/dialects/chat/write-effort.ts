import { effortOfBudget, nearestEffort } from '../../effort.ts'
import type { JsonObject } from '../../json.ts'
import { budgetPath, optionPath } from '../../option-paths.ts'
import type { Options } from '../../options.ts'
import type { Page } from './page.ts'

/** `reasoning_effort`, stepped down to what the model takes. Nothing where the client left it to the model. */
export function writeEffort(page: Page): JsonObject {
  const { conversation, target, ledger } = page
  const { reasoning } = conversation.options
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

function wantedEffort({ effort, budget, mode }: NonNullable<Options['reasoning']>): string | undefined {
  if (mode === 'disabled') return 'none'
  if (effort !== undefined) return effort
  return budget === undefined ? undefined : effortOfBudget(budget)
}
