import type { Cost } from '../core/exchange.ts'
import { asNumber, asObject } from '../core/json.ts'
import type { Usage } from '../core/reply.ts'

/** xAI counts in ticks: ten billion are a dollar. */
const TICKS = 1e10

/** Where providers say in a reply's usage what it cost, in US dollars. */
const PLACES: readonly ((usage: Readonly<Record<string, unknown>>) => number | undefined)[] = [
  // OpenRouter, and gateways that took it over
  usage => asNumber(usage.cost),
  // Perplexity
  usage => asNumber(asObject(usage.cost).total_cost),
  // xAI
  usage => {
    const ticks = asNumber(usage.cost_in_usd_ticks)
    return ticks === undefined ? undefined : ticks / TICKS
  },
  // DeepInfra
  usage => asNumber(usage.estimated_cost),
]

/** What a reply says that it cost. */
export function costOf(usage: Usage | undefined): Cost | undefined {
  if (!usage?.raw) return undefined
  for (const read of PLACES) {
    const usd = read(usage.raw)
    if (usd !== undefined && usd >= 0) return { usd, source: 'reply' }
  }
  return undefined
}
