import type { Dialect } from '../core/conversation.ts'
import type { CallerRequest, CallerResponse } from './caller.ts'
import { createJournal, type Journal } from './journal.ts'
import type { LocalKey, ProxyParts } from './parts.ts'
import type { Replay } from './replay-tickets.ts'

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
  readonly key: LocalKey | undefined
  /** Set where the app itself sends a request again. */
  readonly replay: Replay | undefined
  /** Aborted when the caller leaves before its reply has ended. */
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
}): Call {
  const { parts, id, request, response, dialect, key, replay } = options
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  const journal = createJournal(parts, {
    id,
    method: request.method ?? '',
    path: pathname,
    client: request.headers['user-agent'],
    keyName: key?.name,
    replayOf: replay?.replayOf,
  })
  const gone = new AbortController()
  response.once('close', () => {
    if (response.writableFinished) return
    gone.abort()
    journal.end('aborted', response.headersSent ? response.statusCode : 499)
  })
  journal.note({ clientDialect: dialect })
  const path = withoutVersion(pathname)
  return {
    id,
    request,
    response,
    path,
    query: withoutKeys(search),
    dialect,
    key,
    replay,
    signal: gone.signal,
    journal,
    requestedName: journal.requested,
  }
}

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

/** Sends bytes and waits until there is room for more. False when the caller is gone. */
export async function write({ response, journal }: Call, bytes: Uint8Array | string): Promise<boolean> {
  if (response.destroyed) return false
  if (bytes.length === 0) return true
  journal.wrote(typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length)
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
  return !response.destroyed
}
