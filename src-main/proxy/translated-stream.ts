import type { WriteContext } from '../core/dialects/dialect.ts'
import { dialects } from '../core/dialects/index.ts'
import type { Failure, ReplyEvent } from '../core/reply.ts'
import { begin, write as send } from './call.ts'
import { translatedHeaders } from './headers.ts'
import { ALIVE_EVERY } from './parts.ts'
import { type Refusal, refusal } from './refusal.ts'
import { badReply, ownHeaders, type Translation } from './trip.ts'

/** Say nothing yet that a failure could not take back. */
const SAYS_NOTHING = new Set<ReplyEvent['type']>(['start', 'usage', 'loss', 'alive'])

/**
 * Writes reply events as the caller's stream. Its head waits for the first event that says something, or for the first sign
 * of life that is due, so that a stream that begins with an error is answered with an HTTP error.
 */
export async function giveStream(options: {
  readonly translation: Translation
  readonly events: AsyncIterable<readonly ReplyEvent[]>
  readonly write: WriteContext
}): Promise<{ kind: 'answered' } | Refusal> {
  const { leg, reply } = options.translation
  const { call, parts, to, target } = leg
  const { response, journal } = call
  const writer = dialects[call.dialect].streamWriter(options.write)
  let held: ReplyEvent[] = []
  let broken: Failure | undefined

  const print = (batch: readonly ReplyEvent[]): string => {
    if (!response.headersSent) {
      const isWanted = begin(call, 200, {
        ...translatedHeaders(reply.headers, call.dialect, parts.clock.now()),
        ...ownHeaders(leg, `${call.dialect}>${to}`),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
      })
      if (isWanted) response.flushHeaders()
      journal.note({ stream: true })
    }
    const text = [...held, ...batch].map(event => writer.write(event)).join('')
    held = []
    return text
  }

  const timer = setInterval(() => {
    // A caller that does not read is not waiting for signs of life.
    if (!response.destroyed && !response.writableNeedDrain) void send(call, print([]) + writer.alive())
  }, parts.aliveEvery ?? ALIVE_EVERY)
  try {
    for await (const batch of options.events) {
      observe(options.translation, batch)
      const failure = batch.find(event => event.type === 'failure')?.failure
      if (failure && !response.headersSent) return refusal(failure, reply.headers)
      if (!response.headersSent && batch.every(({ type }) => SAYS_NOTHING.has(type))) {
        held.push(...batch)
        continue
      }
      const text = print(batch)
      const whole = writer.whole?.()
      if (whole) options.translation.keep?.(whole)
      if (!(await send(call, text))) return { kind: 'answered' }
      timer.refresh()
      broken = failure
    }
  } finally {
    clearInterval(timer)
    journal.lose(writer.losses())
  }
  if (call.signal.aborted) return { kind: 'answered' }
  if (!response.headersSent) return refusal(badReply(target.provider.id, 'nothing'), reply.headers)
  response.end()
  journal.end(broken ? 'broken' : 'completed', 200, broken)
  return { kind: 'answered' }
}

function observe({ leg }: Translation, batch: readonly ReplyEvent[]): void {
  const { journal } = leg.call
  for (const event of batch) {
    if (event.type === 'usage') journal.note({ usage: event.usage })
    if (event.type === 'stop') journal.note({ stop: event.stop.raw ?? event.stop.reason })
    if (event.type === 'loss') journal.lose([event.loss])
  }
}
