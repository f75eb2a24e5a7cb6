import { createServer, type RequestListener, type Server } from 'node:http'
import Router from '@koa/router'
import Koa from 'koa'
import { openCall } from './call.ts'
import { ENDPOINTS } from './endpoints.ts'
import { createDoor, type Door, type GateState, gate, notThere } from './gate.ts'
import { createHandlers, type Handlers } from './handlers.ts'
import { addInfoRoutes } from './info-routes.ts'
import type { ProxyParts } from './parts.ts'
import { runCall } from './run-call.ts'
import { createWebsockets, isWebsocket } from './websocket.ts'

/** Serves interface §3 on a server that listens nowhere yet. `stop` ends open streams and websockets with it. */
export function createProxy(parts: ProxyParts): { readonly server: Server; stop(): Promise<void> } {
  const door = createDoor(parts)
  const handlers = createHandlers(parts)
  const answer = httpListener(parts, door, handlers)
  const websockets = createWebsockets({ parts, door, handlers, answer })
  const server = createServer(
    {
      // A request without a Host is answered by the proxy's own door, with an id and a reason, not by Node's bare 400.
      requireHostHeader: false,
      // Other upgrades (`h2c`, which some clients offer with each request) are ordinary requests.
      shouldUpgradeCallback: isWebsocket,
    },
    answer,
  )
  server.on('upgrade', websockets.upgrade)
  tune(server)
  return {
    server,
    stop() {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      server.closeAllConnections()
      websockets.stop()
      return promise
    },
  }
}

/** Takes off the limits of time that a model's thinking would run into. */
function tune(server: Server): void {
  // Agents upload for minutes and models think for longer: only heads have a limit.
  server.requestTimeout = 0
  server.timeout = 0
  server.headersTimeout = 60_000
  // Longer than clients keep idle connections, so that none is closed under a request.
  server.keepAliveTimeout = 75_000
}

function httpListener(parts: ProxyParts, door: Door, handlers: Handlers): RequestListener {
  const app = new Koa<GateState>()
  app.silent = true
  app.on('error', (error: unknown) => {
    if (!isCallersLeaving(error)) parts.onError(error, 'proxy')
  })
  app.use(gate(parts, door))
  app.use(routes(parts, handlers).routes())
  app.use(notThere)
  return app.callback()
}

function routes(parts: ProxyParts, handlers: Handlers): Router<GateState> {
  const router = new Router<GateState>()
  addInfoRoutes(router, parts)
  for (const { kind, path, methods, dialect } of ENDPOINTS) {
    for (const method of methods) {
      router[method]([path, `/v1${path}`], context => {
        // The reply is written to the socket's side directly: bytes stay bytes.
        context.respond = false
        const { req: request, res: response, state } = context
        const { requestId: id, key, replay } = state
        state.isCall = true
        const call = openCall({ parts, id, key, replay, request, response, dialect })
        return runCall(call, parts, handlers[kind])
      })
    }
  }
  return router
}

/** Callers hang up whenever they like: the log has it as the outcome of their request. */
const isCallersLeaving = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && LEAVING.test(String(error.code))

/** The last is said of a caller who goes in the middle of its body, with an answer under way. */
const LEAVING = /^(?:EPIPE|ECONNRESET|ECANCELED|HPE_INVALID_EOF_STATE)$/
