import { targetFor } from '../core/routing/endpoints.ts'
import type { Lesson } from '../core/routing/lesson.ts'
import { readPassedRefusal } from '../core/routing/read-passed-refusal.ts'
import { type Learned, readRefusal } from '../core/routing/read-refusal.ts'
import type { PassEnd } from './pass.ts'
import type { Refusal } from './refusal.ts'
import { bodyOf, type Leg } from './trip.ts'

/** Different things that one request may be refused for, one after the other, before its caller hears of it. */
const MOST_LESSONS = 3

/** Statuses that speak of the request; templates of local models fail with 500 on what they cannot take. */
const ABOUT_REQUEST: ReadonlySet<number | undefined> = new Set([400, 404, 415, 422, 500, 501])

/**
 * Attempts a leg; where the provider refuses a capability of a translated request, attempts it once more without. Nothing has
 * gone to the caller before. What a refusal taught is kept when the request then works; what was passed is its caller's own
 * affair, and teaches only what its refusal says outright. `isElsewhere` says that a refusal is about the endpoint itself, which
 * no other request to it would mend.
 */
export async function attemptTaught(
  given: Leg,
  attempt: (leg: Leg) => Promise<PassEnd>,
  isElsewhere: (refusal: Refusal) => boolean,
): Promise<PassEnd> {
  const { call } = given
  const kept: Lesson[] = []
  let leg = given
  let heard = ''
  let end = await attempt(leg)
  if (end.kind === 'refused' && !isElsewhere(end)) heedPassed(end, leg)
  for (let taught = 0; taught < MOST_LESSONS; taught++) {
    if (end.kind === 'answered' || call.signal.aborted || isElsewhere(end)) break
    const learned = learnedFrom(end, leg)
    const { message } = end.failure
    // The same words again: leaving it out was not what they meant.
    if (!learned || message === heard) break
    heard = message
    const lesson = lessonOf(learned, end, leg)
    if (learned.lasts) kept.push(lesson)
    leg = { ...leg, target: { ...leg.target, lessons: [...(leg.target.lessons ?? []), lesson] } }
    call.journal.lose([{ code: 'sent_again', path: 'model' }])
    end = await attempt(leg)
  }
  if (end.kind === 'answered') keep(kept, leg)
  return end
}

function learnedFrom({ said, sent, status }: Refusal, { target, to }: Leg): Learned | undefined {
  if (!said || !sent || !ABOUT_REQUEST.has(status)) return undefined
  return readRefusal({ said, sent, target: targetFor(target, to) })
}

/** Keeps what the refusal of a passed request teaches for those that are translated. */
function heedPassed(refusal: Refusal, leg: Leg): void {
  const { said, status, way } = refusal
  if (way !== 'pass' || !said || !ABOUT_REQUEST.has(status)) return
  const learned = readPassedRefusal({ said, sent: bodyOf(leg), target: targetFor(leg.target, leg.to) })
  if (learned?.lasts) keep([lessonOf(learned, refusal, leg)], leg)
}

const lessonOf = (
  { lasts: _, ...teaching }: Learned,
  { status, failure }: Refusal,
  { parts, to }: Leg,
): Lesson => ({
  ...teaching,
  dialect: to,
  at: parts.clock.now(),
  evidence: `${status}: ${failure.message.slice(0, 200)}`,
})

function keep(lessons: readonly Lesson[], { parts, target }: Leg): void {
  const last = lessons.at(-1)
  if (last) parts.learn(target.modelId, { endpoints: [], at: last.at, evidence: last.evidence, lessons })
}
