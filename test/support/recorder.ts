import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'

/** Stands between a client and the proxy, notes every request as `METHOD path status`, and changes nothing. */
export async function startRecorder(target: string): Promise<{ url: string; seen: string[]; stop(): void }> {
  const seen: string[] = []
  const { hostname, port, host } = new URL(target)
  const server = createServer((request, response) => {
    const { method, url: path, headers } = request
    const up = send({ hostname, port, method, path, headers: { ...headers, host } }, reply => {
      seen.push(`${method} ${path} ${reply.statusCode}`)
      response.writeHead(reply.statusCode ?? 502, reply.headers)
      pipeline(reply, response, () => undefined)
    })
    pipeline(request, up, error => error && response.destroy(error))
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${address.port}`, seen, stop: () => server.close().closeAllConnections() }
}
