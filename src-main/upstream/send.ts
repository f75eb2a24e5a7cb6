import { Readable } from 'node:stream'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import type { Failure } from '../core/reply.ts'
import { guardedLookup, isBlockedAddress, isLoopback } from './addresses.ts'
import { watchConnections } from './connections.ts'
import { replyHandler } from './reply-handler.ts'
import { ABORTED, blockedFailure, sendFailure } from './send-failure.ts'
import type { UpstreamReply } from './upstream-reply.ts'

/** Bytes or text, or bytes in pieces that are sent one behind the other. */
export type UpstreamBody = string | Uint8Array | readonly Uint8Array[]

/** One request as it goes on the wire. Header names are in lower case; `content-length` is set from the body. */
export interface UpstreamRequest {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'DELETE' | 'HEAD'
  readonly headers: Record<string, string>
  readonly body?: UpstreamBody
  readonly signal: AbortSignal
  /** Milliseconds without a byte, before the answer or inside it; 10 minutes by default. */
  readonly idleTimeout?: number
}

type Sent =
  | { readonly ok: true; readonly reply: UpstreamReply }
  /** `provider_unreachable` (502), `provider_timeout` (504) or `aborted` (499). */
  | { readonly ok: false; readonly failure: Failure }

export interface Sender {
  /** Sends once: no retry, no redirect. Settles when the head of the answer is there. Never throws. */
  send(request: UpstreamRequest): Promise<Sent>
  /** Ends idle connections and aborts what still runs. */
  close(): Promise<void>
}

const TEN_MINUTES = 600_000
/** Servers on this machine often hang up after 5 s without saying so (uvicorn): reuse must end before. */
const LOCAL_KEEP_ALIVE = 4_000
/** Providers keep idle connections for a minute or more; a handshake costs a coding agent 100 ms. */
const REMOTE_KEEP_ALIVE = 30_000

/**
 * Keep-alive connections, a pool per origin. `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the environment are
 * honoured, but this machine is always called directly. Link-local metadata addresses are never called.
 */
export function createSender(options: {
  readonly environment: NodeJS.ProcessEnv
  /** Milliseconds; 10 s by default. */
  readonly connectTimeout?: number
}): Sender {
  const timeout = options.connectTimeout ?? 10_000
  const shared = {
    // One stream a connection: a slow one never holds up the others, and an abort is a closed socket to the provider.
    allowH2: false,
    maxHeaderSize: 65_536,
    connect: { timeout, lookup: guardedLookup },
  }
  const local = new Agent({ ...shared, keepAliveTimeout: LOCAL_KEEP_ALIVE })
  const remote = remoteDispatcher(options.environment, { ...shared, keepAliveTimeout: REMOTE_KEEP_ALIVE })
  const connections = watchConnections()

  return {
    async send(request) {
      const { url, method, headers, body, signal, idleTimeout = TEN_MINUTES } = request
      if (signal.aborted) return { ok: false, failure: ABORTED }
      const target = URL.parse(url)
      if (!target) return { ok: false, failure: sendFailure(undefined, url) }
      if (isBlockedAddress(target.hostname)) return { ok: false, failure: blockedFailure(target.host) }
      const dispatcher = isLoopback(target.hostname) ? local : remote
      const { promise, resolve } = Promise.withResolvers<Sent>()
      const connected = connections.begin()
      let connectMs: number | undefined
      dispatcher.dispatch(
        {
          origin: target.origin,
          path: target.pathname + target.search,
          method,
          ...content(headers, body),
          headersTimeout: idleTimeout,
          bodyTimeout: idleTimeout,
        },
        replyHandler({
          signal,
          onSent() {
            connectMs = connected()
          },
          onHead: reply => resolve({ ok: true, reply: { ...reply, connectMs } }),
          onFailure: error =>
            resolve({ ok: false, failure: signal.aborted ? ABORTED : sendFailure(error, target.host) }),
        }),
      )
      return promise
    },
    async close() {
      connections.stop()
      await Promise.all([local.destroy(), remote.destroy()])
    },
  }
}

/** Each piece costs a call of the system, so small ones are sent with their neighbours. */
const SMALL_PIECE = 16_384

/** A body in the form that undici writes at the least cost, with its length, which undici cannot know of pieces. */
function content(
  headers: Record<string, string>,
  body: UpstreamBody | undefined,
): Pick<Dispatcher.RequestOptions, 'headers' | 'body'> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return { headers, body }
  const joined = joinSmall(body)
  const [only] = joined
  if (joined.length <= 1) return { headers, body: only }
  const length = joined.reduce((total, piece) => total + piece.length, 0)
  return { headers: { ...headers, 'content-length': String(length) }, body: Readable.from(joined) }
}

function joinSmall(pieces: readonly Uint8Array[]): Uint8Array[] {
  const joined: Uint8Array[] = []
  let small: Uint8Array[] = []
  const flush = () => {
    if (small.length > 0) joined.push(small.length === 1 && small[0] ? small[0] : Buffer.concat(small))
    small = []
  }
  for (const piece of pieces) {
    if (piece.length < SMALL_PIECE) small.push(piece)
    else {
      flush()
      joined.push(piece)
    }
  }
  flush()
  return joined
}

function remoteDispatcher(environment: NodeJS.ProcessEnv, options: Agent.Options): Dispatcher {
  // Empty strings rather than nothing: undici would look into the process's own environment.
  const httpProxy = environment['http_proxy'] ?? environment['HTTP_PROXY'] ?? ''
  const httpsProxy = environment['https_proxy'] ?? environment['HTTPS_PROXY'] ?? ''
  const noProxy = environment['no_proxy'] ?? environment['NO_PROXY'] ?? ''
  return httpProxy || httpsProxy
    ? new EnvHttpProxyAgent({ ...options, httpProxy, httpsProxy, noProxy })
    : new Agent(options)
}
