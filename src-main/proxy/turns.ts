import { asObject, asString, isObject, parseJson } from '../core/json.ts'
import type { KeptResponse, ResponseStore } from '../core/kept-response.ts'
import { itemsOf, recall } from '../core/recall.ts'
import type { OnResponse } from './websocket-reply.ts'

/** One request on a connection. */
export interface Turn {
  /** To be called before the caller hears of the reply's end. */
  readonly end: OnResponse
}

/**
 * The memory of a connection (mapping §9): a reply that is not to be stored can be continued on it, whoever made it. Kept are
 * the last reply of each lane, so that no other client's traffic can push them out.
 */
export function createTurns(store: ResponseStore) {
  const last = new Map<string, KeptResponse>()

  /** What the provider is not asked to keep is unknown to it, and expanded by the road from here. */
  const bringBack = (id: string, owner: string): void => {
    const kept = [...last.values()].find(each => each.id === id)
    if (kept && !store.find(id, owner)) store.keep(kept, 'memory')
  }

  return {
    begin(given: {
      readonly body: Uint8Array
      /** As in `KeptResponse`. */
      readonly owner: string
      readonly lane: string
      readonly now: () => number
    }): Turn {
      const { owner, lane, now } = given
      const body = asObject(parseJson(new TextDecoder().decode(given.body)))
      const previous = asString(body.previous_response_id)
      if (previous !== undefined) bringBack(previous, owner)
      return {
        end(response, headers) {
          const id = asString(response.id)
          const isStored = (response.store ?? body.store) !== false
          if (id === undefined || isStored) return
          const isPassed = asString(headers['x-patchbay-route'])?.endsWith('; pass')
          if (!isPassed) {
            // Replies of our own making are kept already.
            const kept = store.find(id, owner)
            if (kept) last.set(lane, kept)
            return
          }
          const recalled = recall(body, owner, { ...store, adapt: item => [item] })
          // What stands before it is known to its provider alone: so is the whole.
          if (recalled.missing.length > 0) return
          const kept = {
            id,
            owner,
            modelId: asString(headers['x-patchbay-model']) ?? '',
            createdAt: now(),
            input: itemsOf(recalled.body.input).filter(isObject),
            response,
          }
          // Some providers call each reply the same: the last one counts.
          store.forget(id, owner)
          store.keep(kept, 'memory')
          last.set(lane, kept)
        },
      }
    },
  }
}
