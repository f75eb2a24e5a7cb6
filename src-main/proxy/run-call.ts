import { type Call, giveUp } from './call.ts'
import { INTERNAL } from './failures.ts'
import type { ProxyParts } from './parts.ts'

/** Lets a handler answer a call, and answers for what it throws. Never rejects. */
export async function runCall(
  call: Call,
  parts: Pick<ProxyParts, 'onError' | 'begin'>,
  handle: (call: Call) => Promise<void>,
): Promise<void> {
  const { id, response, journal } = call
  const ended = parts.begin?.()
  if (ended) response.once('close', ended)
  try {
    await handle(call)
  } catch (error) {
    parts.onError(error, id)
    giveUp(call, INTERNAL)
    journal.end('failed', response.statusCode, INTERNAL)
  }
}
