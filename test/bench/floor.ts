import { Agent, createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { serveWorker } from './worker.ts'

/** The least a proxy on Node can cost: `http` in, `http` out, bytes piped both ways. */
const upstream = new URL(process.argv[2] ?? '')
const agent = new Agent({ keepAlive: true })
const ignore = () => undefined
const server = createServer((request, response) => {
  const { method, headers, url } = request
  const up = send(
    { agent, host: upstream.hostname, port: upstream.port, method, path: url, headers },
    reply => {
      response.writeHead(reply.statusCode ?? 502, reply.headers)
      pipeline(reply, response, ignore)
    },
  )
  pipeline(request, up, ignore)
})
server.listen(0, '127.0.0.1', () => serveWorker(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
