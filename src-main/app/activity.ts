import type { Exchange } from '../core/exchange.ts'
import { createListeners } from '../core/listeners.ts'
import type { ExchangeLog } from './log/exchange-log.ts'

/** What the proxy does now and did last. */
export interface Activity {
  /** Requests whose reply has not ended. */
  readonly running: number
  /** The last to end first; only those of this run, and not more than a glance needs. */
  readonly recent: readonly Exchange[]
}

/** Signs of life and lists of models are no news. */
const isOfModels = ({ requested, outcome }: Exchange): boolean =>
  requested !== undefined || outcome !== 'completed'

/** Enough for a menu. */
const GLANCE = 50

/** Counts the requests that run, beside the log of those that have ended. Its listeners are called often. */
export function createActivity(log: Pick<ExchangeLog, 'live' | 'onSettled'>) {
  const listeners = createListeners()
  let running = 0
  return {
    now: (): Activity => ({
      running,
      recent: log.live.ended(Number.POSITIVE_INFINITY).filter(isOfModels).slice(0, GLANCE),
    }),
    onChange(listener: () => void): () => void {
      const stops = [listeners.add(listener), log.onSettled(() => listener())]
      return () => {
        for (const stop of stops) stop()
      }
    },
    /** A request has come; the function that is given back ends it. */
    begin(): () => void {
      running++
      listeners.tell()
      return () => {
        running--
        listeners.tell()
      }
    },
  }
}

export type ActivityKeeper = ReturnType<typeof createActivity>
