import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { asObject } from '../../src-main/core/json.ts'
import { PRINTERS, say } from '../support/replies/index.ts'
import { HELLO } from '../support/replies/saying.ts'
import { upstream } from '../support/run-app.ts'
import { events, gate, json, silence } from '../support/scripted.ts'
import { openSocket } from '../support/websocket.ts'
import { connected, replyOf, textOf, typesOf } from './connected.ts'
import { lab, openProxy } from './open-proxy.ts'

describe('a message on the websocket', () => {
  it('reaches a provider of Responses as its body, and the events come back as they are', async () => {
    const up = await upstream()
    const proxy = await openProxy(lab(up, ['responses'], { echoModel: 'upstream' }))
    const client = await openSocket(proxy, {
      headers: { 'openai-beta': 'responses_websockets=2026-02-06, other=1' },
    })
    client.send(
      '{"type":"response.create", "model":"mine","stream_id":"a.b-c","input":"hi" , "future":{"n":1.0},"generate":true}',
    )
    const texts: string[] = []
    do texts.push(await client.nextText())
    while (!texts.at(-1)?.includes('"response.completed"'))
    const [seen] = up.generations
    expect(seen?.raw.toString()).toBe('{"stream":true,"model":"org/real","input":"hi" , "future":{"n":1.0}}')
    expect(seen?.headers['openai-beta']).toBe('other=1')
    expect(seen?.headers.upgrade).toBeUndefined()
    const printed = PRINTERS.responses
      .stream({ ...HELLO, model: 'org/real' })
      .flatMap(text => /^data: (\{.*)$/m.exec(text)?.[1] ?? [])
    const lane = ',"stream_id":"a.b-c"'
    expect(texts.slice(1)).toEqual(printed.slice(1).map(data => `${data.slice(0, -1)}${lane}}`))
    expect(texts[0]?.startsWith(`${printed[0]?.slice(0, -1)}${lane},"headers":{`)).toBe(true)
  })

  it.each(['talk/m', 'mess/m', 'native/m'])(
    'is answered by %s in whole events, and is a row of the log with what HTTP says in headers',
    async model => {
      const { client, proxy } = await connected()
      const ended = proxy.exchange()
      const messages = await client.create({ model, input: 'hi' })
      expect(textOf(messages)).toBe('Good morning')
      expect(messages[0]).toMatchObject({ type: 'response.created', headers: { 'x-patchbay-model': model } })
      expect(messages.filter(({ headers }) => headers !== undefined)).toHaveLength(1)
      expect(replyOf(messages)).toMatchObject({ status: 'completed', model })
      expect(await ended).toMatchObject({
        id: asObject(messages[0]?.headers)['x-request-id'],
        method: 'WS',
        path: '/v1/responses',
        outcome: 'completed',
        stream: true,
      })
    },
  )

  it.each([
    ['no JSON', '{"type":', 400, 'invalid_json'],
    ['a list', '[]', 400, 'invalid_json'],
    ['bytes', new TextEncoder().encode('{"type":"response.create"}'), 400, 'invalid_json'],
    ['another type', '{"type":"session.update"}', 400, 'unknown_event_type'],
    ['nothing but its type', '{"type":"response.create"}', 400, 'model_required'],
    ['an empty lane', '{"type":"response.create","stream_id":"","model":"talk/m"}', 400, 'invalid_stream_id'],
    [
      'a strange lane',
      '{"type":"response.create","stream_id":"a b","model":"talk/m"}',
      400,
      'invalid_stream_id',
    ],
    ['a reply made later', '{"type":"response.create","background":true}', 400, 'invalid_value'],
    ['an unknown model', '{"type":"response.create","model":"who"}', 404, 'model_not_found'],
    ['too much', `{"type":"response.create"${' '.repeat(64 * 1024 * 1024)}}`, 413, 'body_too_large'],
  ])('that holds %s is answered with an error, and ends nothing', async (_, message, status, code) => {
    const { client } = await connected()
    client.send(message)
    const error = await client.next()
    expect(error).toMatchObject({ type: 'error', status, error: { code, message: expect.any(String) } })
    expect(Object.keys(asObject(error.error))).toEqual(expect.arrayContaining(['type', 'param']))
    expect(textOf(await client.create({ model: 'talk/m', input: 'hi' }))).toBe('Good morning')
  })

  it("brings a provider's refusal with its status, its headers and the lane", async () => {
    const { client, up } = await connected()
    const error = { message: 'slow down', type: 'requests', code: 'rate_limit_exceeded' }
    up.script = () => json({ error }, 429, { 'retry-after': '7', 'x-request-id': 'up-1' })
    const [message] = await client.create({ model: 'native/m', input: 'hi', stream_id: 'one' })
    expect(message).toMatchObject({
      type: 'error',
      status: 429,
      stream_id: 'one',
      error: {
        ...error,
        headers: {
          'retry-after': '7',
          'x-upstream-id': 'up-1',
          'x-patchbay-model': 'native/m',
          'x-request-id': expect.stringMatching(/^req_/),
        },
      },
    })
  })

  it.each(['talk/m', 'native/m'])(
    'a reply of %s that breaks off is an error, and ends nothing',
    async model => {
      const { client, up } = await connected()
      up.script = seen =>
        events(
          PRINTERS[seen.path.endsWith('/responses') ? 'responses' : 'chat'].stream(HELLO).slice(0, 4),
          'cut',
        )
      client.send({ type: 'response.create', model, input: 'hi' })
      const broken = await client.reply()
      expect(broken.at(-1)?.type).toBe('error')
      expect((await client.reply()).map(({ type }) => type)).toEqual(['response.failed'])
      up.script = undefined
      expect(textOf(await client.create({ model, input: 'hi' }))).toBe('Good morning')
    },
  )

  it('is answered in events by a provider that does not stream', async () => {
    const { client, up } = await connected()
    up.script = seen => say(HELLO, { ...seen, body: { ...seen.body, stream: false } })
    const messages = await client.create({ model: 'native/m', input: 'hi' })
    expect(textOf(messages)).toBe('Good morning')
    expect(messages.map(({ sequence_number }) => sequence_number)).toEqual(messages.map((_, index) => index))
  })

  it('cannot steer a reply, and is told so in the words of the vendor', async () => {
    const { client } = await connected()
    client.send({ type: 'response.steer', previous_response_id: 'resp_1', input: 'left!' })
    expect(await client.next()).toEqual({
      type: 'response.steer.failed',
      sequence_number: 0,
      error: {
        type: 'invalid_request_error',
        code: 'steering_not_supported',
        message: expect.stringContaining('response.create'),
      },
      steer: { input: 'left!', previous_response_id: 'resp_1' },
    })
  })

  it('is aborted at the provider when the client leaves', async () => {
    const { client, up, proxy } = await connected()
    up.script = () => silence
    const ended = proxy.exchange()
    const arrived = new Promise<void>(resolve => {
      up.script = () => {
        resolve()
        return silence
      }
    })
    client.send({ type: 'response.create', model: 'talk/m', input: 'hi' })
    await arrived
    client.socket.terminate()
    expect(await up.generations[0]?.closed).toBe('aborted')
    expect(await ended).toMatchObject({ outcome: 'aborted', status: 499 })
  })

  it('is kept alive by pings while the provider thinks, without a word between its events', async () => {
    const { client, up } = await connected({ aliveEvery: 10 })
    const thinking = gate()
    const [first, ...rest] = PRINTERS.chat.stream(HELLO)
    up.script = () => events([first ?? '', thinking.opened, ...rest])
    client.send({ type: 'response.create', model: 'talk/m', input: 'hi' })
    await once(client.socket, 'ping')
    await once(client.socket, 'ping')
    thinking.open()
    expect(typesOf(await client.reply()).every(type => `${type}`.startsWith('response.'))).toBe(true)
  })
})
