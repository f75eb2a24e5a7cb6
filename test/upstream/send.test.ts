import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bytes, openSender, request, serve } from './sending.ts'

test('sends method, headers, query and the body byte for byte', async () => {
  const sender = openSender()
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
  const sender = openSender()
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
  const sender = openSender()
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
  const sender = openSender()
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
  const sender = openSender()
  const server = await serve((_, response) =>
    response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end(),
  )
  const sent = await sender.send(request(server.url, { headers: { authorization: 'Bearer secret' } }))
  if (!sent.ok) throw new Error(sent.failure.message)
  expect(sent.reply.status).toBe(307)
  expect(server.requests).toHaveLength(1)
})

test('a slow reader holds the provider back', async () => {
  const sender = openSender()
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
  const behind = openSender({ HTTP_PROXY: `http://127.0.0.1:${address.port}` })
  const local = await behind.send(request(server.url))
  if (!local.ok) throw new Error(local.failure.message)
  expect((await bytes(local.reply.body)).toString()).toBe('direct')
  await behind.send(request('http://provider.invalid/v1/models', { method: 'GET' }))
  expect(seen).toHaveLength(1)
  expect(seen[0]).toContain('provider.invalid')
  await new Promise(resolve => proxy.close(resolve))
})
