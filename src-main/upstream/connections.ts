import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Dispatcher } from 'undici'

/** How long one request waited for a connection. */
export interface Timing {
  readonly startedAt: number
  /** Connections that there had been before it. */
  readonly before: number
  /** Milliseconds; absent until one was there, and where one was used again. */
  connectMs?: number
}

/** Undici tells of each new connection here, behind an HTTP proxy too. */
const CONNECTED = 'undici:client:connected'

/**
 * Finds out how long a request waited for its connection. Undici does not say which request a connection was made for, but
 * one that finds a connection ready is sent in the same turn of the event loop, in which no other can have been made.
 */
export function watchConnections() {
  let made = 0
  const count = () => {
    made++
  }
  subscribe(CONNECTED, count)
  return {
    /** To be given as `opaque` of a request. */
    begin: (): Timing => ({ startedAt: performance.now(), before: made }),
    /** For `compose`: notes the time when the request goes out. */
    timed: (dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] =>
      function timed(options, handler) {
        const timing = 'opaque' in options ? asTiming(options.opaque) : undefined
        const start = handler.onRequestStart
        if (timing && start) {
          // In its place rather than around it: each event of the reply would go through a wrapper.
          handler.onRequestStart = (controller, context) => {
            if (made > timing.before) timing.connectMs = Math.round(performance.now() - timing.startedAt)
            start.call(handler, controller, context)
          }
        }
        return dispatch(options, handler)
      },
    stop: () => void unsubscribe(CONNECTED, count),
  }
}

const asTiming = (value: unknown): Timing | undefined =>
  typeof value === 'object' && value !== null && 'startedAt' in value ? (value as Timing) : undefined
