import type { Exchange } from '../core/exchange.ts'
import { createListeners } from '../state/listeners.ts'

/** What the proxy does now and did last. */
export interface Activity {
  /** Requests whose reply has not ended. */
  readonly running: number
  /** The newest first; only those of this run, and not more than a glance needs. */
  readonly recent: readonly Exchange[]
}

/** Enough for a menu; the request log keeps the others. */
const KEPT = 50

/** Follows the proxy's requests. Its listeners are called often: with every request that begins or ends. */
export function createActivity() {
  const listeners = createListeners()
  let running = 0
  let recent: readonly Exchange[] = []
  return {
    now: (): Activity => ({ running, recent }),
    onChange: listeners.add,
    /** A request has come; the function that is given back ends it. */
    begin(): () => void {
      running++
      listeners.tell()
      return () => {
        running--
        listeners.tell()
      }
    },
    add(exchange: Exchange): void {
      recent = [exchange, ...recent].slice(0, KEPT)
      listeners.tell()
    },
  }
}

export type ActivityKeeper = ReturnType<typeof createActivity>
