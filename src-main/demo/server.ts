import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { DIALECTS, type Dialect } from '../core/conversation.ts'
import type { ProviderSettings } from '../core/routing/settings.ts'
import { answer, sendJson } from './answer.ts'
import { DEMO_MODELS, DEMO_PATHS, modelList, modelRow } from './models.ts'
import { type DemoReplies, demoReplies } from './replies.ts'

/** The running demo provider. */
export interface Demo {
  /** Without `/v1`. */
  readonly url: string
  stop(): Promise<void>
}

/** Milliseconds between two fragments: the speed of a brisk model. */
const HUMAN_PACE = 20

/**
 * Starts a provider on this machine that speaks all three dialects, needs no key and always answers the same: for `--demo`,
 * the README's commands, and trying real clients without spending anything. `port` 0, the default, is any free one.
 */
export async function startDemo(
  options: { readonly port?: number; readonly pace?: number } = {},
): Promise<Demo> {
  const shared = { pace: options.pace ?? HUMAN_PACE, replies: demoReplies() }
  const server = createServer((request, response) => {
    serve(request, response, shared).catch(error => {
      // A caller that hung up while we read is nobody's fault; anything else must be seen.
      if (request.destroyed && !request.complete) return
      if (!response.headersSent) sendJson(response, 500, { error: { message: 'The demo provider failed.' } })
      response.destroy()
      process.stderr.write(`The demo provider failed: ${error instanceof Error ? error.stack : error}\n`)
    })
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      shared.replies.close()
    },
  }
}

/** Its name among the providers: settings that have one of that name give way to it. */
export const DEMO_ID = 'demo'

/** The demo as a provider of the settings. */
export const demoProvider = (url: string): ProviderSettings => ({
  baseUrl: `${url}/v1`,
  endpoints: [...DIALECTS],
  key: 'none',
})

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  shared: { readonly pace: number; readonly replies: DemoReplies },
): Promise<void> {
  const path = pathOf(request)
  const body = await text(request)
  if (request.method === 'GET') return list(path, response)
  const counted = COUNTS[path]
  if (counted) return answer({ dialect: counted, body, response, ...shared, countOnly: true })
  const dialect = DIALECTS.find(name => DEMO_PATHS[name] === path)
  if (dialect && request.method === 'POST') return answer({ dialect, body, response, ...shared })
  return notFound(path, response)
}

/** Where input tokens are only counted. */
const COUNTS: Readonly<Record<string, Dialect>> = {
  '/v1/messages/count_tokens': 'messages',
  '/v1/responses/input_tokens': 'responses',
}

/** With `/v1` before it, whether the caller wrote it or not. */
function pathOf({ url = '/' }: IncomingMessage): string {
  const { pathname } = new URL(url, 'http://demo')
  return pathname.startsWith('/v1/') ? pathname : `/v1${pathname}`
}

function list(path: string, response: ServerResponse): void {
  const model = DEMO_MODELS.find(({ id }) => path === `/v1/models/${id}`)
  if (path === '/v1/models') sendJson(response, 200, modelList())
  else if (model) sendJson(response, 200, modelRow(model))
  else notFound(path, response)
}

function notFound(path: string, response: ServerResponse): void {
  const paths = [...Object.values(DEMO_PATHS), '/v1/models'].join(', ')
  sendJson(response, 404, {
    error: { message: `The demo has no ${path}. It has ${paths}.`, code: 'not_found' },
  })
}
