/** Spans of time that can be looked at, each by whole days of the user's clock and with today. */
export const RANGES = [
  { value: '1', label: 'Today' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const

export interface Span {
  /** Milliseconds since the epoch; `from` is a midnight, `to` the next one. */
  readonly from: number
  readonly to: number
  /** Minutes to add to UTC for the user's day. */
  readonly offset: number
}

/** The last `days` days, today's whole day included. */
export function lastDays(days: number, now: Date): Span {
  const from = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1)
  const to = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
  return { from: from.getTime(), to: to.getTime(), offset: -now.getTimezoneOffset() }
}

/** Every day of a span as `2026-11-21`, those without a request included. */
export function daysOf({ from, to }: Span): string[] {
  const days: string[] = []
  for (const day = new Date(from); day.getTime() < to; day.setDate(day.getDate() + 1)) {
    const [month, date] = [day.getMonth() + 1, day.getDate()].map(part => String(part).padStart(2, '0'))
    days.push(`${day.getFullYear()}-${month}-${date}`)
  }
  return days
}
