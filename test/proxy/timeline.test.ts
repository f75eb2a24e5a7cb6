import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTimeline } from '../../src-main/proxy/timeline.ts'

const TO = { modelId: 'lab/real', dialect: 'chat', action: 'pass' } as const

/** A clock that a test moves, back as well. */
function movedClock(startedAt = 1_000) {
  let at = startedAt
  return {
    now: () => at,
    move(by: number) {
      at += by
    },
  }
}

const steps = fc.integer({ min: -50, max: 500 })
/** One try: how far it comes, with the time that goes by before each of its points. */
const trying = fc.record({
  waits: fc.array(steps, { minLength: 5, maxLength: 5 }),
  reach: fc.constantFrom('nothing', 'head', 'byte', 'token'),
  connectMs: fc.option(fc.nat(600), { nil: undefined }),
  fails: fc.boolean(),
})
const REACHES = ['nothing', 'head', 'byte', 'token'] as const

it('nothing is before what it came from, whatever the clock does: sent on, head, first byte, first token, end', () => {
  const property = fc.property(fc.array(trying, { maxLength: 3 }), steps, steps, (tries, before, after) => {
    const clock = movedClock()
    const timeline = createTimeline(clock)
    const moved = (by: number | undefined) => clock.move(by ?? 0)
    moved(before)
    for (const { waits, reach, connectMs, fails } of tries) {
      const far = REACHES.indexOf(reach)
      const sent = timeline.sends(TO)
      moved(waits[0])
      if (far >= 1) sent.answers({ status: 200, connectMs })
      moved(waits[1])
      if (far >= 2) timeline.hears()
      moved(waits[2])
      if (far >= 3) timeline.speaks()
      moved(waits[3])
      if (fails) sent.fails('server_error')
      moved(waits[4])
    }
    timeline.gives()
    moved(after)
    const durationMs = timeline.ends()
    const { startedAt, attempts, queueMs, firstByteMs, firstTokenMs } = timeline.times()

    const points: (number | undefined)[] = [0, queueMs]
    for (const { startedAt: began, connectMs = 0, headMs = 0, durationMs: took } of attempts) {
      const from = began - startedAt
      expect(connectMs).toBeLessThanOrEqual(headMs)
      expect(headMs).toBeLessThanOrEqual(took)
      points.push(from, from + took)
    }
    expectOrder([...points, durationMs])
    const last = attempts.at(-1)
    const head = last && last.startedAt - startedAt + (last.headMs ?? 0)
    expectOrder([0, queueMs, head, firstByteMs, firstTokenMs, durationMs])
    const reach = tries.at(-1)?.reach
    expect(firstTokenMs !== undefined).toBe(reach === 'token')
    expect(firstByteMs).toBeDefined()
  })
  fc.assert(property)
})

function expectOrder(points: readonly (number | undefined)[]): void {
  const known = points.filter(point => point !== undefined)
  expect(known).toEqual(known.toSorted((one, other) => one - other))
}

it('a try lasts as long as its reply, and one that failed until then', () => {
  const clock = movedClock()
  const timeline = createTimeline(clock)
  const first = timeline.sends(TO)
  clock.move(5)
  first.fails('provider_unreachable')
  clock.move(1)
  const second = timeline.sends(TO)
  clock.move(2)
  second.answers({ status: 200 })
  timeline.hears()
  clock.move(500)
  expect(timeline.times().attempts).toMatchObject([{ durationMs: 5 }, { durationMs: 502, headMs: 2 }])
  clock.move(40)
  expect(timeline.ends()).toBe(548)
  clock.move(1_000)
  expect(timeline.times().attempts).toMatchObject([{ durationMs: 5 }, { durationMs: 542 }])
})

it('what a try said that was given up is not the reply', () => {
  const clock = movedClock()
  const timeline = createTimeline(clock)
  timeline.sends(TO).answers({ status: 200 })
  timeline.hears()
  timeline.speaks()
  clock.move(10)
  timeline.sends(TO)
  clock.move(10)
  timeline.gives()
  expect(timeline.times()).toMatchObject({ firstByteMs: 20, firstTokenMs: undefined })
})
