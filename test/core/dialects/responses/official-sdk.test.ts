import { accumulateResponse } from 'openai/lib/responses/ResponseAccumulator'
import { ResponseStream } from 'openai/lib/responses/ResponseStream'
import type { ResponseStreamEvent } from 'openai/resources/responses/responses'
import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { read, wireEvents, writeContext, writeStream } from './builders.ts'
import { richReply, textReply } from './replies.ts'

/** What the official accumulator makes of a stream; it throws at anything out of order. */
async function accumulated(events: readonly JsonObject[]) {
  const lines = events.map(event => `${JSON.stringify(event)}\n`).join('')
  const bytes = new Blob([lines]).stream()
  // The accumulator adds its own conveniences, which are no part of the wire.
  const {
    output_text: _,
    output_parsed: __,
    ...response
  } = await ResponseStream.fromReadableStream(bytes).finalResponse()
  return JSON.parse(
    JSON.stringify(response, (key, value) =>
      key === 'parsed' || key === 'parsed_arguments' ? undefined : value,
    ),
  )
}

const incomplete: ReplyEvent[] = [...textReply().slice(0, -1), { type: 'stop', stop: { reason: 'length' } }]

test.each([
  ['everything', richReply],
  ['text', textReply()],
  ['an answer that was cut off', incomplete],
  ['nothing at all', [{ type: 'start' }, { type: 'stop', stop: { reason: 'end' } }] as ReplyEvent[]],
])('the official SDK accumulates %s to what the whole reply says', async (_, events) => {
  const whole = responses.writeReply(collect(events), writeContext()).body
  const streamed = await accumulated(wireEvents(writeStream(events)))
  expect(streamed).toEqual(whole)
})

test('what came before the finished response makes the same output', () => {
  const events = wireEvents(writeStream(richReply)) as unknown as ResponseStreamEvent[]
  const last = events.at(-1)
  const snapshot = events
    .slice(0, -1)
    .reduce<Snapshot>((soFar, event) => accumulateResponse(event, soFar), undefined)
  expect(snapshot?.output).toEqual(last?.type === 'response.completed' ? last.response.output : undefined)
})

type Snapshot = Parameters<typeof accumulateResponse>[1]

test('a compaction is accumulated as the one item that Codex expects', async () => {
  const asked = read({ input: [{ role: 'user', content: 'hi' }, { type: 'compaction_trigger' }] })
  const response = await accumulated(wireEvents(writeStream(textReply('So far.'), writeContext(asked))))
  expect(response.output.map((item: JsonObject) => item.type)).toEqual(['compaction'])
})
