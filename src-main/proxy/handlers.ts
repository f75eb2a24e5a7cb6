import type { ResolvedTarget } from '../core/routing/resolution.ts'
import { admit } from './admission.ts'
import { fail } from './answers.ts'
import type { Call } from './call.ts'
import { countTokens } from './count-tokens.ts'
import { proofFor } from './credentials.ts'
import type { EndpointKind } from './endpoints.ts'
import { createFailover } from './failover.ts'
import { passOther } from './other-endpoints.ts'
import { refused } from './outcome.ts'
import type { ProxyParts } from './parts.ts'
import type { PassEnd } from './pass.ts'
import { prepare } from './prepare.ts'
import { refusal } from './refusal.ts'
import { passLeg, travel } from './road.ts'
import { createReplyOwners, passStored } from './stored-replies.ts'
import type { Trip } from './trip.ts'

export type Handlers = Readonly<Record<EndpointKind | 'prepare', (call: Call) => Promise<void>>>

/** What is done at each kind of endpoint. */
export function createHandlers(parts: ProxyParts): Handlers {
  const failover = createFailover(parts.clock)
  const owners = createReplyOwners()

  const toTargets =
    (go: (trip: Trip, target: ResolvedTarget) => Promise<PassEnd>) =>
    async (call: Call): Promise<void> => {
      const trip = await admit(call, parts)
      if (!trip.ok) return fail(call, trip.failure)
      const { resolution } = trip.value
      const end = await failover.run({ call, parts, resolution, go: target => go(trip.value, target) })
      if (end?.replyId !== undefined) owners.keep(end.replyId, { resolution, target: end.target })
    }

  return {
    reply: toTargets(travel),
    prepare: toTargets(prepare),
    count: toTargets((trip, target) => countTokens(trip, target, suffixOf(trip.call))),
    compact: toTargets(compact),
    stored: call => passStored(call, parts, owners),
    other: call => passOther(call, parts, failover),
  }
}

/** What stands behind the dialect's own path: `/count_tokens`. */
const suffixOf = ({ path }: Call): string => path.slice(path.lastIndexOf('/'))

/** Only the provider can compact: its answer holds what it alone can read. */
async function compact(trip: Trip, target: ResolvedTarget): Promise<PassEnd> {
  const { call, parts, brought } = trip
  if (!target.endpoints.dialects.includes('responses')) {
    const message = `"${target.modelId}" does not speak Responses, and only a provider that does can compact. Ask the model for a summary at /v1/responses instead.`
    return refusal(refused(400, 'endpoint_unsupported', message, { param: 'model' }).failure)
  }
  const { provider } = target
  const proof = await proofFor({ call, parts, provider, brought, dialect: 'responses', action: 'pass' })
  if (!proof.ok) return refusal(proof.failure)
  return passLeg({ ...trip, target, to: 'responses' }, suffixOf(call), proof.value)
}
