import type { Conversation, Dialect } from '../../src-main/core/conversation.ts'
import type { Outcome, WriteContext } from '../../src-main/core/dialects/dialect.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../src-main/core/reply.ts'
import { sseParser } from '../../src-main/core/text/sse.ts'
import type { Recording } from '../support/recordings.ts'
import type { Printed } from './replay.ts'
import { vendorTarget } from './targets.ts'

/** The least that a client of each dialect can ask. */
const PLAIN: Readonly<Record<Dialect, JsonObject>> = {
  chat: { model: 'any', messages: [{ role: 'user', content: 'hi' }] },
  responses: { model: 'any', input: 'hi' },
  messages: { model: 'any', max_tokens: 64, messages: [{ role: 'user', content: 'hi' }] },
}

const value = <T>(outcome: Outcome<T>): T | undefined => (outcome.ok ? outcome.value : undefined)

/**
 * The request to which this reply would be the answer, had a client of the given dialect asked: the recorded one,
 * translated, or the least there is.
 */
export function askedOf({ dialect, request }: Recording, client: Dialect): Conversation {
  const read = request && value(dialects[dialect].readRequest(request))
  const written = read && value(dialects[client].writeRequest(read, vendorTarget(client)))
  const again = written && value(dialects[client].readRequest(written.body))
  const conversation = again ?? value(dialects[client].readRequest(PLAIN[client]))
  if (!conversation) throw new Error(`a plain ${client} request is not read`)
  return { ...conversation, streamUsage: true }
}

/** Both ways to answer the client in its dialect, from what the provider sent. */
export function translate(recording: Recording, client: Dialect) {
  const context: WriteContext = {
    conversation: askedOf(recording, client),
    target: vendorTarget(recording.dialect),
    model: 'alias',
    id: countedIds(),
    created: 1_700_000_000,
  }
  const module = dialects[client]
  const events = readEvents(recording, context)
  const writer = module.streamWriter(context)
  const streamed: Printed = {
    status: 200,
    type: 'text/event-stream',
    text: events.map(event => writer.write(event)).join(''),
  }
  const reply = collect(events)
  const written = module.writeReply(reply, context)
  const { status, body } = reply.failure
    ? module.writeFailure(reply.failure)
    : { status: 200, body: written.body }
  const whole: Printed = { status, type: 'application/json', text: JSON.stringify(body) }
  const losses = [...reply.losses, ...(recording.answer.kind === 'stream' ? writer.losses() : written.losses)]
  return { events, reply, streamed, whole, losses }
}

function readEvents({ dialect, answer }: Recording, context: WriteContext): ReplyEvent[] {
  if (answer.kind === 'whole') return dialects[dialect].readReply(answer.body, context)
  const [parser, reader] = [sseParser(), dialects[dialect].streamReader(context)]
  const events = [...parser.feed(answer.text), ...parser.end()]
  return [...events.flatMap(event => reader.read(event)), ...reader.end()]
}

function countedIds(): (prefix: string) => string {
  let count = 0
  return prefix => `${prefix}${++count}`
}
