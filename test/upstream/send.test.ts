import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSender, type Sender, type UpstreamRequest } from '../../src-main/upstream/send.ts'
import { sendFailure } from '../../src-main/upstream/send-failure.ts'
import { type Listening, listen } from './listen.ts'

let sender: Sender
const servers: Listening[] = []

beforeEach(() => {
  sender = createSender({ environment: {} })
})
afterEach(async () => {
  await sender.close()
  for (const server of servers.splice(0)) await server.stop()
})

async function serve(answer: Parameters<typeof listen>[0]): Promise<Listening> {
  const server = await listen(answer)
  servers.push(server)
  return server
}

const request = (url: string, given: Partial<UpstreamRequest> = {}): UpstreamRequest => ({
  url,
  method: 'POST',
  headers: {},
  signal: new AbortController().signal,
  ...given,
})

async function bytes(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('sends method, headers, query and the body byte for byte', async () => {
  const server = await serve((_, response) => response.end('{}'))
  const body = Buffer.from('{"model":"ä\\u0000"}')
  const sent = await sender.send(
    request(`${server.url}/v1/messages?beta=true`, { headers: { 'x-api-key': 'k' }, body }),
  )
  if (!sent.ok) throw new Error(sent.failure.message)
  await bytes(sent.reply.body)
  const [seen] = server.requests
  expect(seen).toMatchObject({ method: 'POST', url: '/v1/messages?beta=true', body: body.toString() })
  expect(seen?.headers).toMatchObject({ 'x-api-key': 'k', 'content-length': String(body.length) })
})

test.each([
  ['all of them small', [10, 20, 30]],
  ['a large one behind a small one', [10, 200_000]],
  ['a large one between small ones', [10, 10, 200_000, 10]],
  ['large ones beside each other', [70_000, 200_000, 1]],
  ['none', []],
])('sends a body in pieces as one, with its length: %s', async (_, lengths) => {
  const server = await serve((_request, response) => response.end('{}'))
  const body = lengths.map((length, index) => Buffer.alloc(length, `${index}`))
  const sent = await sender.send(request(server.url, { body }))
  if (!sent.ok) throw new Error(sent.failure.message)
  await bytes(sent.reply.body)
  const whole = Buffer.concat(body)
  expect(server.requests[0]?.headers).toMatchObject({ 'content-length': String(whole.length) })
  expect(server.requests[0]?.body === whole.toString()).toBe(true)
})

test('gives compressed bytes as they came', async () => {
  const packed = gzipSync('{"a":1}')
  const server = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)
  })
  const sent = await sender.send(request(server.url, { headers: { 'accept-encoding': 'gzip' } }))
  if (!sent.ok) throw new Error(sent.failure.message)
  expect(sent.reply.headers['content-encoding']).toBe('gzip')
  expect((await bytes(sent.reply.body)).equals(packed)).toBe(true)
})

test('keeps connections for the next requests', async () => {
  let connections = 0
  const server = await serve((_, response) => response.end('ok'))
  server.server.on('connection', () => connections++)
  for (let round = 0; round < 10; round++) {
    const sent = await sender.send(request(server.url))
    if (!sent.ok) throw new Error(sent.failure.message)
    await bytes(sent.reply.body)
  }
  // The second is there because a body may end a moment before its connection is free again.
  expect(connections).toBeLessThanOrEqual(2)
})

test('does not follow a redirect', async () => {
  const server = await serve((_, response) =>
    response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end(),
  )
  const sent = await sender.send(request(server.url, { headers: { authorization: 'Bearer secret' } }))
  if (!sent.ok) throw new Error(sent.failure.message)
  expect(sent.reply.status).toBe(307)
  expect(server.requests).toHaveLength(1)
})

test('says that nothing listens at an address', async () => {
  const server = await listen((_, response) => response.end())
  await server.stop()
  const sent = await sender.send(request(server.url, { headers: { authorization: 'Bearer top-secret' } }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 502, code: 'provider_unreachable' } })
  expect(JSON.stringify(sent)).toContain(`127.0.0.1:${server.port}`)
  expect(JSON.stringify(sent)).not.toContain('top-secret')
})

test('gives up on a provider that never answers', async () => {
  const server = await serve(() => {})
  const sent = await sender.send(request(server.url, { idleTimeout: 50 }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 504, code: 'provider_timeout' } })
})

test('ends a body that falls silent with an error that becomes a time-out', async () => {
  const server = await serve((_, response) => {
    response.write('data: 1\n\n')
  })
  const sent = await sender.send(request(server.url, { idleTimeout: 50 }))
  if (!sent.ok) throw new Error(sent.failure.message)
  const error = await bytes(sent.reply.body).catch((reason: unknown) => reason)
  expect(sendFailure(error, 'lab')).toMatchObject({ status: 504, code: 'provider_timeout' })
})

