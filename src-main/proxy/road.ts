import type { Dialect } from '../core/conversation.ts'
import { dialects } from '../core/dialects/index.ts'
import { parseExact } from '../core/exact-json.ts'
import { isObject } from '../core/json.ts'
import { isTooDeep } from '../core/nesting.ts'
import { dispatch } from '../core/routing/dispatch.ts'
import { targetFor } from '../core/routing/endpoints.ts'
import type { ResolvedTarget } from '../core/routing/resolution.ts'
import { concatBytes } from '../core/text/bytes.ts'
import { type Edit, modelEdits, removalEdits, splicePieces } from '../core/text/splice.ts'
import type { UpstreamBody } from '../upstream/send.ts'
import { wantsSummary } from './compact.ts'
import { type Proof, proofFor } from './credentials.ts'
import { type PassEnd, pass } from './pass.ts'
import { type Refusal, refusal } from './refusal.ts'
import { recallOurs } from './response-state.ts'
import { attemptTaught } from './taught.ts'
import { translate } from './translate.ts'
import { type Leg, ownHeaders, shownName, type Trip } from './trip.ts'
import { otherEndpoint } from './verdict.ts'

/**
 * One target: dispatch, key, attempt; and once more at another endpoint when the provider refuses this one (interface §5).
 * What it teaches is kept when the other endpoint works.
 */
export async function travel(trip: Trip, resolved: ResolvedTarget): Promise<PassEnd> {
  const { call, parts, peeked, shape } = trip
  const target = withMode(resolved, call.replay?.mode)
  const policy = parts.settings().dispatch.mismatch
  const decision = dispatch(peeked.traits(shape), target, policy)
  if (decision.action === 'refuse') return refusal(decision.failure)
  const mayChange = target.endpoints.source !== 'user' && (target.mismatch ?? policy) !== 'reject'
  const otherFor = (refused: Refusal, tried: Dialect) =>
    mayChange ? otherEndpoint(refused, tried, target) : undefined
  const first = await attemptTaught(
    { ...trip, target, to: decision.to },
    attempt,
    refused => otherFor(refused, decision.to) !== undefined,
  )
  if (first.kind === 'answered') return first
  const other = otherFor(first, decision.to)
  if (!other || call.signal.aborted) return first
  const learn = () =>
    parts.learn(target.modelId, {
      endpoints: [other],
      at: parts.clock.now(),
      evidence: `${first.status}: ${first.failure.message.slice(0, 200)}`,
    })
  const second = await attemptTaught({ ...trip, target, to: other }, attempt, () => false)
  if (second.kind === 'answered') learn()
  return second
}

/** The target as if the user had pinned this mode to it, for one request that the log sends again. */
const withMode = (target: ResolvedTarget, mode: Dialect | undefined): ResolvedTarget =>
  mode === undefined
    ? target
    : {
        ...target,
        facts: target.facts.map(({ toolsWithReasoningNotOn: _, ...fact }) => fact),
        websocketOnly: false,
        mismatch: 'translate',
        endpoints: { dialects: [mode], mode, source: 'user', evidence: 'asked for in the log' },
      }

async function attempt(leg: Leg): Promise<PassEnd> {
  const { call, parts, target, to, brought } = leg
  const action = canPass(leg) ? 'pass' : 'translate'
  call.journal.note({ modelId: target.modelId, upstreamDialect: to, action })
  const proof = await proofFor({ call, parts, provider: target.provider, brought, dialect: to, action })
  if (!proof.ok) return refusal(proof.failure)
  const end = await (action === 'translate' ? translate(leg, proof.value) : passLeg(leg, '', proof.value))
  if (end.kind === 'answered') return end
  return { ...end, way: action === 'pass' ? 'pass' : `${call.dialect}>${to}` }
}

/** Bytes can only be passed when body, path and provider speak the same; flat tools on Chat are only nearly Chat. */
const canPass = (leg: Leg): boolean => {
  const { shape, to, call, peeked } = leg
  return shape === to && call.dialect === to && !(to === 'chat' && peeked.flatTools) && !wantsSummary(leg)
}

/** Passes the trip's body to the target's endpoint, or to one below it (`/count_tokens`). */
export function passLeg(given: Leg, suffix: string, proof: Proof): Promise<PassEnd> {
  const leg = given.to === 'responses' ? recallOurs(given) : given
  const { call, parts, target, to } = leg
  const { provider } = target
  const body = passedBody(leg)
  return pass({
    call,
    parts,
    target,
    dialect: to,
    path: (provider.paths?.[to] ?? dialects[to].path) + suffix + call.query,
    body,
    contentType: 'application/json',
    rename: shownName(leg),
    endsWithoutMark: targetFor(target, to).quirks.endsWithoutMark,
    ownHeaders: ownHeaders(leg, 'pass'),
    proof,
  })
}

/** The body with the provider's own name for the model, without what was only meant for us. */
export function passedBody(leg: Omit<Leg, 'to'> & { readonly to?: Dialect }): UpstreamBody {
  const { call, bytes, peeked, target, to } = leg
  const { members, start } = peeked
  // Codex names the machine, the folder and the session there: only OpenAI, for whom it is meant, gets to see it.
  const isForeign = to === 'responses' && !targetFor(target, to).quirks.openaiParameters
  const edits: Edit[] = [
    ...(start > 0 ? [{ start: 0, end: start, bytes: new Uint8Array(0) }] : []),
    ...modelEdits(members, target.upstreamId),
    ...removalEdits(members, key => key === 'provider_data' || (isForeign && key === 'client_metadata')),
  ]
  const pieces = splicePieces(bytes, edits)
  if (to === undefined || !peeked.mayHoldEnvelopes) return pieces
  const body = parseExact(new TextDecoder().decode(concatBytes(pieces)))
  // What cannot be written again goes as it came, for its provider to judge.
  if (!isObject(body) || isTooDeep(body)) return pieces
  const cleaned = dialects[to].cleanEnvelopes(body, targetFor(target, to))
  call.journal.lose(cleaned.losses)
  return JSON.stringify(cleaned.body)
}
