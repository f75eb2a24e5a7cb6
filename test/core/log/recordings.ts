import type { RecordedMessage } from '../../../src-main/core/log/recording.ts'

/** A recorded message of this body, cut into pieces of `cut` bytes that came a millisecond apart. */
export function recorded(
  body: string | Uint8Array,
  {
    cut = Number.POSITIVE_INFINITY,
    ...given
  }: Partial<Omit<RecordedMessage, 'chunks'>> & { cut?: number } = {},
): RecordedMessage {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const chunks = []
  for (let at = 0, time = 0; at < bytes.length; at += cut, time++)
    chunks.push({ at: time, bytes: bytes.subarray(at, Math.min(bytes.length, at + cut)) })
  return {
    headers: { 'content-type': 'application/json' },
    chunks,
    size: bytes.length,
    truncated: false,
    ...given,
  }
}

/** A picture of one pixel. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
