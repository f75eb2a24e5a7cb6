import type { Cost, Exchange } from '../../core/exchange.ts'
import type { Directory } from '../../core/routing/directory.ts'
import { modelPrices } from '../model-prices.ts'
import type { Finish } from './exchange-log.ts'
import { readFeatures } from './read-features.ts'

/** Finds out what an exchange had in it and what it cost, when it has ended. What it says of itself counts first. */
export function createFinish(directory: () => Directory): Finish {
  const prices = modelPrices(directory)
  const costOf = ({ cost, modelId, usage }: Exchange): Cost | undefined =>
    cost ?? (modelId === undefined || usage === undefined ? undefined : prices.price(modelId, usage))

  return function* (exchange, recording) {
    const features = yield* readFeatures(exchange, recording)
    yield
    return { ...exchange, features, cost: costOf(exchange) }
  }
}
