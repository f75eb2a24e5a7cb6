import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { asObject, type JsonObject, parseJson } from '../../src-main/core/json.ts'

import { memoryResponses } from '../../src-main/state/response-store.ts'
import { PRINTERS, say } from '../support/replies/index.ts'
import { HELLO } from '../support/replies/saying.ts'
import { upstream } from '../support/run-app.ts'
import { events, gate, json, silence } from '../support/scripted.ts'
import { openSocket } from '../support/websocket.ts'
import { openKeeping } from './keeping.ts'
import { LOCAL_KEY, lab, openProxy } from './open-proxy.ts'

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

const typesOf = (messages: readonly JsonObject[]) => messages.map(({ type }) => type)
const textOf = (messages: readonly JsonObject[]) => messages.map(({ delta }) => delta ?? '').join('')
const replyOf = (messages: readonly JsonObject[]) => asObject(messages.at(-1)?.response)

const connected = async (parts: Parameters<typeof openKeeping>[0] = {}) => {
  const keeping = await openKeeping(parts)
  return { ...keeping, client: await openSocket(keeping.mine) }
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
    const answer = await knock(proxy.url, path, headers)
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([status, code])
    expect(answer.headers['x-request-id']).toMatch(/^req_/)
  })

  it.each(['/v1/responses', '/responses', '//v1/v1/responses'])('opens at %s, with an id', async path => {
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
  })

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

describe('lanes', () => {
  it('a second request waits for the first of its lane, while another lane goes on', async () => {
    const { client, up } = await connected()
    const first = gate()
    up.script = async seen => {
      if (seen.raw.includes('slow')) await first.opened
      return undefined
    }
    const create = (input: string, stream_id?: string) =>
      client.send({ type: 'response.create', model: 'talk/m', input, stream_id })
    create('slow one', 'a')
    create('next one', 'a')
    create('other one', 'b')
    const other = await client.reply()
    expect(new Set(other.map(({ stream_id }) => stream_id))).toEqual(new Set(['b']))
    expect(up.generations.map(({ raw }) => /\w+ one/.exec(raw.toString())?.[0]).sort()).toEqual([
      'other one',
      'slow one',
    ])
    first.open()
    await client.reply()
    await client.reply()
    expect(up.generations).toHaveLength(3)
    expect(up.generations[2]?.raw.toString()).toContain('next one')
  })

  it('the lane without a name puts no name into its events', async () => {
    const { client } = await connected()
    const messages = await client.create({ model: 'talk/m', input: 'hi' })
    expect(messages.some(message => 'stream_id' in message)).toBe(false)
  })
})

describe('what a connection remembers', () => {
  it.each(['talk/m', 'mess/m', 'native/m'])(
    'a turn that was sent ahead to %s costs nothing, and is told with the next',
    async model => {
      const { client, up } = await connected()
      const input = [{ type: 'message', role: 'user', content: 'ahead' }]
      const tools = [{ type: 'function', name: 'look', parameters: { type: 'object', properties: {} } }]
      const prepared = await client.create({ model, generate: false, store: false, input, tools })
      expect(typesOf(prepared)).toEqual(['response.created', 'response.in_progress', 'response.completed'])
      expect(replyOf(prepared)).toMatchObject({ status: 'completed', output: [], tools, store: false })
      expect(up.generations).toEqual([])
      const next = await client.create({
        model,
        previous_response_id: replyOf(prepared).id,
        input: [{ type: 'message', role: 'user', content: 'behind' }],
        tools,
      })
      expect(replyOf(next).status).toBe('completed')
      expect(up.generations[0]?.raw.toString()).toMatch(/ahead.*behind/)
    },
  )

  it.each(['talk/m', 'native/m'])(
    'a reply of %s that is not to be stored can be continued, again and again',
    async model => {
      const { client, up } = await connected()
      let ids = 0
      up.script = seen => say({ ...HELLO, text: [`reply ${++ids}`] }, seen)
      const first = await client.create({ model, store: false, input: 'one' })
      const ids2 = replyOf(first).id
      const second = await client.create({ model, store: false, input: 'two', previous_response_id: ids2 })
      up.forget()
      await client.create({ model, store: false, input: 'three', previous_response_id: replyOf(second).id })
      const [seen] = up.generations
      expect(seen?.raw.toString()).toMatch(/one.*reply 1.*two.*reply 2.*three/)
      expect(seen?.body.previous_response_id).toBeUndefined()
    },
  )

  it.each(['talk/m', 'native/m'])(
    "the last reply of %s is the connection's own: what others ask for cannot push it out",
    async model => {
      const responses = memoryResponses({ now: Date.now })
      const { client, up } = await connected({ responses })
      const id = replyOf(await client.create({ model, store: false, input: 'one' })).id
      expect(responses.forget(`${id}`, 'all')).toBe(true)
      up.forget()
      const next = await client.create({ model, store: false, input: 'two', previous_response_id: id })
      expect(replyOf(next).status).toBe('completed')
      expect(up.generations[0]?.raw.toString()).toMatch(/one.*Good morning.*two/)
      responses.close()
    },
  )

  it('what the provider stores is left to the provider', async () => {
    const { client, up } = await connected()
    const first = await client.create({ model: 'native/m', input: 'one' })
    up.forget()
    await client.create({ model: 'native/m', input: 'two', previous_response_id: replyOf(first).id })
    expect(up.generations[0]?.body).toMatchObject({ input: 'two', previous_response_id: 'resp_up1' })
  })

  it('an unknown reply is named in an error that Codex and the SDK know', async () => {
    const { client } = await connected()
    const [error] = await client.create({ model: 'talk/m', input: 'x', previous_response_id: 'resp_none' })
    expect(error).toMatchObject({
      type: 'error',
      status: 400,
      error: { code: 'previous_response_not_found', param: 'previous_response_id' },
    })
  })
})
