import type { JsonObject } from './json.ts'

/** A reply of `/v1/responses` that is kept here, since the provider that answered knows nothing of stored replies. */
export interface KeptResponse {
  readonly id: string
  /** Name of the local key that asked; empty where none was required. Nobody else gets to see it. */
  readonly owner: string
  readonly modelId: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** Everything the model was told, earlier replies included, as items in the client's shape. */
  readonly input: readonly JsonObject[]
  /** The whole response object: its output, and the request that it repeats. */
  readonly response: JsonObject
}

/** What makes Responses stateful over providers that are not (mapping §9). Nothing here throws. */
export interface ResponseStore {
  /** Keeps a reply: `disk` for later runs too, `memory` until this one ends. In force when it returns. */
  keep(kept: KeptResponse, where: 'disk' | 'memory'): void
  /** Its input items have ids; undefined for what is unknown, expired or another owner's. */
  find(id: string, owner: string): KeptResponse | undefined
  /** An input or output item of a reply that is kept. */
  findItem(id: string, owner: string): JsonObject | undefined
  /** False where there was nothing to forget. */
  forget(id: string, owner: string): boolean
}
