import { once } from 'node:events'
import { expect, test } from 'vitest'
import { sendFailure } from '../../src-main/upstream/send-failure.ts'
import { listen } from './listen.ts'
import { bytes, openSender, request, serve } from './sending.ts'

test('says that nothing listens at an address', async () => {
  const sender = openSender()
  const server = await listen((_, response) => response.end())
  await server.stop()
  const sent = await sender.send(request(server.url, { headers: { authorization: 'Bearer top-secret' } }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 502, code: 'provider_unreachable' } })
  expect(JSON.stringify(sent)).toContain(`127.0.0.1:${server.port}`)
  expect(JSON.stringify(sent)).not.toContain('top-secret')
})

test('gives up on a provider that never answers', async () => {
  const sender = openSender()
  const server = await serve(() => {})
  const sent = await sender.send(request(server.url, { idleTimeout: 50 }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 504, code: 'provider_timeout' } })
})

test('ends a body that falls silent with an error that becomes a time-out', async () => {
  const sender = openSender()
  const server = await serve((_, response) => {
    response.write('data: 1\n\n')
  })
  const sent = await sender.send(request(server.url, { idleTimeout: 50 }))
  if (!sent.ok) throw new Error(sent.failure.message)
  const error = await bytes(sent.reply.body).catch((reason: unknown) => reason)
  expect(sendFailure(error, 'lab')).toMatchObject({ status: 504, code: 'provider_timeout' })
})

test('tells a connection that is cut in the middle from an end', async () => {
  const sender = openSender()
  const server = await serve((incoming, response) => {
    response.write('data: 1\n\n', () => incoming.socket.destroy())
  })
  const sent = await sender.send(request(server.url))
  if (!sent.ok) throw new Error(sent.failure.message)
  const error = await bytes(sent.reply.body).catch((reason: unknown) => reason)
  expect(sendFailure(error, 'lab')).toMatchObject({ status: 502, code: 'provider_unreachable' })
})

test('a body that breaks before anybody reads it tells its reader, and nobody else', async () => {
  const sender = openSender()
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
  const sender = openSender()
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
  const sender = openSender()
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
  const sender = openSender()
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
  const sender = openSender()
  const server = await serve((_, response) => response.end())
  const sent = await sender.send(request(server.url, { signal: AbortSignal.abort() }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 499 } })
  expect(server.requests).toHaveLength(0)
})

test.each([
  ['http://169.254.169.254/latest/meta-data'],
  ['http://2852039166/'],
  ['http://[fd00:ec2::254]/'],
  ['http://[::ffff:169.254.169.254]/'],
])('never calls the metadata address %s', async url => {
  const sender = openSender()
  const sent = await sender.send(request(url, { method: 'GET' }))
  expect(sent).toMatchObject({ ok: false, failure: { status: 502, code: 'provider_unreachable' } })
  expect(JSON.stringify(sent)).toContain('metadata')
})

test('a header that cannot be sent is a failure that does not repeat it', async () => {
  const sender = openSender()
  const sent = await sender.send(
    request('http://127.0.0.1:9/', { headers: { authorization: 'Bearer se\ncret' } }),
  )
  expect(sent).toMatchObject({ ok: false, failure: { code: 'provider_unreachable', origin: 'patchbay' } })
  expect(JSON.stringify(sent)).not.toContain('cret"')
})
