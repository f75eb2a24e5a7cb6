import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import { openCall } from './call.ts'
import type { CallerRequest, CallerResponse } from './caller.ts'
import type { Door } from './gate.ts'
import type { Handlers } from './handlers.ts'
import { createLanes } from './lanes.ts'
import { refused } from './outcome.ts'
import { ALIVE_EVERY, type ProxyParts } from './parts.ts'
import { runCall } from './run-call.ts'
import { createTurns } from './turns.ts'
import { failureFrame } from './websocket-frames.ts'
import { type CreateMessage, readMessage, steerFailed } from './websocket-message.ts'
import { socketReply } from './websocket-reply.ts'

/**
 * Answers the messages of one connection: each `response.create` is a call of its own on the road of `POST /v1/responses`, in
 * the order of its lane. A request that fails is answered with an error message and ends nothing. What runs when the client
 * leaves is aborted.
 */
export function serveConnection(given: {
  readonly connection: WebSocket
  /** The one that opened it: its headers, keys included, are those of every message. */
  readonly request: IncomingMessage
  readonly parts: ProxyParts
  readonly door: Pick<Door, 'checkKey'>
  readonly handlers: Handlers
}): void {
  const { connection, request, parts, door, handlers } = given
  const headers = messageHeaders(request.headers)
  const lanes = createLanes()
  const turns = createTurns(parts.responses)
  const running = new Set<CallerResponse>()

  const tell = (frame: string): void => {
    if (connection.readyState === connection.OPEN) connection.send(frame)
  }

  const answer = async ({ body, streamId, isPreparation }: CreateMessage): Promise<void> => {
    if (connection.readyState !== connection.OPEN) return
    // Anew for each message: a key may have been revoked since the connection was opened.
    const key = door.checkKey(request.headers)
    if (!key.ok) return tell(failureFrame(key.failure, streamId))
    const turn = turns.begin({
      body,
      owner: key.value?.name ?? '',
      lane: streamId ?? '',
      now: parts.clock.now,
    })
    const response = socketReply({ socket: connection, streamId, onResponse: turn.end })
    running.add(response)
    const ended = new Promise<void>(resolve => response.once('close', () => resolve()))
    const call = openCall({
      parts,
      id: parts.newId('req_'),
      key: key.value,
      replay: undefined,
      request: messageRequest(body, headers, request.url ?? '/'),
      response,
      dialect: 'responses',
      transport: 'WS',
    })
    await runCall(call, parts, isPreparation ? handlers.prepare : handlers.reply)
    await ended
    running.delete(response)
  }

  connection.on('message', (data, isBinary) => {
    const message = readMessage(bytesOf(data))
    if (isBinary && message.kind !== 'refused') return tell(failureFrame(NO_TEXT))
    if (message.kind === 'steer') return tell(JSON.stringify(steerFailed(message)))
    if (message.kind === 'refused') return tell(failureFrame(message.failure, message.streamId))
    const refusal = lanes.add(message.streamId, () => answer(message))
    if (refusal) tell(failureFrame(refusal, message.streamId))
  })
  // A message that breaks the protocol ends the connection with a code of its own; `close` follows.
  connection.on('error', () => {})
  const timer = setInterval(() => connection.ping(), parts.aliveEvery ?? ALIVE_EVERY)
  connection.on('close', () => {
    clearInterval(timer)
    lanes.clear()
    for (const response of running) response.destroy()
  })
}

const NO_TEXT = refused(400, 'invalid_json', 'Messages are text. Send the JSON as a text message.').failure

const bytesOf = (data: RawData): Uint8Array =>
  Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? new Uint8Array(data) : data

/** Belong to the connection, not to what is sent on it. */
const HANDSHAKE = /^(?:connection|upgrade|sec-websocket-.*|content-.*|transfer-encoding)$/
/** Asks for this transport, which ends here: the provider is called by HTTP. */
const TRANSPORT = /^responses_websockets=/

/** The headers of a message: those of the connection's request, without its handshake. */
function messageHeaders(given: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = Object.entries(given).filter(([name]) => !HANDSHAKE.test(name))
  const { 'openai-beta': beta, ...headers } = Object.fromEntries(kept)
  const betas = String(beta ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && !TRANSPORT.test(name))
  return {
    ...headers,
    ...(betas.length > 0 && { 'openai-beta': betas.join(',') }),
    'content-type': 'application/json',
  }
}

const messageRequest = (body: Uint8Array, headers: IncomingHttpHeaders, url: string): CallerRequest =>
  Object.assign(Readable.from([body], { objectMode: false }), { method: 'POST', url, headers })
