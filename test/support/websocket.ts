import { once } from 'node:events'
import WebSocket, { type ClientOptions } from 'ws'
import { asObject, asString, type JsonObject, parseJson } from '../../src-main/core/json.ts'
import type { Door } from './client.ts'
import { stopLater } from './lifetime.ts'

/** A client's side of a connection, and what came on it. */
export interface SocketClient {
  readonly socket: WebSocket
  send(message: JsonObject | string | Uint8Array): void
  /** The next message, as it came. */
  nextText(): Promise<string>
  next(): Promise<JsonObject>
  /** The messages up to the one that ends a reply, or up to an error. */
  reply(): Promise<JsonObject[]>
  /** Sends `response.create`, and waits for its reply. */
  create(fields: JsonObject): Promise<JsonObject[]>
}

const ENDS = /^(?:error|response\.(?:completed|incomplete|failed))$/

/** Opens a connection to `/v1/responses`. */
export async function openSocket(door: Door, options: ClientOptions = {}): Promise<SocketClient> {
  const socket = new WebSocket(`${door.url.replace('http', 'ws')}/v1/responses`, {
    ...options,
    headers: {
      ...(door.localKey !== undefined && { authorization: `Bearer ${door.localKey}` }),
      ...options.headers,
    },
  })
  stopLater(() => socket.terminate())
  const arrived: string[] = []
  const waiting: ((text: string) => void)[] = []
  socket.on('message', data => {
    const text = String(data)
    const first = waiting.shift()
    if (first) first(text)
    else arrived.push(text)
  })
  await once(socket, 'open')

  const nextText = async (): Promise<string> =>
    arrived.shift() ?? (await new Promise<string>(resolve => waiting.push(resolve)))
  const next = async () => asObject(parseJson(await nextText()))
  const reply = async (): Promise<JsonObject[]> => {
    const messages: JsonObject[] = []
    for (;;) {
      const message = await next()
      messages.push(message)
      if (ENDS.test(asString(message.type) ?? '')) return messages
    }
  }
  const send: SocketClient['send'] = message =>
    socket.send(
      typeof message === 'string' || message instanceof Uint8Array ? message : JSON.stringify(message),
    )
  return {
    socket,
    send,
    nextText,
    next,
    reply,
    create(fields) {
      send({ type: 'response.create', ...fields })
      return reply()
    },
  }
}
