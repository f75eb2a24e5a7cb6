import type { Call } from './call.ts'
import { answerFailure, INTERNAL, streamFailure } from './failures.ts'
import type { ProxyParts } from './parts.ts'

/** Lets a handler answer a call, and answers for what it throws. Never rejects. */
export async function runCall(
  call: Call,
  parts: Pick<ProxyParts, 'onError' | 'begin'>,
  handle: (call: Call) => Promise<void>,
): Promise<void> {
  const { id, response, dialect, journal } = call
  const ended = parts.begin?.()
  if (ended) response.once('close', ended)
  try {
    await handle(call)
  } catch (error) {
    parts.onError(error, id)
    if (!response.headersSent) answerFailure({ response, dialect, id, failure: INTERNAL })
    else response.end(isStream(response.getHeader('content-type')) ? streamFailure(dialect, INTERNAL) : '')
    journal.end('failed', response.statusCode, INTERNAL)
  }
}

const isStream = (type: unknown): boolean => typeof type === 'string' && type.startsWith('text/event-stream')
