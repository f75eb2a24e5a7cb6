import type { Exchange, RunningExchange } from '../../../src-main/core/exchange.ts'
import type { RecordedMessage, Recording } from '../../../src-main/core/log/recording.ts'

/** An exchange that runs; everything but its id has a default. */
export const running = (changes: Partial<RunningExchange> & { id: string }): RunningExchange => ({
  startedAt: 1_000,
  method: 'POST',
  path: '/v1/chat/completions',
  steps: [],
  clientDialect: 'chat',
  stream: false,
  attempts: [],
  losses: [],
  bytesIn: 10,
  ...changes,
})

/** One that has ended well. */
export const ended = (changes: Partial<Exchange> & { id: string }): Exchange => ({
  ...running(changes),
  durationMs: 5,
  outcome: 'completed',
  status: 200,
  bytesOut: 10,
  ...changes,
})

/** A message whose body came in these pieces. */
export const message = (...pieces: readonly string[]): RecordedMessage => {
  const chunks = pieces.map((text, at) => ({ at, bytes: Buffer.from(text) }))
  return {
    headers: { 'content-type': 'application/json' },
    method: 'POST',
    url: '/v1/chat/completions',
    chunks,
    size: chunks.reduce((total, { bytes }) => total + bytes.length, 0),
    truncated: false,
  }
}

export const recording = (request: string, reply = '{}'): Recording => ({
  'client-request': message(request),
  'client-response': message(reply),
})
