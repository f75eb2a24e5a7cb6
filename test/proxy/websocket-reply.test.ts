import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { asObject, type JsonObject, parseJson } from '../../src-main/core/json.ts'
import { socketReply } from '../../src-main/proxy/websocket-reply.ts'

/** A socket that takes a message when the test says so. */
function slowSocket() {
  const sent: string[] = []
  const waiting: (() => void)[] = []
  const socket = {
    OPEN: 1,
    readyState: 1,
    send(text: string, ...rest: unknown[]) {
      sent.push(text)
      const done = rest.at(-1)
      if (typeof done === 'function') waiting.push(() => done())
    },
  }
  return {
    // The library's own type of `send` has more ways to be called than are used here.
    socket: socket as unknown as Parameters<typeof socketReply>[0]['socket'],
    sent,
    take: () => waiting.shift()?.(),
  }
}

const opened = (streamId?: string) => {
  const slow = slowSocket()
  const responses: JsonObject[] = []
  const reply = socketReply({
    socket: slow.socket,
    streamId,
    onResponse: response => responses.push(response),
  })
  return { ...slow, responses, reply }
}
const STREAM = { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': 'req_1' }
const messages = (sent: readonly string[]) => sent.map(text => asObject(parseJson(text)))

describe('a reply on a websocket', () => {
  it('takes no more than the socket does', async () => {
    const { reply, take, sent } = opened()
    reply.writeHead(200, STREAM)
    const event = `data: {"type":"response.output_text.delta","delta":"${'x'.repeat(80_000)}"}\n\n`
    expect(reply.write(event)).toBe(false)
    let isDrained = false
    reply.once('drain', () => {
      isDrained = true
    })
    await new Promise(resolve => setImmediate(resolve))
    expect([sent.length, isDrained]).toEqual([1, false])
    const drained = once(reply, 'drain')
    take()
    await drained
    expect(isDrained).toBe(true)
  })

  it.each([1, 7, 50])('is the same whatever the cuts of its bytes (%i)', size => {
    const { reply, sent, responses, take } = opened('a')
    reply.writeHead(200, STREAM)
    const bytes = Buffer.from(
      ': alive\n\nevent: response.created\ndata: {"type":"response.created"}\n\ndata: {"type":"response.output_text.delta","delta":"東京"}\r\n\r\nevent: response.completed\ndata: {"response":{"id":"resp_1"},\ndata: "type":"response.completed"}\n\ndata: [DONE]\n\n',
    )
    for (let at = 0; at < bytes.length; at += size) {
      reply.write(bytes.subarray(at, at + size))
      take()
    }
    expect(messages(sent)).toEqual([
      { type: 'response.created', stream_id: 'a', headers: { 'x-request-id': 'req_1' } },
      { type: 'response.output_text.delta', delta: '東京', stream_id: 'a' },
      { type: 'response.completed', response: { id: 'resp_1' }, stream_id: 'a' },
    ])
    expect(responses).toEqual([{ id: 'resp_1', output: [] }])
  })

  it('is remembered with its items, though its last event leaves them out', () => {
    const { reply, responses, take } = opened()
    const item = { type: 'message', id: 'msg_1' }
    reply.writeHead(200, STREAM)
    reply.write(
      `data: {"type":"response.output_item.done","output_index":0,"item":${JSON.stringify(item)}}\n\n`,
    )
    take()
    reply.write('data: {"type":"response.completed","response":{"id":"resp_1","output":[]}}\n\n')
    expect(responses).toEqual([{ id: 'resp_1', output: [item] }])
  })

  it('says that it was broken off where its bytes end in the midst', async () => {
    const { reply, sent } = opened()
    reply.writeHead(200, { 'content-type': 'application/json' })
    reply.write('{"id":')
    reply.destroy()
    await once(reply, 'close')
    expect(messages(sent)).toMatchObject([{ type: 'error', error: { code: 'provider_stream_cut' } }])
  })

  it.each([
    ['in the shape of another vendor', 422, '{"detail":"no such field"}', 422, 'no such field'],
    ['as a page', 503, '<html>Service Unavailable</html>', 503, 'Service Unavailable'],
    ['as a success that is none', 200, 'hello', 502, 'hello'],
  ])('tells an error that came %s', async (_, status, body, told, message) => {
    const { reply, sent, take } = opened()
    reply.writeHead(status, { 'content-type': 'application/json' })
    reply.end(body)
    take()
    await once(reply, 'close')
    expect(messages(sent)).toMatchObject([
      { type: 'error', status: told, error: { message: expect.stringContaining(message), param: null } },
    ])
  })
})
