import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { streams, wholes } from './traffic.ts'
import { serveWorker } from './worker.ts'

/** Answers each dialect's path at once: a canned stream where the body asks for one, else a canned reply. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const path = request.url ?? ''
    const dialect = path.endsWith('/messages')
      ? 'messages'
      : path.endsWith('/responses')
        ? 'responses'
        : 'chat'
    // Listed, as the models of most requests are.
    if (request.method === 'GET')
      return void response.end('{"object":"list","data":[{"id":"model","object":"model"}]}')
    const streaming = Buffer.concat(chunks).includes('"stream":true')
    response.setHeader('content-type', streaming ? 'text/event-stream' : 'application/json')
    if (!streaming) return void response.end(wholes[dialect])
    const events = [...streams[dialect]]
    const next = () => {
      const event = events.shift()
      if (event === undefined) return void response.end()
      response.write(event)
      setImmediate(next)
    }
    next()
  })
})
server.listen(0, '127.0.0.1', () => serveWorker(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
