import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { asObject, parseJson } from '../../src-main/core/json.ts'
import { connected, typesOf } from './connected.ts'
import { openKeeping } from './keeping.ts'
import { LOCAL_KEY } from './open-proxy.ts'

const HANDSHAKE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
}

/** What HTTP says to somebody who asks for a websocket and may not have one. */
async function knock(url: string, path: string, headers: Record<string, string>) {
  const sent = request(`${url}${path}`, { headers: { ...HANDSHAKE, ...headers } })
  sent.end()
  const [response] = await once(sent, 'response')
  const pieces: Buffer[] = []
  for await (const piece of response) pieces.push(piece)
  return {
    status: response.statusCode,
    headers: response.headers,
    error: asObject(asObject(parseJson(Buffer.concat(pieces).toString())).error),
  }
}

describe('the door of the websocket', () => {
  it.each([
    ['no key', '/v1/responses', {}, 401, 'invalid_local_key'],
    ['a wrong key', '/v1/responses', { authorization: 'Bearer wrong' }, 401, 'invalid_local_key'],
    ['a rebound name', '/v1/responses', { host: 'evil.example' }, 403, 'forbidden_origin'],
    ['a web page', '/v1/responses', { origin: 'https://evil.example' }, 403, 'forbidden_origin'],
    ['another path', '/v1/somewhere', { authorization: `Bearer ${LOCAL_KEY}` }, 404, 'unknown_path'],
    ['a path of POST', '/v1/messages', { authorization: `Bearer ${LOCAL_KEY}` }, 405, 'method_not_allowed'],
  ])('answers %s by HTTP', async (_, path, headers, status, code) => {
    const { proxy } = await openKeeping()
    const ended = proxy.exchange()
    const answer = await knock(proxy.url, path, headers)
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([status, code])
    expect(answer.headers['x-request-id']).toMatch(/^req_/)
    expect(await ended).toMatchObject({ id: answer.headers['x-request-id'], method: 'GET', status })
  })

  it('answers by HTTP who asks for no path at all', async () => {
    const { proxy } = await openKeeping()
    const answer = await knock(proxy.url, '//', { authorization: `Bearer ${LOCAL_KEY}` })
    expect(answer.status).toBe(200)
  })

  it.each(['/v1/responses', '/responses', '//responses', '//v1/v1/responses'])(
    'opens at %s, with an id',
    async path => {
      const { proxy } = await openKeeping()
      const sent = request(`${proxy.url}${path}`, {
        headers: { ...HANDSHAKE, authorization: `Bearer ${LOCAL_KEY}` },
      })
      sent.end()
      const [response, socket] = await once(sent, 'upgrade')
      socket.destroy()
      expect([response.statusCode, response.headers['x-request-id']]).toEqual([
        101,
        expect.stringMatching(/^req_/),
      ])
    },
  )

  it('lets those who offer another upgrade go on by HTTP', async () => {
    const { proxy } = await openKeeping()
    const sent = request(`${proxy.url}/v1/responses`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${LOCAL_KEY}`,
        'content-type': 'application/json',
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': '',
      },
    })
    sent.end(JSON.stringify({ model: 'talk/m', input: 'hi' }))
    const [response] = await once(sent, 'response')
    response.resume()
    expect(response.statusCode).toBe(200)
  })

  it('looks at the key again with every message', async () => {
    let isRevoked = false
    const checkKey = (token: string) => (token === LOCAL_KEY && !isRevoked ? { name: 'all' } : undefined)
    const { client } = await connected({ checkKey })
    expect(typesOf(await client.create({ model: 'talk/m', input: 'hi' })).at(-1)).toBe('response.completed')
    isRevoked = true
    expect(await client.create({ model: 'talk/m', input: 'hi' })).toMatchObject([
      { type: 'error', status: 401, error: { code: 'invalid_local_key' } },
    ])
  })

  it('ends with the proxy', async () => {
    const { client, proxy } = await connected()
    const closed = once(client.socket, 'close')
    await proxy.stop()
    await closed
    expect(client.socket.readyState).toBe(client.socket.CLOSED)
  })
})
