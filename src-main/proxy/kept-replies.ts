import { replay } from '../core/dialects/responses/replay.ts'
import { asArray, asString, type JsonObject } from '../core/json.ts'
import type { KeptResponse } from '../core/kept-response.ts'
import { sseText } from '../core/text/sse.ts'
import { answerEvents, answerObject, fail } from './answers.ts'
import type { Call } from './call.ts'
import { found, type Result, refused } from './outcome.ts'
import type { ProxyParts } from './parts.ts'
import { ownerOf } from './response-state.ts'

/** `GET`, `DELETE` and `/input_items` of a reply that is kept here. False where it is not: a provider may have it. */
export function answerKept(call: Call, parts: ProxyParts, id: string): boolean {
  const kept = parts.responses.find(id, ownerOf(call))
  if (!kept) return false
  call.journal.note({ modelId: kept.modelId })
  const headers = { 'x-patchbay-model': kept.modelId }
  const answered = answerFor(call, parts, kept)
  if (!answered.ok) fail(call, answered.failure)
  else if (answered.value.kind === 'object') answerObject({ call, headers, body: answered.value.body })
  else answerEvents({ call, headers, text: answered.value.text })
  return true
}

type Answer =
  | { readonly kind: 'object'; readonly body: JsonObject }
  | { readonly kind: 'events'; readonly text: string }

const object = (body: JsonObject): Result<Answer> => found({ kind: 'object', body })

function answerFor(call: Call, { responses }: ProxyParts, kept: KeptResponse): Result<Answer> {
  const query = new URLSearchParams(call.query)
  if (call.path.endsWith('/input_items')) {
    const items = listInput(kept, query)
    return items.ok ? object(items.value) : items
  }
  if (call.path.endsWith('/cancel'))
    return invalid(
      'This reply has ended: only one that is made in the background can be cancelled.',
      'response_id',
    )
  if (call.request.method === 'DELETE') {
    responses.forget(kept.id, kept.owner)
    return object({ id: kept.id, object: 'response.deleted', deleted: true })
  }
  return query.get('stream') === 'true' ? replayed(kept, query) : object(kept.response)
}

/**
 * The reply as a stream, behind the event that `starting_after` numbers. Its last event comes in any case: the numbers of the
 * stream that was cut may have been others, and the whole reply stands in it.
 */
function replayed({ response }: KeptResponse, query: URLSearchParams): Result<Answer> {
  const after = query.get('starting_after')
  if (after !== null && !/^\d+$/.test(after))
    return invalid('`starting_after` is the number of an event.', 'starting_after')
  const events = replay(response)
  const rest = events.filter(
    ({ sequence_number }, index) => sequence_number > Number(after ?? -1) || index === events.length - 1,
  )
  return found({ kind: 'events', text: rest.map(each => sseText(JSON.stringify(each), each.type)).join('') })
}

const LARGEST_PAGE = 100
const USUAL_PAGE = 20

/** One page of what the model was told, the newest first unless `order=asc`. */
function listInput(kept: KeptResponse, query: URLSearchParams): Result<JsonObject> {
  const limit = Number(query.get('limit') ?? USUAL_PAGE)
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE)
    return invalid(`\`limit\` is a number from 1 to ${LARGEST_PAGE}.`, 'limit')
  const order = query.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc') return invalid('`order` is asc or desc.', 'order')
  const items = kept.input.map(listed)
  if (order === 'desc') items.reverse()
  const after = query.get('after')
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1
  if (after !== null && start === 0)
    return invalid('`after` names no input item of this reply. Start without it.', 'after')
  const data = items.slice(start, start + limit)
  return found({
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + limit < items.length,
  })
}

/** As OpenAI lists it: a message whose content is text has a part of it, and everything has a status. */
function listed(item: JsonObject): JsonObject {
  if (item.type !== 'message') return item
  const type = item.role === 'assistant' ? 'output_text' : 'input_text'
  const text = asString(item.content)
  const content = text === undefined ? asArray(item.content) : [{ type, text }]
  return { status: 'completed', ...item, content }
}

const invalid = (message: string, param?: string) =>
  refused(400, 'invalid_value', message, { type: 'invalid_request_error', param })
