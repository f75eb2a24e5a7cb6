import type { Readable } from 'node:stream'
import type { Dialect } from '../core/conversation.ts'
import type { Failure } from '../core/reply.ts'
import { targetFor } from '../core/routing/endpoints.ts'
import { eventCutter } from '../core/text/events.ts'
import { renameEvents, renameReply } from '../core/text/rename.ts'
import type { UpstreamReply } from '../upstream/upstream-reply.ts'
import { type Ask, ask } from './ask.ts'
import { decoded } from './body.ts'
import { begin, type Call, write } from './call.ts'
import { streamFailure } from './failures.ts'
import { fixedHeaders, headerText, passedHeaders, returnedHeaders } from './headers.ts'
import { type Refusal, refusal } from './refusal.ts'
import { badReply, cutStream, endlessReply, LONGEST_EVENT, LONGEST_REPLY } from './trip.ts'
import { brokenReply } from './verdict.ts'
import { type Watch, watchReply } from './watch.ts'

export interface Passage extends Omit<Ask, 'headers' | 'action'> {
  readonly contentType: string | undefined
  /** The name to put into the reply. */
  readonly rename: string | undefined
  /** Streams of this endpoint may end cleanly without a mark. */
  readonly endsWithoutMark: boolean
  /** Our own headers for the reply. */
  readonly ownHeaders: Record<string, string>
}

export type PassEnd = { readonly kind: 'answered'; readonly replyId?: string } | Refusal

/** Sends bytes as they are and gives the reply's bytes as they come. A refusal is left to the caller of this function. */
export async function pass(passage: Passage): Promise<PassEnd> {
  const { call, target, contentType, rename } = passage
  const { headers: incoming } = call.request
  const asked = await ask({
    ...passage,
    action: 'pass',
    headers: {
      ...fixedHeaders(target.provider),
      ...passedHeaders(incoming, {
        isOwnKey: passage.proof.isCallers,
        isOpenai: targetFor(target, 'responses').quirks.openaiParameters,
      }),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      // What is to be edited must be readable.
      'accept-encoding':
        rename === undefined ? (headerText(incoming['accept-encoding']) ?? 'identity') : 'identity',
    },
  })
  return asked.kind === 'refused' ? asked : giveBack(passage, asked.reply)
}

async function giveBack(passage: Passage, reply: UpstreamReply): Promise<PassEnd> {
  const { target, rename, dialect } = passage
  const type = headerText(reply.headers['content-type']) ?? ''
  const encoding = headerText(reply.headers['content-encoding'])
  if (dialect && /^text\/html/i.test(type)) {
    reply.body.destroy()
    return refusal(badReply(target.provider.id, 'a web page'), reply.headers)
  }
  const isStream = /^text\/event-stream/i.test(type)
  // Events are read in any case: whether they come to their end cannot be seen through a compression.
  const mustRead = isStream || rename !== undefined || encoding === undefined
  const plain = mustRead ? decoded(reply.body, encoding) : undefined
  const isDecoded = plain !== undefined && plain !== reply.body
  if (isDecoded) passage.call.journal.record.upstreamDecoded()
  if (isStream && plain) return giveEvents({ ...passage, reply, source: plain, isDecoded })
  if (rename !== undefined && plain && /json/i.test(type || 'json'))
    return giveRenamed({ ...passage, reply, source: plain, rename })
  return giveBytes(passage, reply)
}

interface Giving extends Passage {
  readonly reply: UpstreamReply
  readonly source: Readable
}

const lost = ({ call, target }: Passage, error: unknown): Failure =>
  brokenReply(error, target, call.requestedName())

/** Raw bytes. A connection that breaks in the middle of them breaks ours too: there is no other way to say it. */
async function giveBytes(passage: Passage, reply: UpstreamReply): Promise<PassEnd> {
  const { call, dialect, ownHeaders } = passage
  const { response, journal } = call
  const watch = reply.headers['content-encoding'] ? undefined : watchReply(dialect ?? call.dialect)
  if (watch) journal.observe(watch.result)
  // The head waits for the first byte: until then a failure can still be an HTTP error.
  const start = () =>
    response.headersSent || begin(call, reply.status, { ...returnedHeaders(reply.headers), ...ownHeaders })
  try {
    for await (const chunk of reply.body) {
      journal.heard(chunk)
      if (!start() || !(await write(call, chunk))) return { kind: 'answered' }
      watch?.see(chunk)
    }
    if (!start()) return { kind: 'answered' }
  } catch (error) {
    if (call.signal.aborted) return { kind: 'answered' }
    if (!response.headersSent) return refusal(lost(passage, error), reply.headers)
    journal.end('broken', reply.status, lost(passage, error))
    response.destroy()
    return { kind: 'answered' }
  }
  return finishWhole(passage, reply.status, watch)
}

