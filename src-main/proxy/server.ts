import type { RequestListener, Server } from 'node:http'
import Router from '@koa/router'
import Koa from 'koa'
import { openCall } from './call.ts'
import { ENDPOINTS } from './endpoints.ts'
import { answerFailure, INTERNAL, streamFailure } from './failures.ts'
import { type GateState, gate, notThere } from './gate.ts'
import { createHandlers } from './handlers.ts'
import { addInfoRoutes } from './info-routes.ts'
import type { ProxyParts } from './parts.ts'

/**
 * Serves interface §3 on a server of the app's; opens no socket itself. Put no `upgrade` listener on that server: without
 * one, Node hands websocket requests to this one, which answers 426.
 */
export function createProxy(parts: ProxyParts): RequestListener {
  const app = new Koa<GateState>()
  app.silent = true
  app.on('error', (error: unknown) => parts.onError(error, 'proxy'))
  app.use(gate(parts))
  app.use(routes(parts).routes())
  app.use(notThere)
  return app.callback()
}

/** Takes off the limits of time that a model's thinking would run into. */
export function tuneServer(server: Server): void {
  // Agents upload for minutes and models think for longer: only heads have a limit.
  server.requestTimeout = 0
  server.timeout = 0
  server.headersTimeout = 60_000
  // Longer than clients keep idle connections, so that none is closed under a request.
  server.keepAliveTimeout = 75_000
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
        const { requestId: id, key, replay } = state
        const call = openCall({ parts, id, key, replay, request, response, dialect })
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
