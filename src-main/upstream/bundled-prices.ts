import { createRequire } from 'node:module'
import type * as GenaiPrices from '@pydantic/genai-prices'
import metadata from '../../package.json' with { type: 'json' }
import { asNumber, asObject } from '../core/json.ts'
import type { Usage } from '../core/reply.ts'
import type { TokenPrice } from '../core/routing/price.ts'
import { isLoopback } from './addresses.ts'

const PACKAGE = '@pydantic/genai-prices'
/** The package that the prices are from, and its version: `name 1.2.3`. It is pinned, so that one can be named. */
export const BUNDLED_PRICE_LIST = `${PACKAGE} ${metadata.dependencies[PACKAGE]}`

/** Half a megabyte of prices, which no start has to wait for. They bear no date but that of the package's release. */
let loaded: typeof GenaiPrices | undefined
const load = (): typeof GenaiPrices => {
  loaded ??= createRequire(import.meta.url)(PACKAGE) as typeof GenaiPrices
  return loaded
}

/** US dollars of this usage at the provider of this address; undefined where the list does not know. */
export function bundledCost(baseUrl: string | undefined, model: string, usage: Usage): number | undefined {
  return calculate(baseUrl, model, tokensOf(usage))?.total_price
}

/** What the list says of a model. */
export interface BundledPrice extends TokenPrice {
  /** It calls the model deprecated. */
  readonly isDeprecated?: true
}

/** The price of the first tokens: some models cost more in long contexts. */
export function bundledPrice(baseUrl: string | undefined, model: string): BundledPrice | undefined {
  const found = calculate(baseUrl, model, {})
  const price = found?.model_price
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
    ...(found?.model.deprecated && { isDeprecated: true }),
  }
}

/** Lists of thousands of models are looked up at a few addresses. */
const providers = new Map<string, GenaiPrices.Provider | undefined>()

/** Who has this address; nobody's prices count for a server on this machine. */
function providerAt(baseUrl: string | undefined): GenaiPrices.Provider | undefined {
  if (baseUrl === undefined) return undefined
  if (!providers.has(baseUrl)) {
    const isLocal = isLoopback(URL.parse(baseUrl)?.hostname ?? '')
    providers.set(baseUrl, isLocal ? undefined : load().findProvider({ providerApiUrl: baseUrl }))
  }
  return providers.get(baseUrl)
}

function calculate(baseUrl: string | undefined, model: string, tokens: GenaiPrices.Usage) {
  const provider = providerAt(baseUrl)
  try {
    const found = provider ? load().calcPrice(tokens, model, { provider }) : null
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
