import type { Readable } from 'node:stream'
import type { ReadContext } from '../core/dialects/dialect.ts'
import { dialects } from '../core/dialects/index.ts'
import { parseExact } from '../core/exact-json.ts'
import { isObject } from '../core/json.ts'
import { collect, type ReplyEvent } from '../core/reply.ts'
import { decoded } from './body.ts'
import { giveWhole } from './call.ts'
import { headerText, translatedHeaders } from './headers.ts'
import { quoteBody } from './instead-of-reply.ts'
import { type Refusal, refusal } from './refusal.ts'
import { readPieces, release } from './reply-events.ts'
import { giveStream } from './translated-stream.ts'
import { badReply, endlessReply, type Leg, ownHeaders, type Translation, writeContext } from './trip.ts'
import { brokenReply } from './verdict.ts'
import { ESTIMATED_USAGE, withUsage } from './with-usage.ts'

/** Reads what the provider really sends, whatever it calls it, and writes what the caller asked for. */
export async function giveTranslated(translation: Translation): Promise<{ kind: 'answered' } | Refusal> {
  const { leg, reply, context } = translation
  const { call, parts, target, to } = leg
  const source = decoded(reply.body, headerText(reply.headers['content-encoding']))
  if (!source) {
    reply.body.destroy()
    return refusal(badReply(target.provider.id, 'an encoding nobody asked for'), reply.headers)
  }
  if (source !== reply.body) call.journal.record.upstreamDecoded()
  const read = readEvents(translation, source)
  // Chat leaves out what nobody counted; the others must say something.
  const events = call.dialect === 'chat' ? read : withUsage(read, translation.asked)
  const write = writeContext(leg, context)
  if (context.conversation.stream) return giveStream({ translation, events, write })

  const all: ReplyEvent[] = []
  for await (const batch of events) all.push(...batch)
  if (call.signal.aborted) return { kind: 'answered' }
  const whole = collect(all)
  call.journal.lose(whole.losses)
  call.journal.note({ usage: whole.usage, stop: whole.stop?.raw ?? whole.stop?.reason })
  if (whole.failure) return refusal(whole.failure, reply.headers)
  const written = dialects[call.dialect].writeReply(whole, write)
  call.journal.lose(written.losses)
  translation.keep?.(written.body)
  const body = Buffer.from(JSON.stringify(translation.shaped?.(written.body) ?? written.body))
  const headers = {
    ...translatedHeaders(reply.headers, call.dialect, parts.clock.now()),
    ...ownHeaders(leg, `${call.dialect}>${to}`),
    ...(whole.losses.includes(ESTIMATED_USAGE) && { 'x-patchbay-usage': 'estimated' }),
    'content-type': 'application/json',
  }
  giveWhole(call, 200, headers, body)
  call.journal.end('completed', 200)
  return { kind: 'answered' }
}

/** Batches of reply events. A connection that breaks ends them with a failure; nothing is thrown. */
async function* readEvents({ leg, context }: Translation, source: Readable): AsyncGenerator<ReplyEvent[]> {
  const { target, to, call } = leg
  const { journal } = call
  const module = dialects[to]
  const reader = module.streamReader(context)
  try {
    for await (const piece of readPieces(source, journal.heard)) {
      if (piece.kind === 'whole') {
        yield readWhole(leg, context, piece.text)
        return
      }
      if (piece.kind === 'endless') {
        yield [{ type: 'failure', failure: endlessReply(target.provider.id) }]
        return
      }
      const events = piece.events.flatMap(event => reader.read(event))
      if (events.some(isSpeech)) journal.speaks()
      yield events
      if (events.some(isLast)) return
    }
    yield reader.end()
  } catch (error) {
    if (call.signal.aborted) return
    yield [{ type: 'failure', failure: brokenReply(error, target, call.requestedName()) }]
  } finally {
    release(source)
  }
}

const isSpeech = (event: ReplyEvent): boolean =>
  (event.type === 'text' || event.type === 'input') && event.text !== ''

const isLast = ({ type }: ReplyEvent): boolean => type === 'stop' || type === 'failure'

function readWhole({ to, target }: Leg, context: ReadContext, text: string): ReplyEvent[] {
  const body = parseExact(text)
  if (isObject(body)) return dialects[to].readReply(body, context)
  return [{ type: 'failure', failure: badReply(target.provider.id, quoteBody(text)) }]
}
