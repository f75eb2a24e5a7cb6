/**
 * Yields `next()` at once after each `changed`, until the signal ends it. Changes that come while a slow page still reads
 * fall together: `next` says what has gathered, or undefined when nothing is worth telling.
 */
export async function* waitForChanges<T>(options: {
  /** Gives the way to stop. */
  readonly listen: (changed: () => void) => () => void
  readonly first: () => T
  readonly next: () => T | undefined
  readonly signal: AbortSignal | undefined
}): AsyncGenerator<T> {
  const { listen, first, next, signal } = options
  let wake = () => {}
  let dirty = false
  const stop = listen(() => {
    dirty = true
    wake()
  })
  const abort = () => wake()
  signal?.addEventListener('abort', abort)
  try {
    yield first()
    while (!signal?.aborted) {
      if (!dirty) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
        continue
      }
      dirty = false
      const value = next()
      if (value !== undefined) yield value
    }
  } finally {
    stop()
    signal?.removeEventListener('abort', abort)
  }
}
