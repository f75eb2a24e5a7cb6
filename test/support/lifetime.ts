import { afterAll, onTestFinished } from 'vitest'

type Stop = () => unknown

const whenFileEnds: Stop[] = []

afterAll(async () => {
  for (const stop of whenFileEnds.splice(0).reverse()) await stop()
})

/** Stops what was started: after the running test, or after the file when it was started in a hook. */
export function stopLater(stop: Stop): void {
  try {
    onTestFinished(async () => {
      await stop()
    })
  } catch {
    // Outside a test vitest throws: then it belongs to the file.
    whenFileEnds.push(stop)
  }
}
