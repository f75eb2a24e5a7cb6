import { once } from 'node:events'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { asObject } from '../../src-main/core/json.ts'
import { silence } from '../support/scripted.ts'
import { connected } from './connected.ts'
import { LOCAL_KEY } from './open-proxy.ts'

const create = (fields: string) => `{"type":"response.create",${fields}}`
const MODEL = '"model":"talk/m","input":"hi"'

describe('the log of a websocket', () => {
  it('has a row for the connection itself, under the id that its handshake told', async () => {
    const { proxy } = await connected()
    expect(proxy.exchanges).toMatchObject([
      {
        id: expect.stringMatching(/^req_/),
        method: 'GET',
        path: '/v1/responses',
        keyName: 'all',
        clientDialect: 'responses',
        outcome: 'completed',
        status: 101,
      },
    ])
  })

  it.each([
    ['no JSON', '{"type":', 400, 'invalid_json'],
    ['bytes', new TextEncoder().encode(create(MODEL)), 400, 'invalid_json'],
    ['another type', '{"type":"session.update"}', 400, 'unknown_event_type'],
    ['a strange lane', create(`"stream_id":"a b",${MODEL}`), 400, 'invalid_stream_id'],
    ['a reply made later', create(`"background":true,${MODEL}`), 400, 'invalid_value'],
    ['no model', '{"type":"response.create"}', 400, 'model_required'],
    ['too much', create(`${' '.repeat(64 * 1024 * 1024)}${MODEL}`), 413, 'body_too_large'],
  ])('has a row for a message that is refused for %s', async (_, message, status, code) => {
    const { client, proxy } = await connected()
    const ended = proxy.exchange()
    client.send(message)
    const { error } = await client.next()
    expect(await ended).toMatchObject({
      id: asObject(asObject(error).headers)['x-request-id'],
      method: 'WS',
      path: '/v1/responses',
      keyName: 'all',
      clientDialect: 'responses',
      outcome: 'failed',
      status,
      errorCode: code,
    })
  })

  it('has one for a reply that was to be steered', async () => {
    const { client, proxy } = await connected()
    const ended = proxy.exchange()
    client.send({ type: 'response.steer', input: 'left!' })
    await client.next()
    expect(await ended).toMatchObject({ status: 400, errorCode: 'steering_not_supported' })
  })

  it('has one for a message whose key was revoked', async () => {
    let isRevoked = false
    const checkKey = (token: string) => (token === LOCAL_KEY && !isRevoked ? { name: 'all' } : undefined)
    const { client, proxy } = await connected({ checkKey })
    isRevoked = true
    const ended = proxy.exchange()
    await client.create({ model: 'talk/m', input: 'hi' })
    expect(await ended).toMatchObject({ status: 401, errorCode: 'invalid_local_key', keyName: undefined })
  })

  it('has one for a message that finds no room on its connection', async () => {
    const { client, proxy, up } = await connected()
    up.script = () => silence
    const ended = proxy.exchange()
    for (let count = 0; count < 66; count++) client.send(create(MODEL))
    expect(await client.next()).toMatchObject({ status: 429 })
    expect(await ended).toMatchObject({ status: 429, errorCode: 'websocket_queue_full' })
  })

  it.each([
    [
      'longer than is read at all',
      [0x81, 0xff, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0],
      1009,
      413,
      'body_too_large',
    ],
    ['against the protocol', [0x83, 0x80, 0, 0, 0, 0], 1002, 400, 'invalid_message'],
  ])(
    'has one for a message that is %s, which ends the connection',
    async (_, frame, closing, status, code) => {
      const { client, proxy } = await connected()
      const wire: unknown = Reflect.get(client.socket, '_socket')
      if (!(wire instanceof Socket)) throw new Error('the library keeps its socket elsewhere')
      const closed = once(client.socket, 'close')
      const ended = proxy.exchange()
      wire.write(Buffer.from(frame))
      expect((await closed)[0]).toBe(closing)
      expect(await ended).toMatchObject({ method: 'WS', outcome: 'failed', status, errorCode: code })
    },
  )

  it('has what was refused in its recording, without the keys that it brings', async () => {
    const { client, proxy } = await connected()
    const messages = ['not json', '{"type":"x","provider_data":{"lab":{"api_key":"brought"}},"a":1}']
    for (const message of messages) {
      client.send(message)
      await client.next()
    }
    const texts = proxy.exchanges.slice(1).map(({ id, bytesIn }) => {
      const { chunks = [] } = proxy.recordings.get(id)?.['client-request'] ?? {}
      return [Buffer.concat(chunks.map(({ bytes }) => bytes)).toString(), bytesIn]
    })
    expect(texts).toEqual([
      ['not json', 8],
      ['{"type":"x","a":1}', messages[1]?.length],
    ])
  })
})

describe('a message that waits for its lane', () => {
  const waiting = async () => {
    const opened = await connected()
    const { client, proxy, up } = opened
    const arrived = new Promise<void>(resolve => {
      up.script = () => {
        resolve()
        return silence
      }
    })
    client.send(create(MODEL))
    await arrived
    const [first] = proxy.running.keys()
    client.send(create(MODEL))
    // Answered at once: whatever was sent before it has come.
    client.send('{}')
    await client.next()
    const handle = [...proxy.running.values()].at(-1)
    expect([proxy.running.size, handle?.read().id === first]).toEqual([2, false])
    return { ...opened, handle }
  }

  it('is in the log already, and is aborted when its client leaves', async () => {
    const { client, proxy } = await waiting()
    const ended = [proxy.exchange(), proxy.exchange()]
    client.socket.terminate()
    const outcomes = (await Promise.all(ended)).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['aborted', 'aborted'])
  })

  it('can be cancelled there, and never reaches its provider', async () => {
    const { client, proxy, up, handle } = await waiting()
    const ended = proxy.exchange()
    handle?.cancel()
    expect(await client.next()).toMatchObject({ type: 'error', status: 503, error: { code: 'cancelled' } })
    expect(await ended).toMatchObject({ outcome: 'aborted', errorCode: 'cancelled' })
    const [running] = proxy.running.values()
    running?.cancel()
    await client.next()
    up.script = undefined
    await client.create({ model: 'talk/m', input: 'the next' })
    expect(up.generations.map(({ raw }) => raw.includes('the next'))).toEqual([false, true])
  })
})
