import { asString, isObject, type Json, type JsonObject, parseJson } from '../core/json.ts'
import { itemsOf, type Missing, recall } from '../core/recall.ts'
import type { Failure } from '../core/reply.ts'
import { memoryResponses } from '../state/response-store.ts'
import { bareSeals } from './seal.ts'

/** What the demo said on Responses: as at OpenAI, it can be continued and referred to. For this run only. */
export interface DemoReplies {
  /** The body with all that it names by id; a failure where nothing is kept under an id. */
  recall(body: JsonObject): { ok: true; body: JsonObject } | { ok: false; failure: Failure }
  keep(input: Json | undefined, reply: JsonObject): void
  close(): void
}

const EVERYBODY = ''

export function demoReplies(): DemoReplies {
  const store = memoryResponses({ now: Date.now })
  return {
    recall(body) {
      const recalled = recall(body, EVERYBODY, { ...store, adapt: item => [item] })
      const [missing] = recalled.missing
      return missing ? { ok: false, failure: notFound(missing) } : { ok: true, body: recalled.body }
    },
    keep(input, reply) {
      const sent = parseJson(bareSeals(JSON.stringify(reply)))
      if (!isObject(sent) || sent.store === false) return
      store.keep(
        {
          id: asString(sent.id) ?? '',
          owner: EVERYBODY,
          modelId: asString(sent.model) ?? '',
          createdAt: Date.now(),
          input: itemsOf(input).filter(isObject),
          response: sent,
        },
        'memory',
      )
    },
    close: store.close,
  }
}

const notFound = ({ kind, id, path }: Missing): Failure => ({
  status: kind === 'response' ? 400 : 404,
  code: kind === 'response' ? 'previous_response_not_found' : 'item_not_found',
  type: 'invalid_request_error',
  message: `${kind === 'response' ? 'Previous response' : 'Item'} with id ${JSON.stringify(id)} not found: the demo forgets when it ends.`,
  param: path,
  origin: 'provider',
})
