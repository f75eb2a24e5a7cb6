import { createRequire } from 'node:module'
import type * as GenaiPrices from '@pydantic/genai-prices'
import { asNumber, asObject } from '../core/json.ts'
import type { Usage } from '../core/reply.ts'
import type { TokenPrice } from '../core/routing/price.ts'

/** Half a megabyte of prices, which no start has to wait for. They bear no date but that of the package's release. */
let loaded: typeof GenaiPrices | undefined
const load = (): typeof GenaiPrices => {
  loaded ??= createRequire(import.meta.url)('@pydantic/genai-prices') as typeof GenaiPrices
  return loaded
}

/** US dollars of this usage at the provider of this address; undefined where the list does not know. */
export function bundledCost(baseUrl: string | undefined, model: string, usage: Usage): number | undefined {
  return calculate(baseUrl, model, tokensOf(usage))?.total_price
}

/** The price of the first tokens: some models cost more in long contexts. */
export function bundledPrice(baseUrl: string | undefined, model: string): TokenPrice | undefined {
  const price = calculate(baseUrl, model, {})?.model_price
  const base = (name: string) => {
    const value = price?.[name]
    return typeof value === 'object' ? value.base : value
  }
  const input = base('input_mtok')
  const output = base('output_mtok')
  if (input === undefined || output === undefined) return undefined
  const cacheRead = base('cache_read_mtok')
  const cacheWrite = base('cache_write_mtok')
  return {
    input,
    output,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
  }
}

function calculate(baseUrl: string | undefined, model: string, tokens: GenaiPrices.Usage) {
  if (baseUrl === undefined) return undefined
  const { calcPrice, findProvider } = load()
  try {
    const provider = findProvider({ providerApiUrl: baseUrl })
    const found = provider ? calcPrice(tokens, model, { provider }) : null
    // Subscriptions stand in the list without any price.
    return found && Object.keys(found.model_price).length > 0 ? found : undefined
  } catch {
    // It refuses numbers that do not fit together: then nothing is known.
    return undefined
  }
}

function tokensOf({
  input = 0,
  output = 0,
  cacheRead = 0,
  cacheWrite = 0,
  raw = {},
}: Usage): GenaiPrices.Usage {
  const anHour = asNumber(asObject(raw.cache_creation).ephemeral_1h_input_tokens)
  const searches = asNumber(asObject(raw.server_tool_use).web_search_requests)
  return {
    input_tokens: Math.max(input, cacheRead + cacheWrite),
    output_tokens: output,
    cache_read_tokens: cacheRead,
    cache_write_tokens: cacheWrite,
    ...(anHour !== undefined && { cache_write_1h_tokens: Math.min(anHour, cacheWrite) }),
    ...(searches !== undefined && { web_searches: searches }),
  }
}
