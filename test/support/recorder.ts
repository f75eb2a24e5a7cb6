import { createServer, type IncomingMessage, request as send } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { type Duplex, pipeline } from 'node:stream'
import { messageReader } from './websocket-messages.ts'

/** What went by: a request as `METHOD path status`, a message that a client sent on a websocket as `WS path`. */
export interface Recorded {
  readonly line: string
  /** As much of it as had come when the answer began. */
  readonly body: string
}

export interface Recorder {
  /** Without `/v1`. */
  readonly url: string
  readonly seen: Recorded[]
  stop(): void
}

/** Stands before a server, notes every request and every message on an upgraded connection, and changes nothing but `host`. */
export async function startRecorder(target: string): Promise<Recorder> {
  const seen: Recorded[] = []
  const { hostname, port, host } = new URL(target)
  const sockets = new Set<Duplex>()
  const server = createServer((request, response) => {
    const { method, url: path, headers } = request
    const body: Buffer[] = []
    request.on('data', (chunk: Buffer) => body.push(chunk))
    const up = send({ hostname, port, method, path, headers: { ...headers, host } }, reply => {
      seen.push({ line: `${method} ${path} ${reply.statusCode}`, body: Buffer.concat(body).toString() })
      response.writeHead(reply.statusCode ?? 502, reply.headers)
      pipeline(reply, response, () => undefined)
    })
    pipeline(request, up, error => error && response.destroy(error))
  })
  server.on('upgrade', (request: IncomingMessage, near: Duplex, head: Buffer) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) sockets.add(socket.once('close', () => sockets.delete(socket)))
    far.write(headOf(request, host))
    far.write(head)
    far.once('data', (answer: Buffer) => {
      const status = /^HTTP\/1\.1 (\d+)/.exec(answer.toString('latin1'))?.[1]
      seen.push({ line: `GET ${request.url} ${status}`, body: '' })
    })
    const read = messageReader(body => seen.push({ line: `WS ${request.url}`, body }))
    read(head)
    near.on('data', read)
    pipeline(near, far, near, () => undefined)
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    stop() {
      server.close().closeAllConnections()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** The request line and the headers as they came, for another host. */
function headOf({ method, url, rawHeaders }: IncomingMessage, host: string): string {
  const lines = rawHeaders.flatMap((name, place) => {
    if (place % 2 === 1) return []
    return `${name}: ${name.toLowerCase() === 'host' ? host : rawHeaders[place + 1]}`
  })
  return [`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}
