import type { Directory } from '../core/routing/directory.ts'
import { createPrices, type Prices } from '../upstream/prices.ts'

/** Prices of the models that the directory of now knows. */
export const modelPrices = (directory: () => Directory): Prices =>
  createPrices({
    listPrice(modelId) {
      const slash = modelId.indexOf('/')
      const provider = directory().provider(modelId.slice(0, slash))
      return provider && directory().targetOf(provider, modelId.slice(slash + 1)).listed?.price
    },
    provider: id => directory().provider(id),
  })
