import type { OutgoingHttpHeaders } from 'node:http'
import type { Dialect } from '../core/conversation.ts'
import type { Failure } from '../core/reply.ts'
import type { Spoken } from '../core/spoken.ts'
import type { CallerRequest, CallerResponse } from './caller.ts'
import { endAfterRequest } from './end-after-request.ts'
import { operationAt } from './endpoints.ts'
import { failureReply, streamFailure } from './failures.ts'
import { createJournal, type Journal } from './journal.ts'
import type { LocalKey } from './local-key.ts'
import type { ProxyParts } from './parts.ts'
import type { Replay } from './replay-tickets.ts'
import { headOf } from './request-head.ts'

/** One request that was let in, on its way to a provider. */
export interface Call {
  readonly id: string
  readonly request: CallerRequest
  readonly response: CallerResponse
  /** Without `/v1` and without the query. */
  readonly path: string
  /** With its `?`, or empty; without keys, which some clients put there. */
  readonly query: string
  /** The dialect of the path: that of every answer. */
  readonly dialect: Dialect
  /** What the path speaks. */
  readonly spoken: Spoken
  readonly key: LocalKey | undefined
  /** Set where the app itself sends a request again. */
  readonly replay: Replay | undefined
  /** Aborted when the caller leaves before its reply has ended, or when the request is cancelled. */
  readonly signal: AbortSignal
  readonly journal: Journal
  /** The model name as the client sent it, once it was read. */
  requestedName(): string | undefined
}

export function openCall(options: {
  readonly parts: ProxyParts
  readonly id: string
  readonly request: CallerRequest
  readonly response: CallerResponse
  readonly dialect: Dialect
  readonly key: LocalKey | undefined
  readonly replay: Replay | undefined
  /** How it came, where that was not by HTTP: the method of its row in the log. */
  readonly transport?: 'WS'
}): Call {
  const { parts, id, request, response, dialect, key, replay, transport } = options
  const { method = '', url = '/', headers } = request
  const { pathname, search } = new URL(url, 'http://localhost')
  const gone = new AbortController()
  const journal = createJournal({
    parts,
    head: {
      ...headOf({ request, path: pathname, key }),
      id,
      ...(transport && { method: transport }),
      replayOf: replay?.replayOf,
    },
    request: { method, url, headers },
    cancel() {
      giveUp(call, CANCELLED)
      journal.end('aborted', response.statusCode, CANCELLED)
      gone.abort()
    },
  })
  response.once('close', () => {
    if (response.writableFinished) return
    gone.abort()
    journal.end('aborted', response.headersSent ? response.statusCode : 499)
  })
  const path = withoutVersion(pathname)
  const spoken = operationAt(path) ?? dialect
  journal.note({ clientDialect: spoken })
  const call: Call = {
    id,
    request,
    response,
    path,
    query: withoutKeys(search),
    dialect,
    spoken,
    key,
    replay,
    signal: gone.signal,
    journal,
    requestedName: journal.requested,
  }
  return call
}

/** Not the provider's fault, and not to be tried again by the client's SDK. */
const CANCELLED: Failure = {
  status: 503,
  code: 'cancelled',
  message: "This request was cancelled in Patchbay's log.",
  origin: 'patchbay',
}
const CANCELLED_HEADERS = { 'x-should-retry': 'false' }

/** Paths may be called with and without `/v1`. */
const withoutVersion = (path: string): string => {
  const bare = path.replace(/^\/v1(?=\/|$)/, '')
  return bare.length > 1 ? bare.replace(/\/$/, '') : bare || '/'
}

/** Where a local key may have been put, whether we take it from there or not: it never goes up. */
const KEY_PARAMETER = /^(?:key|api[-_]?key|(?:access[-_]?)?token)=/i

function withoutKeys(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter(part => !KEY_PARAMETER.test(part))
  return kept.join('') === '' ? '' : `?${kept.join('&')}`
}

/** Sends the head of the reply. False when nobody waits for one any more. */
export function begin(
  { response, journal, signal }: Call,
  status: number,
  headers: OutgoingHttpHeaders,
): boolean {
  if (signal.aborted) return false
  response.writeHead(status, headers)
  journal.record.clientResponse(status, headers)
  return true
}

/** Sends a whole reply; nothing where nobody waits for one any more. */
export function giveWhole(call: Call, status: number, headers: OutgoingHttpHeaders, body: Uint8Array): void {
  if (!begin(call, status, { ...headers, 'content-length': body.length })) return
  call.journal.wrote(body)
  if (headers.connection === 'close' && !call.request.readableEnded)
    endAfterRequest(call.request, call.response, body)
  else call.response.end(body)
}

/**
 * Tells the caller of a failure, however far its reply has come: as an answer, or as the last words of its stream. In the
 * middle of a whole reply there is no other way to say it than to break it off.
 */
export function giveUp(call: Call, failure: Failure): void {
  const { response, dialect, id, journal } = call
  if (response.writableEnded || response.destroyed) return
  if (!response.headersSent) {
    const { status, headers, body } = failureReply({
      dialect,
      id,
      failure,
      headers: failure === CANCELLED ? CANCELLED_HEADERS : {},
    })
    giveWhole(call, status, headers, body)
  } else if (isStream(response.getHeader('content-type'))) {
    const last = Buffer.from(streamFailure(dialect, failure))
    journal.wrote(last)
    response.end(last)
  } else response.destroy()
}

const isStream = (type: unknown): boolean => typeof type === 'string' && type.startsWith('text/event-stream')

/** Sends bytes and waits until there is room for more. False when nobody waits for them any more. */
export async function write(
  { response, journal, signal }: Call,
  data: Uint8Array | string,
): Promise<boolean> {
  if (response.destroyed || signal.aborted) return false
  if (data.length === 0) return true
  const bytes = typeof data === 'string' ? Buffer.from(data) : data
  journal.wrote(bytes)
  if (!response.write(bytes)) {
    await new Promise<void>(resolve => {
      const go = () => {
        response.off('drain', go)
        response.off('close', go)
        resolve()
      }
      response.on('drain', go)
      response.on('close', go)
    })
  }
  return !response.destroyed && !signal.aborted
}
