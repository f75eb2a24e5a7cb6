import type { Options } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import { optionPath } from './option-paths.ts'
import type { Page } from './page.ts'

/** All efforts that vendors know, weakest first. */
const LADDER = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']

/** Thinking budgets as efforts: the effort for everything below the limit, in tokens. */
const BUDGETS: readonly { readonly below: number; readonly effort: string }[] = [
  { below: 2_000, effort: 'low' },
  { below: 10_000, effort: 'medium' },
  { below: 32_000, effort: 'high' },
  { below: Number.POSITIVE_INFINITY, effort: 'xhigh' },
]

/** `reasoning_effort`, stepped down to what the model takes. Nothing where the client left it to the model. */
export function writeEffort(page: Page): JsonObject {
  const { conversation, target, ledger } = page
  const { reasoning } = conversation.options
  const wanted = reasoning && wantedEffort(reasoning)
  if (wanted === undefined) return {}
  const path = optionPath(conversation.from, 'reasoning', conversation.body)
  if (reasoning?.effort === undefined && reasoning?.budget !== undefined) {
    const budgetPath = conversation.from === 'messages' ? 'thinking.budget_tokens' : 'reasoning.max_tokens'
    ledger.lose('thinking_budget_as_effort', budgetPath)
  }
  const { efforts } = target.quirks
  if (efforts.includes(wanted)) return { reasoning_effort: wanted }
  const effort = wanted === 'none' ? undefined : nearest(wanted, efforts)
  ledger.lose(effort === undefined ? 'unsupported_parameter' : 'effort_adjusted', path)
  return effort === undefined ? {} : { reasoning_effort: effort }
}

function wantedEffort({ effort, budget, mode }: NonNullable<Options['reasoning']>): string | undefined {
  if (mode === 'disabled') return 'none'
  if (effort !== undefined) return effort
  return budget === undefined ? undefined : BUDGETS.find(({ below }) => budget < below)?.effort
}

/** The strongest effort that is not stronger than the wish, else the weakest there is; reasoning is never switched off so. */
function nearest(wanted: string, efforts: readonly string[]): string | undefined {
  const rank = LADDER.indexOf(wanted)
  if (rank < 0) return undefined
  const thinking = efforts.filter(effort => effort !== 'none')
  return thinking.findLast(effort => LADDER.indexOf(effort) <= rank) ?? thinking[0]
}
