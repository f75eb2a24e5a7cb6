import { createParser } from 'eventsource-parser'
import type { ServerEvent } from '../dialects/dialect.ts'

/**
 * Cuts text into server-sent events (WHATWG HTML §9.2), whatever the cuts of the network were. Feed decoded text; comments,
 * `id` and `retry` are passed over. An event that the connection's end left without its blank line is given by `end`, as
 * providers do forget it.
 */
export function sseParser(): { feed(text: string): ServerEvent[]; end(): ServerEvent[] } {
  let events: ServerEvent[] = []
  const parser = createParser({
    onEvent: ({ event, data }) => events.push(event ? { event, data } : { data }),
  })
  const take = () => {
    const taken = events
    events = []
    return taken
  }
  return {
    feed(text) {
      parser.feed(text)
      return take()
    },
    end() {
      parser.feed('\n\n')
      return take()
    },
  }
}

/** One event as text. `event` only where the dialect names its events. */
export const sseText = (data: string, event?: string): string =>
  event ? `event: ${event}\ndata: ${data}\n\n` : `data: ${data}\n\n`

export const sseComment = (text: string): string => `: ${text}\n\n`
