import { dialects } from '../core/dialects/index.ts'
import { isTooDeep } from '../core/nesting.ts'
import { dispatch } from '../core/routing/dispatch.ts'
import { targetFor } from '../core/routing/endpoints.ts'
import type { ResolvedTarget } from '../core/routing/resolution.ts'
import { tooDeep } from './outcome.ts'
import type { PassEnd } from './pass.ts'
import { answerNothing } from './prewarm.ts'
import { refusal } from './refusal.ts'
import { recallAll, remember } from './response-state.ts'
import { bodyOf, type Trip, writeContext } from './trip.ts'

/**
 * A turn that a websocket's client sends ahead (`generate: false`): it is remembered under the id of an empty reply, and told
 * to the model with the next one that continues it. No provider is asked, for none can be told so by HTTP.
 */
export async function prepare(trip: Trip, target: ResolvedTarget): Promise<PassEnd> {
  const decision = dispatch(trip.peeked.traits(trip.shape), target, trip.parts.settings().dispatch.mismatch)
  if (decision.action === 'refuse') return refusal(decision.failure)
  const body = bodyOf(trip)
  if (isTooDeep(body)) return refusal(tooDeep().failure)
  const recalled = recallAll(trip, body)
  if (!recalled.ok) return refusal(recalled.failure)
  // Only repeated in the reply: what of it can be told to a model is seen when one is asked.
  const read = dialects.responses.readRequest({ model: body.model, input: [], stream: true })
  if (!read.ok) return refusal(read.failure)
  const leg = { ...trip, target, to: decision.to }
  const conversation = { ...read.value, body }
  answerNothing({
    leg,
    context: writeContext(leg, { conversation, target: targetFor(target, decision.to) }),
    reason: 'end',
    keep: reply => remember(leg, recalled.value.body.input, reply),
  })
  return { kind: 'answered' }
}
