import { type IncomingMessage, type RequestListener, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import Router from '@koa/router'
import Koa from 'koa'
import { openCall } from './call.ts'
import { ENDPOINTS } from './endpoints.ts'
import { answerFailure, INTERNAL, streamFailure } from './failures.ts'
import { type GateState, gate, notThere, UPGRADE_REQUIRED } from './gate.ts'
import { createHandlers } from './handlers.ts'
import { addInfoRoutes } from './info-routes.ts'
import type { ProxyParts } from './parts.ts'

/** The proxy's door, to be put on a server of the app's. */
export interface Proxy {
  readonly handle: RequestListener
  /** For the server's `upgrade` event: websockets are answered with 426, upon which clients POST at once. */
  upgrade(request: IncomingMessage, socket: Duplex): void
  /** Takes off the limits of time that a model's thinking would run into. */
  tune(server: Server): void
}

/** Serves interface §3. Opens no socket itself. */
export function createProxy(parts: ProxyParts): Proxy {
  const app = new Koa<GateState>()
  app.silent = true
  app.on('error', (error: unknown) => parts.onError(error, 'proxy'))
  app.use(gate(parts))
  app.use(routes(parts).routes())
  app.use(notThere)
  return {
    handle: app.callback(),
    upgrade(_request, socket) {
      const body = JSON.stringify({
        error: { message: UPGRADE_REQUIRED.message, code: UPGRADE_REQUIRED.code },
      })
      const head = [
        `HTTP/1.1 426 ${STATUS_CODES[426]}`,
        'connection: close',
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
        `x-request-id: ${parts.newId('req_')}`,
        `x-patchbay-error-code: ${UPGRADE_REQUIRED.code}`,
      ]
      socket.on('error', () => socket.destroy())
      socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
    },
    tune(server) {
      // Agents upload for minutes and models think for longer: only heads have a limit.
      server.requestTimeout = 0
      server.timeout = 0
      server.headersTimeout = 60_000
      // Longer than clients keep idle connections, so that none is closed under a request.
      server.keepAliveTimeout = 75_000
    },
  }
}

function routes(parts: ProxyParts): Router<GateState> {
  const router = new Router<GateState>()
  const handlers = createHandlers(parts)
  addInfoRoutes(router, parts)
  for (const { kind, path, methods, dialect } of ENDPOINTS) {
    for (const method of methods) {
      router[method]([path, `/v1${path}`], async context => {
        // The reply is written to the socket's side directly: bytes stay bytes.
        context.respond = false
        const { req: request, res: response, state } = context
        const call = openCall({ parts, id: state.requestId, key: state.key, request, response, dialect })
        try {
          await handlers[kind](call)
        } catch (error) {
          parts.onError(error, call.id)
          if (!response.headersSent) answerFailure({ response, dialect, id: call.id, failure: INTERNAL })
          else
            response.end(isStream(response.getHeader('content-type')) ? streamFailure(dialect, INTERNAL) : '')
          call.journal.end('failed', response.statusCode, INTERNAL)
        }
      })
    }
  }
  return router
}

const isStream = (type: unknown): boolean => typeof type === 'string' && type.startsWith('text/event-stream')
