import { targetFor } from '../core/routing/endpoints.ts'
import type { ResolvedTarget } from '../core/routing/resolution.ts'
import { admit } from './admission.ts'
import { fail } from './answers.ts'
import type { Call } from './call.ts'
import { countTokens } from './count-tokens.ts'
import { proofFor } from './credentials.ts'
import type { EndpointKind } from './endpoints.ts'
import { createFailover } from './failover.ts'
import { passOther } from './other-endpoints.ts'
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

/** A provider that compacts does it itself, as only it can read what it makes; for others a summary stands in. */
async function compact(trip: Trip, target: ResolvedTarget): Promise<PassEnd> {
  const { call, parts, brought } = trip
  const isTheirs =
    target.endpoints.dialects.includes('responses') && targetFor(target, 'responses').quirks.compaction
  if (!isTheirs) return travel({ ...trip, compacts: true }, target)
  const { provider } = target
  const proof = await proofFor({ call, parts, provider, brought, dialect: 'responses', action: 'pass' })
  if (!proof.ok) return refusal(proof.failure)
  return passLeg({ ...trip, target, to: 'responses' }, suffixOf(call), proof.value)
}
