import { targetFor } from '../core/routing/endpoints.ts'
import type { Lesson } from '../core/routing/lesson.ts'
import { type Learned, readRefusal } from '../core/routing/read-refusal.ts'
import type { PassEnd } from './pass.ts'
import type { Refusal } from './refusal.ts'
import type { Leg } from './trip.ts'

/** Different things that one request may be refused for, one after the other, before its caller hears of it. */
const MOST_LESSONS = 3

/** Statuses that speak of the request; templates of local models fail with 500 on what they cannot take. */
const ABOUT_REQUEST: ReadonlySet<number | undefined> = new Set([400, 404, 415, 422, 500, 501])

/**
 * Attempts a leg; where the provider refuses a capability of a translated request, attempts it once more without. Nothing has
 * gone to the caller before. What a refusal taught is kept when the request then works. `isElsewhere` says that a refusal is
 * about the endpoint itself, which no other request to it would mend.
 */
export async function attemptTaught(
  given: Leg,
  attempt: (leg: Leg) => Promise<PassEnd>,
  isElsewhere: (refusal: Refusal) => boolean,
): Promise<PassEnd> {
  const { call, parts } = given
  const kept: Lesson[] = []
  let leg = given
  let heard = ''
  let end = await attempt(leg)
  for (let taught = 0; taught < MOST_LESSONS; taught++) {
    if (end.kind === 'answered' || call.signal.aborted || isElsewhere(end)) break
    const learned = lessonFrom(end, leg)
    const { message } = end.failure
    // The same words again: leaving it out was not what they meant.
    if (!learned || message === heard) break
    heard = message
    const { lasts, ...teaching } = learned
    const evidence = `${end.status}: ${message.slice(0, 200)}`
    const lesson = { ...teaching, dialect: leg.to, at: parts.clock.now(), evidence }
    if (lasts) kept.push(lesson)
    leg = { ...leg, target: { ...leg.target, lessons: [...(leg.target.lessons ?? []), lesson] } }
    call.journal.lose([{ code: 'sent_again', path: 'model' }])
    end = await attempt(leg)
  }
  const last = kept.at(-1)
  if (end.kind === 'answered' && last)
    parts.learn(leg.target.modelId, { endpoints: [], at: last.at, evidence: last.evidence, lessons: kept })
  return end
}

function lessonFrom({ said, sent, status }: Refusal, { target, to }: Leg): Learned | undefined {
  if (!said || !sent || !ABOUT_REQUEST.has(status)) return undefined
  return readRefusal({ said, sent, target: targetFor(target, to) })
}
