import type { Cost } from './exchange.ts'
import { asNumber, asObject } from './json.ts'
import type { Usage } from './reply.ts'

/** xAI counts in ticks: ten billion are a dollar. */
const TICKS = 1e10

/** Where providers say in a reply's usage what it cost, in US dollars. */
const PLACES: readonly ((usage: Readonly<Record<string, unknown>>) => number | undefined)[] = [
  // OpenRouter, and gateways that took it over
  usage => {
    const cost = asNumber(usage.cost)
    return cost === undefined ? undefined : cost + paidElsewhere(usage)
  },
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

/** What OpenRouter says that the user's own key paid at the vendor, beside its own fee. */
const paidElsewhere = ({ is_byok, cost_details }: Readonly<Record<string, unknown>>): number =>
  is_byok === true ? (asNumber(asObject(cost_details).upstream_inference_cost) ?? 0) : 0

/** What a reply says that it cost; undefined where it says nothing. */
export function saidCost(usage: Usage | undefined): Cost | undefined {
  if (!usage?.raw) return undefined
  for (const read of PLACES) {
    const usd = read(usage.raw)
    if (usd !== undefined && usd >= 0) return { usd, source: 'reply' }
  }
  return undefined
}
