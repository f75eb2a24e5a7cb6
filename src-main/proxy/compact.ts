import { asArray, asObject, isObject, type Json, type JsonObject } from '../core/json.ts'
import { itemsOf } from '../core/recall.ts'
import { targetFor } from '../core/routing/endpoints.ts'
import { holds } from './body.ts'
import type { Leg } from './trip.ts'

const TRIGGER = Buffer.from('compaction_trigger')

/** Whether a request of Responses wants its conversation compacted at a provider that speaks Responses and cannot do that. */
export function wantsSummary({ to, compacts, bytes, target }: Leg): boolean {
  if (to !== 'responses') return false
  return compacts === true || (holds(bytes, TRIGGER) && !targetFor(target, to).quirks.compaction)
}

/** A request of `/compact` as the one in band that means the same: asked for by the last item. */
export const withTrigger = ({ stream: _, ...body }: JsonObject): JsonObject => ({
  ...body,
  input: [...itemsOf(body.input), { type: 'compaction_trigger' }],
})

/** The reply to it as `/compact` answers: no response, but what stands for the conversation from now on. */
export function asCompaction({ id, created_at, output, usage }: JsonObject): JsonObject {
  const items: Json[] = asArray(output).filter(item => isObject(item) && asObject(item).type === 'compaction')
  return { id, object: 'response.compaction', created_at, output: items, usage }
}
