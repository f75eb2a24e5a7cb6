import type { Outcome } from '../core/dialects/dialect.ts'
import { asString, isObject, type Json, type JsonObject } from '../core/json.ts'
import { isTooDeep } from '../core/nesting.ts'
import { itemsOf, type Missing, type Recalled, recall } from '../core/recall.ts'
import type { Failure } from '../core/reply.ts'
import { peek } from '../core/text/peek.ts'
import { holds } from './body.ts'
import type { Call } from './call.ts'
import { found, type Result, refused } from './outcome.ts'
import { bodyOf, type Leg, type Trip } from './trip.ts'

/** Whose replies a caller may continue: those of its own local key. */
export const ownerOf = ({ key }: Pick<Call, 'key'>): string => key?.name ?? ''

/** For a provider that keeps nothing: all that the request names by id must be kept here. */
export function recallAll(trip: Pick<Trip, 'call' | 'parts'>, body: JsonObject): Result<Recalled> {
  const recalled = recall(body, ownerOf(trip.call), { ...trip.parts.responses, adapt: item => [item] })
  const [first] = recalled.missing
  return first ? { ok: false, failure: notKept(first) } : found(recalled)
}

const REFERENCE = Buffer.from('item_reference')

/**
 * For a provider that keeps its replies itself: only what this proxy kept is put in the place of its id, since the provider
 * cannot know it (the name led to a translated model before). All else goes as it came.
 */
export function recallOurs<T extends Trip>(trip: T): T {
  const { call, parts, bytes, peeked } = trip
  if (!peeked.has('previous_response_id') && !holds(bytes, REFERENCE)) return trip
  const body = bodyOf(trip)
  // What cannot be written again goes as it came, for its provider to judge.
  if (isTooDeep(body)) return trip
  let dropped = false
  const adapt = (item: JsonObject): Json[] => {
    const portable = withoutOurs(item)
    dropped ||= portable === undefined
    return portable ? [portable] : []
  }
  const recalled = recall(body, ownerOf(call), { ...parts.responses, adapt })
  if (!recalled.changed) return trip
  const next = Buffer.from(JSON.stringify(recalled.body))
  const seen = peek(next)
  if (!seen) return trip
  if (dropped) call.journal.lose([{ code: 'reasoning_dropped', path: 'previous_response_id' }])
  return { ...trip, bytes: next, peeked: seen }
}

/** The provider looks ids up, and ours are not there; reasoning without its vendor's proof is nothing it would take. */
function withoutOurs({ id: _, ...item }: JsonObject): JsonObject | undefined {
  return item.type === 'reasoning' && !item.encrypted_content ? undefined : item
}

/** Tells a reader's outcome in the paths of the caller's own body. */
export function inCallersPaths<T>(outcome: Outcome<T>, { changed, paths }: Recalled): Outcome<T> {
  if (!changed) return outcome
  const own = (path: string) =>
    path.replace(/^input\[(\d+)\]/, (all, index: string) => paths[Number(index)] ?? all)
  if (outcome.ok)
    return { ...outcome, losses: outcome.losses.map(loss => ({ ...loss, path: own(loss.path) })) }
  const { failure } = outcome
  const { param } = failure
  if (param === undefined) return outcome
  return {
    ok: false,
    failure: { ...failure, param: own(param), message: failure.message.replace(param, own(param)) },
  }
}

/** Keeps a reply of ours before its end is told, so that whoever has read it can continue it (failure-modes 70). */
export function remember(
  { call, parts, target }: Pick<Leg, 'call' | 'parts' | 'target'>,
  input: Json | undefined,
  response: JsonObject,
): void {
  if (response.status === 'failed') return
  const kept = {
    id: asString(response.id) ?? '',
    owner: ownerOf(call),
    modelId: target.modelId,
    createdAt: parts.clock.now(),
    input: itemsOf(input).filter(isObject),
    response,
  }
  parts.responses.keep(kept, response.store === false ? 'memory' : 'disk')
}

const CAUSES =
  'Replies are kept for 30 days, each for the local key that asked for it, and only by the model that gave them: here, or at its provider.'

function notKept({ kind, id, path }: Missing): Failure {
  const named = JSON.stringify(id).slice(0, 100)
  const [code, what, remedy] =
    kind === 'response'
      ? ([
          'previous_response_not_found',
          'response',
          'Send the whole conversation in `input`, without `previous_response_id`.',
        ] as const)
      : (['item_not_found', 'item', 'Send the item itself in place of the reference.'] as const)
  return refused(400, code, `${path}: no ${what} ${named} is kept here. ${remedy} ${CAUSES}`, {
    type: 'invalid_request_error',
    param: path,
  }).failure
}
