import type { Dialect } from '../core/conversation.ts'
import type { JsonObject } from '../core/json.ts'
import { isTooDeep } from '../core/nesting.ts'
import { dispatch } from '../core/routing/dispatch.ts'
import type { ResolvedTarget } from '../core/routing/resolution.ts'
import { answerObject } from './answers.ts'
import { countPrompt } from './count-prompt.ts'
import { proofFor } from './credentials.ts'
import { found, type Result, tooDeep } from './outcome.ts'
import type { PassEnd } from './pass.ts'
import { refusal } from './refusal.ts'
import { recallAll } from './response-state.ts'
import { passLeg } from './road.ts'
import { bodyOf, ownHeaders, type Trip } from './trip.ts'

/** Endpoints that a provider does not have. */
const ABSENT = new Set([404, 405, 501])

/**
 * Counts by the provider where the model speaks the caller's dialect there, else by an estimate that says so
 * (`estimated;input_tokens` among the warnings).
 */
export async function countTokens(trip: Trip, target: ResolvedTarget, suffix: string): Promise<PassEnd> {
  const { call, parts, shape, peeked } = trip
  const decision = dispatch(peeked.traits(shape), target, 'translate')
  if (decision.action === 'refuse') return refusal(decision.failure)
  if (target.endpoints.dialects.includes(call.dialect)) {
    const leg = { ...trip, target, to: call.dialect }
    const options = { call, parts, provider: target.provider, brought: trip.brought, dialect: call.dialect }
    const proof = await proofFor({ ...options, action: 'pass' })
    if (!proof.ok) return refusal(proof.failure)
    const end = await passLeg(leg, suffix, proof.value)
    if (end.kind === 'answered' || !ABSENT.has(end.status ?? 0) || end.failure.code === 'model_not_found')
      return end
  }
  const body = promptOf(trip)
  if (!body.ok) return refusal(body.failure)
  const tokens = Math.max(1, await countPrompt(body.value))
  call.journal.lose([{ code: 'estimated', path: 'input_tokens' }])
  answerObject({
    call,
    headers: ownHeaders({ call, resolution: trip.resolution, target }, 'estimate'),
    body: counted(call.dialect, tokens),
  })
  return { kind: 'answered' }
}

const counted = (dialect: Dialect, tokens: number): JsonObject =>
  dialect === 'responses'
    ? { object: 'response.input_tokens', input_tokens: tokens }
    : { input_tokens: tokens }

/** The request with all that the model would be told, earlier replies that are only named included. */
function promptOf(trip: Trip): Result<JsonObject> {
  const body = bodyOf(trip)
  if (isTooDeep(body)) return tooDeep()
  if (trip.shape !== 'responses') return found(body)
  const recalled = recallAll(trip, body)
  return recalled.ok ? found(recalled.value.body) : recalled
}
