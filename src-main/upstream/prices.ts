import type { Cost } from '../core/exchange.ts'
import type { Usage } from '../core/reply.ts'
import type { TokenPrice } from '../core/routing/price.ts'
import type { Provider } from '../core/routing/provider.ts'
import { type BundledPrice, bundledCost, bundledPrice } from './bundled-prices.ts'

/** US dollars for a million tokens, and who says so. */
export interface KnownPrice extends BundledPrice {
  readonly source: 'list' | 'bundled'
}

export interface Prices {
  /** What a reply cost that does not say it; undefined where nobody knows, never a guess. */
  price(modelId: string, usage: Usage): Cost | undefined
  priceOf(modelId: string): KnownPrice | undefined
}

/**
 * Prices of models: those of the provider's live list, else of the bundled list of `@pydantic/genai-prices`, which is read at the first need and never fetched. Bundled prices count only for providers that
 * are known by their address: the same model may cost nothing on somebody's own server.
 */
export function createPrices(parts: {
  /** From the provider's live list. */
  readonly listPrice: (modelId: string) => TokenPrice | undefined
  readonly provider: (id: string) => Pick<Provider, 'baseUrl'> | undefined
}): Prices {
  const { listPrice, provider } = parts
  const baseUrlOf = ({ providerId }: Place) => provider(providerId)?.baseUrl
  return {
    price(modelId, usage) {
      if (usage.input === undefined && usage.output === undefined) return undefined
      const listed = listPrice(modelId)
      if (listed) return { usd: costOf(listed, usage), source: 'list' }
      const place = placeOf(modelId)
      const usd = bundledCost(baseUrlOf(place), place.upstreamId, usage)
      return usd === undefined ? undefined : { usd, source: 'bundled' }
    },
    priceOf(modelId) {
      const listed = listPrice(modelId)
      if (listed) return { ...listed, source: 'list' }
      const place = placeOf(modelId)
      const bundled = bundledPrice(baseUrlOf(place), place.upstreamId)
      return bundled && { ...bundled, source: 'bundled' }
    },
  }
}

interface Place {
  readonly providerId: string
  readonly upstreamId: string
}

function placeOf(modelId: string): Place {
  const slash = modelId.indexOf('/')
  return { providerId: modelId.slice(0, slash), upstreamId: modelId.slice(slash + 1) }
}

const MILLION = 1_000_000

/** Cached input whose price is not known costs what other input does. */
function costOf(price: TokenPrice, usage: Usage): number {
  const { input = 0, output = 0, cacheRead = 0, cacheWrite = 0 } = usage
  const plain = Math.max(0, input - cacheRead - cacheWrite)
  const tokens =
    plain * price.input +
    cacheRead * (price.cacheRead ?? price.input) +
    cacheWrite * (price.cacheWrite ?? price.input) +
    output * price.output
  return tokens / MILLION + (price.request ?? 0)
}
