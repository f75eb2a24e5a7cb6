import { type IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { LARGEST_BODY } from './body.ts'
import { type Door, withOneRoot } from './gate.ts'
import type { Handlers } from './handlers.ts'
import { createJournal } from './journal.ts'
import type { LocalKey } from './local-key.ts'
import type { ProxyParts } from './parts.ts'
import { headOf } from './request-head.ts'
import { serveConnection } from './websocket-connection.ts'

/** What is over the limit of a body, but not by far, is read and refused in words; beyond, the connection ends (1009). */
const LONGEST_MESSAGE = 2 * LARGEST_BODY
/** Milliseconds of silence until the system asks whether the other machine is still there. */
const KEEP_ALIVE = 30_000

/** Takes over connections of clients that want Responses by websocket. */
export interface Websockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends every connection; what runs on them is aborted. */
  stop(): void
}

export const isWebsocket = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket'

/** Who may not come in, or wants a websocket of another path, is answered by HTTP, in the words of `answer`. */
export function createWebsockets(options: {
  readonly parts: ProxyParts
  readonly door: Door
  readonly handlers: Handlers
  readonly answer: RequestListener
}): Websockets {
  const { parts, door, handlers, answer } = options
  // Compression would cost more than loopback does.
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    perMessageDeflate: false,
  })
  const ids = new WeakMap<IncomingMessage, string>()
  server.on('headers', (headers, request) => headers.push(`x-request-id: ${ids.get(request)}`))
  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy())
      const isWanted = isWebsocket(request) && isOurs(request) && door.check(request).ok
      const key = isWanted ? door.checkKey(request.headers) : undefined
      if (!key?.ok) return answerByHttp(request, socket, answer)
      if (socket instanceof Socket) socket.setKeepAlive(true, KEEP_ALIVE).setNoDelay(true)
      const id = parts.newId('req_')
      ids.set(request, id)
      server.handleUpgrade(request, socket, head, connection => {
        logConnection({ parts, id, request, key: key.value })
        serveConnection({ connection, request, parts, door, handlers })
      })
    },
    stop() {
      for (const connection of server.clients) {
        connection.close(1001, 'Patchbay is stopping.')
        connection.terminate()
      }
    },
  }
}

const pathOf = ({ url = '/' }: IncomingMessage): string => withOneRoot(url.replace(/[?#].*/s, ''))

const isOurs = (request: IncomingMessage): boolean =>
  request.method === 'GET' && /^(?:\/v1)?\/responses\/?$/.test(pathOf(request))

/** Tells the log that a client has a connection; what is asked on it has rows of its own. */
function logConnection(opened: {
  readonly parts: ProxyParts
  readonly id: string
  readonly request: IncomingMessage
  readonly key: LocalKey | undefined
}): void {
  const { parts, id, request, key } = opened
  const { method = '', url = '/', headers } = request
  const journal = createJournal({
    parts,
    head: { ...headOf({ request, path: pathOf(request), key }), id },
    request: { method, url, headers },
    cancel() {},
  })
  journal.note({ clientDialect: 'responses' })
  journal.record.clientResponse(101, { connection: 'Upgrade', upgrade: 'websocket', 'x-request-id': id })
  journal.end('completed', 101)
}

function answerByHttp(request: IncomingMessage, socket: Duplex, answer: RequestListener): void {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  if (socket instanceof Socket) response.assignSocket(socket)
  else socket.destroy()
  response.once('finish', () => socket.end())
  answer(request, response)
}
