import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { asObject, type JsonObject, parseJson } from '../../src-main/core/json.ts'
import { replyTo } from './replies/index.ts'
import { body, json, type Script, type ScriptedReply, type SeenRequest } from './scripted.ts'

/** One row of a model list: an id, or the row as the provider prints it. */
export type ListRow = string | JsonObject

/** A provider on a real socket. What it does may be changed at any time by assignment. */
export interface Upstream {
  /** Ends in `/v1`, as settings want it. */
  readonly baseUrl: string
  /** Everything that arrived, list calls included, in order. */
  readonly requests: readonly SeenRequest[]
  /** Requests that are no list calls. */
  readonly generations: readonly SeenRequest[]
  /** The rows of `/models`; null answers 404. */
  models: readonly ListRow[] | null
  /** Undefined, or an undefined result: a minimal valid reply of the path's dialect. */
  script: Script | undefined
  forget(): void
  stop(): Promise<void>
}

/** Starts a provider that lists `models` and replies by `script`. */
export async function startUpstream(
  options: { models?: readonly ListRow[] | null; script?: Script } = {},
): Promise<Upstream> {
  let requests: SeenRequest[] = []
  const server = createServer(async (request, response) => {
    const seen = await see(request, response)
    requests.push(seen)
    const reply = isListCall(seen) ? list(upstream.models) : await upstream.script?.(seen)
    await play(reply ?? replyTo(seen), response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const upstream: Upstream = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    get requests() {
      return requests
    },
    get generations() {
      return requests.filter(request => !isListCall(request))
    },
    models: options.models === undefined ? [] : options.models,
    script: options.script,
    forget() {
      requests = []
    },
    async stop() {
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
    },
  }
  return upstream
}

/** A base URL behind which nobody listens. */
export async function deadBaseUrl(): Promise<string> {
  const upstream = await startUpstream()
  await upstream.stop()
  return upstream.baseUrl
}

const isListCall = (request: SeenRequest) => request.method === 'GET' && request.path.endsWith('/models')

const list = (models: Upstream['models']): ScriptedReply =>
  models === null
    ? body(['not here'], 'text/plain', { status: 404 })
    : json({
        object: 'list',
        data: models.map(row => (typeof row === 'string' ? { id: row, object: 'model' } : row)),
      })

async function see(request: IncomingMessage, response: ServerResponse): Promise<SeenRequest> {
  const closed = new Promise<'finished' | 'aborted'>(resolve => {
    response.on('close', () => resolve(response.writableFinished ? 'finished' : 'aborted'))
  })
  const pieces: Buffer[] = []
  // An abort while the body arrives is what some tests are about: what came until then is kept.
  request.on('error', () => {})
  request.on('data', (piece: Buffer) => pieces.push(piece))
  await new Promise<void>(resolve => {
    request.on('end', () => resolve())
    request.on('close', () => resolve())
  })
  const raw = Buffer.concat(pieces)
  const { pathname, search } = new URL(request.url ?? '/', 'http://upstream')
  return {
    method: request.method ?? '',
    path: pathname,
    query: search,
    headers: request.headers,
    raw,
    body: asObject(parseJson(raw.toString())),
    closed,
  }
}

async function play(reply: ScriptedReply, response: ServerResponse): Promise<void> {
  if (reply.kind === 'silent') return
  if (reply.kind === 'hang-up') {
    response.destroy()
    return
  }
  response.writeHead(reply.status, reply.headers)
  response.flushHeaders()
  for (const chunk of reply.chunks) {
    if (response.destroyed) return
    if (chunk instanceof Promise) await chunk
    else response.write(chunk)
    // A turn of the event loop between two writes keeps them apart on the wire.
    await setImmediate()
  }
  if (reply.ending === 'end') response.end()
  if (reply.ending === 'cut') response.destroy()
}
