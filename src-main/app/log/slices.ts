/** Work that may be put down between two steps and taken up again. */
export type Steps = Generator<void, void>

/** Does work in the order it came, a few milliseconds at a time, so that nothing else has to wait for it. */
export interface Slices {
  add(work: Steps): void
  /** Does all that is left at once: the process is about to end. */
  finish(): void
}

/** Milliseconds: what a stream that runs beside it does not feel. */
const SLICE = 4

export function createSlices(onError: (error: unknown) => void): Slices {
  const waiting: Steps[] = []
  let isScheduled = false

  const schedule = (): void => {
    if (isScheduled || waiting.length === 0) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      workUntil(performance.now() + SLICE)
      schedule()
    })
  }
  const workUntil = (end: number): void => {
    while (waiting[0] && performance.now() < end) {
      try {
        if (waiting[0].next().done) waiting.shift()
      } catch (error) {
        waiting.shift()
        onError(error)
      }
    }
  }
  return {
    add(work) {
      waiting.push(work)
      schedule()
    },
    finish: () => workUntil(Number.POSITIVE_INFINITY),
  }
}
