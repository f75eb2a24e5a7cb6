import { subscribe, unsubscribe } from 'node:diagnostics_channel'

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
    /** What it gives is called when the request goes out: milliseconds, or undefined where a connection was used again. */
    begin() {
      const startedAt = performance.now()
      const before = made
      return () => (made > before ? Math.round(performance.now() - startedAt) : undefined)
    },
    stop: () => void unsubscribe(CONNECTED, count),
  }
}