/** A whole reply in which the model's name is put back. */
async function giveRenamed(giving: Giving & { readonly rename: string }): Promise<PassEnd> {
  const { call, reply, source, rename, ownHeaders, dialect } = giving
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of source) {
      call.journal.heard(chunk)
      chunks.push(chunk)
      length += chunk.length
      if (length > LONGEST_REPLY) return refusal(endlessReply(giving.target.provider.id), reply.headers)
    }
  } catch (error) {
    return refusal(lost(giving, error), reply.headers)
  }
  const whole = Buffer.concat(chunks)
  if (dialect && whole.length === 0)
    return refusal(badReply(giving.target.provider.id, 'nothing'), reply.headers)
  const bytes = renameReply(whole, rename)
  const headers = withoutLength(returnedHeaders(reply.headers))
  if (!begin(call, reply.status, { ...headers, ...ownHeaders, 'content-length': bytes.length }))
    return { kind: 'answered' }
  const watch = watchReply(dialect ?? call.dialect)
  call.journal.observe(watch.result)
  watch.see(whole)
  await write(call, bytes)
  return finishWhole(giving, reply.status, watch)
}

/** A stream, event by event, so that a failure of ours never stands inside of one. */
async function giveEvents(giving: Giving & { readonly isDecoded: boolean }): Promise<PassEnd> {
  const { call, reply, source, rename, ownHeaders, isDecoded } = giving
  const { response, journal } = call
  const dialect: Dialect = giving.dialect ?? call.dialect
  const watch = watchReply(dialect)
  const cutter = eventCutter()
  const headers = returnedHeaders(reply.headers)
  journal.observe(watch.result)
  if (!begin(call, reply.status, { ...(isDecoded ? withoutLength(headers) : headers), ...ownHeaders }))
    return { kind: 'answered' }
  response.flushHeaders()
  journal.note({ stream: true })

  let failure: Failure | undefined
  let held = 0
  try {
    for await (const chunk of source) {
      journal.heard(chunk)
      const events = cutter.feed(chunk)
      held += chunk.length - events.bytes.length
      if (held > LONGEST_EVENT) {
        failure = endlessReply(giving.target.provider.id)
        break
      }
      const bytes = rename === undefined ? events.bytes : renameEvents(events, rename)
      if (!(await write(call, bytes))) return { kind: 'answered' }
      watch.see(events.bytes)
      if (watch.sawSpeech()) journal.speaks()
    }
    const rest = failure ? new Uint8Array(0) : cutter.rest()
    watch.see(rest)
    if (failure) reply.body.destroy()
    else if (watch.sawEnd() || giving.endsWithoutMark) {
      const events = { bytes: rest, ends: [rest.length] }
      await write(call, rename === undefined ? rest : renameEvents(events, rename))
    } else failure = cutStream(giving.target.provider.id)
  } catch (error) {
    failure = watch.sawEnd() ? undefined : lost(giving, error)
  }
  if (call.signal.aborted) return { kind: 'answered' }
  if (!failure) return finish(call, reply.status, watch)
  if (!response.destroyed) {
    await write(call, streamFailure(dialect, failure))
    response.end()
  }
  journal.end('broken', reply.status, failure)
  return { kind: 'answered' }
}

/** The caller has the bytes as they came; that they are no reply of a model is for the log to say. */
function finishWhole({ call, dialect, target }: Passage, status: number, watch: Watch | undefined): PassEnd {
  const instead = dialect && status === 200 ? watch?.insteadOfReply() : undefined
  if (instead !== undefined) call.journal.end('failed', status, badReply(target.provider.id, instead))
  return finish(call, status, watch)
}

function finish({ response, journal }: Call, status: number, watch: Watch | undefined): PassEnd {
  response.end()
  journal.end('completed', status)
  return { kind: 'answered', replyId: watch?.replyId() }
}

function withoutLength(headers: Record<string, string | string[]>): Record<string, string | string[]> {
  const { 'content-length': _, 'content-encoding': __, ...rest } = headers
  return rest
}
