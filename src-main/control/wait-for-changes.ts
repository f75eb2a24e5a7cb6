import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Yields `next()` after each `changed`, until the signal ends it: at once, or when `rest` milliseconds have gone by since
 * the one before. Changes that come in between, or while a slow page still reads, fall together: `next` says what has
 * gathered, or undefined when nothing is worth telling.
 */
export async function* waitForChanges<T>(options: {
  /** Gives the way to stop. */
  readonly listen: (changed: () => void) => () => void
  readonly first: () => T | Promise<T>
  readonly next: () => T | undefined | Promise<T | undefined>
  readonly rest?: number
  readonly signal: AbortSignal | undefined
}): AsyncGenerator<T> {
  const { listen, first, next, rest = 0, signal } = options
  let wake = () => {}
  let dirty = false
  const stop = listen(() => {
    dirty = true
    wake()
  })
  const abort = () => wake()
  signal?.addEventListener('abort', abort)
  try {
    yield await first()
    while (!signal?.aborted) {
      if (!dirty) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
        continue
      }
      dirty = false
      const value = await next()
      if (value !== undefined) yield value
      if (rest > 0) await sleep(rest, undefined, { signal, ref: false }).catch(() => undefined)
    }
  } finally {
    stop()
    signal?.removeEventListener('abort', abort)
  }
}