test('tells a connection that is cut in the middle from an end', async () => {
  const server = await serve((incoming, response) => {
    response.write('data: 1\n\n', () => incoming.socket.destroy())
  })
  const sent = await sender.send(request(server.url))
  if (!sent.ok) throw new Error(sent.failure.message)
  const error = await bytes(sent.reply.body).catch((reason: unknown) => reason)
  expect(sendFailure(error, 'lab')).toMatchObject({ status: 502, code: 'provider_unreachable' })
})

test('a body that breaks before anybody reads it tells its reader, and nobody else', async () => {
  const server = await serve((incoming, response) => {
    response.write('data: 1\n\n', () => incoming.socket.destroy())
  })
  const sent = await sender.send(request(server.url))
  if (!sent.ok) throw new Error(sent.failure.message)
  const { body } = sent.reply
  await new Promise<void>(resolve => body.once('close', resolve))
  const error = await bytes(sent.reply.body).catch((reason: unknown) => reason)
  expect(sendFailure(error, 'lab')).toMatchObject({ status: 502, code: 'provider_unreachable' })
})

test('a body that nobody wants ends the connection to its provider', async () => {
  let closed: Promise<unknown> | undefined
  const server = await serve((_, response) => {
    closed = once(response, 'close')
    response.write('data: 1\n\n')
  })
  const sent = await sender.send(request(server.url))
  if (!sent.ok) throw new Error(sent.failure.message)
  sent.reply.body.destroy()
  await closed
})

test('an abort before the answer is 499, and the provider sees its connection close', async () => {
  const abort = new AbortController()
  let closed: Promise<unknown> | undefined
  const server = await serve(incoming => {
    closed = once(incoming.socket, 'close')
    abort.abort()
  })
  const sent = await sender.send(request(server.url, { signal: abort.signal }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 499, code: 'aborted' } })
  await closed
})

test('an abort in the middle of a stream reaches the provider', async () => {
  const abort = new AbortController()
  let closed: Promise<unknown> | undefined
  const server = await serve((_, response) => {
    closed = once(response, 'close')
    response.write('data: 1\n\n')
  })
  const sent = await sender.send(request(server.url, { signal: abort.signal }))
  if (!sent.ok) throw new Error(sent.failure.message)
  const read = bytes(sent.reply.body).catch((reason: unknown) => reason)
  abort.abort()
  expect(sendFailure(await read, 'lab')).toMatchObject({ status: 499, code: 'aborted' })
  await closed
})

test('does not ask a provider when the caller has gone already', async () => {
  const server = await serve((_, response) => response.end())
  const sent = await sender.send(request(server.url, { signal: AbortSignal.abort() }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 499 } })
  expect(server.requests).toHaveLength(0)
})

test('a slow reader holds the provider back', async () => {
  const size = 64 << 20
  let answer: ServerResponse | undefined
  const server = await serve((incoming, response) => {
    if (incoming.url === '/ping') return response.end()
    answer = response
    response.end(Buffer.alloc(size))
  })
  const sent = await sender.send(request(server.url))
  if (!sent.ok || !answer) throw new Error('no answer')
  for (let round = 0; round < 50; round++) {
    const ping = await sender.send(request(`${server.url}/ping`))
    if (ping.ok) await bytes(ping.reply.body)
  }
  expect(answer.writableFinished).toBe(false)
  expect((await bytes(sent.reply.body)).length).toBe(size)
})

test.each([
  ['http://169.254.169.254/latest/meta-data'],
  ['http://2852039166/'],
  ['http://[fd00:ec2::254]/'],
  ['http://[::ffff:169.254.169.254]/'],
])('never calls the metadata address %s', async url => {
  const sent = await sender.send(request(url, { method: 'GET' }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 502, code: 'provider_unreachable' } })
  expect(JSON.stringify(sent)).toContain('metadata')
})

test('goes through the proxy of the environment, but never with this machine', async () => {
  const seen: string[] = []
  const proxy = createServer(socket => {
    socket.once('data', data => {
      seen.push(data.toString().split('\r\n', 1)[0] ?? '')
      socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
    })
    socket.on('error', () => {})
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const server = await serve((_, response) => response.end('direct'))
  const behind = createSender({ environment: { HTTP_PROXY: `http://127.0.0.1:${address.port}` } })
  const local = await behind.send(request(server.url))
  if (!local.ok) throw new Error(local.failure.message)
  expect((await bytes(local.reply.body)).toString()).toBe('direct')
  await behind.send(request('http://provider.invalid/v1/models', { method: 'GET' }))
  expect(seen).toHaveLength(1)
  expect(seen[0]).toContain('provider.invalid')
  await behind.close()
  await new Promise(resolve => proxy.close(resolve))
})

test('a header that cannot be sent is a failure that does not repeat it', async () => {
  const sent = await sender.send(
    request('http://127.0.0.1:9/', { headers: { authorization: 'Bearer se\ncret' } }),
  )
  expect(sent).toMatchObject({ ok: false, failure: { code: 'provider_unreachable', origin: 'patchbay' } })
  expect(JSON.stringify(sent)).not.toContain('cret"')
})
