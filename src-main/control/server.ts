import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import Koa from 'koa'
import { createRouter } from './contract.ts'
import { createGuard } from './guard.ts'
import { createOperations } from './handlers.ts'
import { loadPage } from './page.ts'
import type { ControlParts } from './parts.ts'

export interface ControlOptions {
  /** Binds the server at an address of this machine and gives its port; what it rejects with, `startControl` does, too. */
  readonly listen: (server: Server, host: typeof CONTROL_HOST) => Promise<number>
  readonly parts: ControlParts
  /** Fresh for each start, 256 bits; everything below /trpc asks for it. */
  readonly token: string
  /** The built page, usually out/renderer; it may be missing. */
  readonly pageFolder: string
}

export interface Control {
  /** With the token in the fragment, which a browser never sends: what Electron loads and `serve` prints. */
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

/** The page never leaves this machine. */
const CONTROL_HOST = '127.0.0.1'
/** A conversation that was edited to be sent again, as text in JSON: 64 MB of it, with room for what is escaped. */
const LARGEST_BODY = 100 * 1024 * 1024

/** Serves the control page and its operations on this machine only. */
export async function startControl({ listen, parts, token, pageFolder }: ControlOptions): Promise<Control> {
  const page = await loadPage(pageFolder)
  const server = createServer()
  const port = await listen(server, CONTROL_HOST)

  const guard = createGuard({ port, token })
  const router = createRouter(createOperations(parts))

  const app = new Koa()
  app.on('error', parts.onError)
  app.use(async (context, next) => {
    const refusal = guard(context.req)
    if (!refusal) return next()
    context.status = refusal.status
    context.set('x-content-type-options', 'nosniff')
    context.body = refusal.message
  })
  app.use(async (context, next) => {
    if (!context.path.startsWith('/trpc/')) return next()
    // tRPC writes the reply itself; Koa must not.
    context.respond = false
    context.set('cache-control', 'no-store')
    context.set('x-content-type-options', 'nosniff')
    // Koa's 404 by default would stand beside tRPC's own status.
    context.res.statusCode = 200
    await nodeHTTPRequestHandler({
      req: context.req,
      res: context.res,
      path: context.path.slice('/trpc/'.length),
      router,
      createContext: async () => ({}),
      maxBodySize: LARGEST_BODY,
      onError: ({ error }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') parts.onError(error.cause ?? error)
      },
    })
  })
  app.use(context => {
    if (context.method !== 'GET' && context.method !== 'HEAD') return context.throw(405, 'Only GET here.')
    const file = page(context.path)
    context.set(file.headers)
    context.status = file.status
    context.body = file.body
  })
  server.on('request', app.callback())

  return {
    url: `http://${CONTROL_HOST}:${port}/#token=${token}`,
    port,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      // Open state streams never end by themselves.
      server.closeAllConnections()
      await closed
    },
  }
}
