import type { IncomingMessage } from 'node:http'
import type { RawData, WebSocket } from 'ws'
import type { Failure } from '../core/reply.ts'
import { peek } from '../core/text/peek.ts'
import { recordBody } from './admission.ts'
import { fail } from './answers.ts'
import { checkSize } from './body.ts'
import { type Call, openCall } from './call.ts'
import type { CallerResponse } from './caller.ts'
import { type Door, withOneRoot } from './gate.ts'
import type { Handlers } from './handlers.ts'
import { createLanes } from './lanes.ts'
import type { LocalKey } from './local-key.ts'
import { refused } from './outcome.ts'
import { ALIVE_EVERY, type ProxyParts } from './parts.ts'
import { runCall } from './run-call.ts'
import { createTurns, type Turn } from './turns.ts'
import {
  type ClientMessage,
  type CreateMessage,
  type RefusedMessage,
  readMessage,
  unreadable,
} from './websocket-message.ts'
import { type SocketReply, socketReply } from './websocket-reply.ts'
import { messageHeaders, messageRequest } from './websocket-request.ts'

/**
 * Answers the messages of one connection: each is a call of its own from the moment it comes, and each `response.create` goes
 * the road of `POST /v1/responses`, in the order of its lane. A request that fails is answered with an error message and ends
 * nothing. What runs or waits when the client leaves is aborted.
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
  const url = withOneRoot(request.url ?? '/')
  const lanes = createLanes()
  const turns = createTurns(parts.responses)
  const open = new Set<CallerResponse>()

  const begin = (key: LocalKey | undefined, body: Uint8Array, reply: Omit<SocketReply, 'socket'>): Call => {
    const response = socketReply({ socket: connection, ...reply })
    open.add(response)
    response.once('close', () => open.delete(response))
    return openCall({
      parts,
      id: parts.newId('req_'),
      key,
      replay: undefined,
      request: messageRequest(body, headers, url),
      response,
      dialect: 'responses',
      transport: 'WS',
    })
  }

  const refuse = (key: LocalKey | undefined, bytes: Uint8Array, refusal: RefusedMessage): void => {
    const { streamId, told, failure } = refusal
    failUnread(begin(key, bytes, { streamId, told, onResponse() {} }), bytes, failure)
  }

  const enqueue = (key: LocalKey | undefined, message: CreateMessage): void => {
    const { body, streamId, isPreparation } = message
    let turn: Turn | undefined
    const call = begin(key, body, { streamId, onResponse: (...reply) => turn?.end(...reply) })
    const failure = lanes.add(streamId, async () => {
      // Cancelled in the log, or left alone, while it waited.
      if (call.signal.aborted || connection.readyState !== connection.OPEN) return
      const owner = key?.name ?? ''
      turn = turns.begin({ body, owner, lane: streamId ?? '', now: parts.clock.now })
      const closed = new Promise<void>(resolve => call.response.once('close', () => resolve()))
      await runCall(call, parts, isPreparation ? handlers.prepare : handlers.reply)
      await closed
    })
    if (failure) failUnread(call, body, failure)
  }

  connection.on('message', (data, isBinary) => {
    const bytes = bytesOf(data)
    const read = readMessage(bytes)
    const message = isBinary && read.kind === 'create' ? NO_TEXT : read
    // Anew for each message: a key may have been revoked since the connection was opened.
    const key = door.checkKey(request.headers)
    if (!key.ok) refuse(undefined, bytes, { failure: key.failure, streamId: message.streamId })
    else if (message.kind === 'refused') refuse(key.value, bytes, message)
    else enqueue(key.value, message)
  })
  // A message that breaks the protocol ends the connection with a code of its own; `close` follows.
  connection.on('error', error => {
    const key = door.checkKey(request.headers)
    refuse(key.ok ? key.value : undefined, new Uint8Array(0), unreadable(error))
  })
  const timer = setInterval(() => connection.ping(), parts.aliveEvery ?? ALIVE_EVERY)
  connection.on('close', () => {
    clearInterval(timer)
    lanes.clear()
    for (const response of open) response.destroy()
  })
}

const NO_TEXT: ClientMessage = {
  kind: 'refused',
  failure: refused(400, 'invalid_json', 'Messages are text. Send the JSON as a text message.').failure,
}

/** Answers a call whose body no handler has read. */
function failUnread(call: Call, bytes: Uint8Array, failure: Failure): void {
  call.journal.note({ bytesIn: bytes.length })
  if (checkSize(bytes.length).ok) recordBody(call, bytes, peek(bytes))
  else call.journal.record.clientSize(bytes.length)
  fail(call, failure)
}

const bytesOf = (data: RawData): Uint8Array =>
  Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? new Uint8Array(data) : data
