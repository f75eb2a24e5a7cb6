import type { RecordedMessage } from '../../../src-main/core/log/recording.ts'
import type { StoredMessage } from '../../../src-main/core/log/store.ts'
import { storedMessages } from '../../../src-main/core/log/stored-message.ts'

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

/** What the store makes of a client's request. */
export function stored(message: RecordedMessage, secrets: readonly string[] = []): StoredMessage {
  const made = storedMessages({ 'client-request': message }, secrets)['client-request']
  if (!made) throw new Error('nothing was stored')
  return made
}

/** A picture of one pixel. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
