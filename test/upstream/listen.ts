import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'

/** A server on a free port of this machine that remembers what it was asked. */
export interface Listening {
  readonly url: string
  readonly port: number
  readonly server: Server
  readonly requests: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[]
  stop(): Promise<void>
}

export async function listen(answer: RequestListener): Promise<Listening> {
  const requests: Listening['requests'] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      return
    }
    const { method, url, headers } = request
    requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
    answer(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    server,
    requests,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
