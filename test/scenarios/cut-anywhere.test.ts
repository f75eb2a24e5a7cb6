import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { ReadContext } from '../../src-main/core/dialects/dialect.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import type { ReplyEvent } from '../../src-main/core/reply.ts'
import { DEFAULT_QUIRKS } from '../../src-main/core/target.ts'
import { readPieces } from '../../src-main/proxy/reply-events.ts'
import { EVERY_DIALECT, MINIMAL } from '../support/client.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { RICH } from '../support/replies/saying.ts'

// Sockets cannot be had for every byte in a test's time: here the road of the bytes is walked in process, up to the events
// from which every client's stream is written.
describe.each(EVERY_DIALECT)('a stream of %s', dialect => {
  const bytes = Buffer.from(PRINTERS[dialect].stream(RICH).join(''))
  const read = dialects[dialect].readRequest(MINIMAL[dialect]('m'))
  if (!read.ok) throw new Error(read.failure.message)
  const context: ReadContext = {
    conversation: { ...read.value, stream: true },
    target: { provider: 'lab', model: 'm', family: 'm', dialect, quirks: DEFAULT_QUIRKS },
  }

  const replyEvents = async (chunks: readonly Buffer[]): Promise<ReplyEvent[]> => {
    const reader = dialects[dialect].streamReader(context)
    const events: ReplyEvent[] = []
    for await (const piece of readPieces(Readable.from(chunks, { objectMode: true }))) {
      if (piece.kind !== 'events') throw new Error(`a stream was taken for something ${piece.kind}`)
      events.push(...piece.events.flatMap(event => reader.read(event)))
    }
    return [...events, ...reader.end()]
  }

  it('says the same when it is cut in two at any byte', async () => {
    const reference = await replyEvents([bytes])
    expect(reference.at(-1)?.type).toBe('stop')
    for (const place of bytes.keys()) {
      const events = await replyEvents([bytes.subarray(0, place), bytes.subarray(place)])
      expect(events, `cut at byte ${place} of ${bytes.length}`).toEqual(reference)
    }
  })

  it('says the same in pieces of any size', async () => {
    const reference = await replyEvents([bytes])
    for (const size of [1, 2, 3, 5, 7, 11, 64, 1000]) {
      const count = Math.ceil(bytes.length / size)
      const chunks = Array.from({ length: count }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      )
      expect(await replyEvents(chunks), `pieces of ${size} bytes`).toEqual(reference)
    }
  })
})
