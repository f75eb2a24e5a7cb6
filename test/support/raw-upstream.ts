import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stopLater } from './lifetime.ts'

/** One request that arrived, its body read. */
interface RawRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer
}

/** A provider that does exactly what a test says, byte by byte. */
export interface RawUpstream {
  readonly baseUrl: string
  readonly seen: readonly RawRequest[]
  handle: (request: RawRequest) => unknown
}

/** Starts one on a free port; it is stopped with the test. */
export async function rawUpstream(handle: RawUpstream['handle'] = () => undefined): Promise<RawUpstream> {
  const seen: RawRequest[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    request.on('error', () => {})
    response.on('error', () => {})
    for await (const piece of request) pieces.push(piece)
    const raw = { request, response, body: Buffer.concat(pieces) }
    seen.push(raw)
    await upstream.handle(raw)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stopLater(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  const upstream: RawUpstream = { baseUrl: `http://127.0.0.1:${port}/v1`, seen, handle }
  return upstream
}

/** Answers every request with this, whole. */
export const reply =
  (body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): RawUpstream['handle'] =>
  ({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(body)
  }

/** Answers with these pieces of a stream, each its own packet as far as the network lets it, and ends or cuts it. */
export const stream =
  (pieces: readonly (string | Uint8Array)[], ending: 'end' | 'cut' | 'open' = 'end'): RawUpstream['handle'] =>
  async ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const piece of pieces) {
      if (response.destroyed) return
      await new Promise<void>(resolve => response.write(piece, () => resolve()))
    }
    if (ending === 'end') response.end()
    if (ending === 'cut') response.destroy()
  }
