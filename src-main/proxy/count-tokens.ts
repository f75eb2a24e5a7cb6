import type { Dialect } from '../core/conversation.ts'
import { asObject, type JsonObject, parseJson } from '../core/json.ts'
import { isTooDeep } from '../core/nesting.ts'
import { dispatch } from '../core/routing/dispatch.ts'
import type { ResolvedTarget } from '../core/routing/resolution.ts'
import { answerObject } from './answers.ts'
import { proofFor } from './credentials.ts'
import { found, type Result, tooDeep } from './outcome.ts'
import type { PassEnd } from './pass.ts'
import { refusal } from './refusal.ts'
import { recallAll } from './response-state.ts'
import { passLeg } from './road.ts'
import { ownHeaders, type Trip } from './trip.ts'

/** What a prompt is made of; the rest of a request costs nothing. */
const PROMPT = new Set(['messages', 'system', 'tools', 'input', 'instructions'])
/** Bytes of JSON a token: measured on agents' requests it lies between 3.3 and 4.2, and too many is the safer error. */
const BYTES_A_TOKEN = 3.5
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
  const bytes = promptBytes(trip)
  if (!bytes.ok) return refusal(bytes.failure)
  call.journal.lose([{ code: 'estimated', path: 'input_tokens' }])
  answerObject({
    call,
    headers: ownHeaders({ call, resolution: trip.resolution, target }, 'estimate'),
    body: counted(call.dialect, Math.max(1, Math.ceil(bytes.value / BYTES_A_TOKEN))),
  })
  return { kind: 'answered' }
}

const counted = (dialect: Dialect, tokens: number): JsonObject =>
  dialect === 'responses'
    ? { object: 'response.input_tokens', input_tokens: tokens }
    : { input_tokens: tokens }

/** Bytes of JSON that the model would read, earlier replies that are only named included. */
function promptBytes(trip: Trip): Result<number> {
  const { call, bytes, peeked } = trip
  const sum = (lengths: readonly number[]) => found(lengths.reduce((total, length) => total + length, 0))
  if (call.dialect !== 'responses')
    return sum(peeked.members.filter(({ key }) => PROMPT.has(key)).map(({ start, end }) => end - start))
  const body = asObject(parseJson(new TextDecoder().decode(bytes.subarray(peeked.start))))
  if (isTooDeep(body)) return tooDeep()
  const recalled = recallAll(trip, body)
  if (!recalled.ok) return recalled
  const prompt = Object.entries(recalled.value.body).filter(([key]) => PROMPT.has(key))
  return sum(prompt.map(([, value]) => Buffer.byteLength(JSON.stringify(value) ?? '')))
}
