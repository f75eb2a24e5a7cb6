import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'

export type SpanKind = 'queue' | 'connect' | 'wait' | 'failed' | 'first-byte' | 'first-token' | 'stream'

/** A piece of a request's time: milliseconds since it began. */
export interface Span {
  readonly kind: SpanKind
  readonly from: number
  readonly to: number
  /** Of several attempts, which: 1 is the first. */
  readonly attempt?: number
}

/** Where the time went, in order. `until`: milliseconds, the end of what runs still. */
export function timingSpans(detail: LogDetail, until: number): readonly Span[] {
  const { startedAt, attempts, queueMs, firstByteMs, firstTokenMs } = detail
  const end = detail.durationMs ?? until
  const spans: Span[] = []
  const add = (kind: SpanKind, from: number, to: number, attempt?: number) => {
    const span = { kind, from: Math.max(0, from), to: Math.min(end, to), attempt }
    if (span.to > span.from) spans.push(span)
  }
  const firstStart = attempts[0] && attempts[0].startedAt - startedAt
  add('queue', 0, firstStart ?? queueMs ?? firstByteMs ?? end)
  let head = firstStart
  for (const [index, { startedAt: began, durationMs, headMs, connectMs = 0 }] of attempts.entries()) {
    const isLast = index === attempts.length - 1
    const start = began - startedAt
    const answered = isLast && firstByteMs !== undefined
    const waited = isLast ? (headMs ?? durationMs) : durationMs
    const to = Math.min(start + waited, answered ? firstByteMs : end)
    const number = attempts.length > 1 ? index + 1 : undefined
    add('connect', start, Math.min(start + connectMs, to), number)
    add(isLast ? 'wait' : 'failed', start + connectMs, to, number)
    head = to
  }
  if (firstByteMs === undefined) return spans
  add('first-byte', head ?? firstByteMs, firstByteMs)
  add('first-token', firstByteMs, firstTokenMs ?? firstByteMs)
  add('stream', firstTokenMs ?? firstByteMs, end)
  return spans
}
