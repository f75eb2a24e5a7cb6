import type { StreamEventView } from '../../../../../src-main/control/contract/log.ts'

export interface EventFilter {
  readonly side: 'both' | StreamEventView['side']
  readonly text: string
}

export const SIDE_CHOICES = [
  { value: 'both', label: 'Both' },
  { value: 'upstream-response', label: 'Upstream' },
  { value: 'client-response', label: 'Client' },
] as const satisfies readonly { value: EventFilter['side']; label: string }[]

/** An event, its place among all, and the milliseconds since the one that is shown before it. */
export interface TimedEvent {
  readonly event: StreamEventView
  readonly index: number
  readonly since: number
}

/** Those that fit, with the time between them. */
export function findEvents(events: readonly StreamEventView[], filter: EventFilter): readonly TimedEvent[] {
  const text = filter.text.trim().toLowerCase()
  let last = 0
  return events.flatMap((event, index) => {
    if (filter.side !== 'both' && event.side !== filter.side) return []
    if (text && !`${event.name} ${event.data}`.toLowerCase().includes(text)) return []
    const since = Math.max(0, event.at - last)
    last = event.at
    return [{ event, index, since }]
  })
}

/** JSON laid out for reading; anything else as it is. */
export function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
