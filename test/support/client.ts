import { once } from 'node:events'
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { Dialect } from '../../src-main/core/conversation.ts'
import { asObject, type JsonObject, parseJson } from '../../src-main/core/json.ts'
import { type ServerEvent, serverEvents } from './server-events.ts'

/** A whole answer, as bytes and in the forms tests ask for. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  /** The JSON body; empty where it is no JSON object. */
  readonly body: JsonObject
  /** The server-sent events; empty where the body is none. */
  readonly events: readonly ServerEvent[]
  /** False when the connection was torn before the end of the body. */
  readonly complete: boolean
}

/** An answer whose body is still coming. */
export interface OpenAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The next bytes; undefined after the end. */
  next(): Promise<Buffer | undefined>
  /** Hangs up. */
  abort(): void
  rest(): Promise<Answer>
}

export interface Call {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  /** Sent as it is; an object is sent as JSON. */
  readonly body?: string | Uint8Array | JsonObject
}

/** Where a client sends its requests, and with which local key (none where it is undefined). */
export interface Door {
  readonly url: string
  readonly localKey?: string
}

export const CLIENT_PATHS: Readonly<Record<Dialect, string>> = {
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
  messages: '/v1/messages',
}

export const EVERY_DIALECT: readonly Dialect[] = ['chat', 'responses', 'messages']

/** The three endpoints, each whole and as a stream. */
export const EVERY_MANNER = EVERY_DIALECT.flatMap(dialect => [
  { dialect, stream: false },
  { dialect, stream: true },
])

const greeting = [{ role: 'user', content: 'hi' }]

/** The smallest valid body of a dialect. */
export const MINIMAL: Readonly<Record<Dialect, (model: string) => JsonObject>> = {
  chat: model => ({ model, messages: greeting }),
  responses: model => ({ model, input: 'hi' }),
  messages: model => ({ model, max_tokens: 64, messages: greeting }),
}

const agent = new Agent({ keepAlive: false })

/** Sends a request and gives its answer as soon as the headers are there. */
export async function open(door: Door, path: string, call: Call = {}): Promise<OpenAnswer> {
  const payload =
    call.body === undefined || typeof call.body === 'string' || call.body instanceof Uint8Array
      ? call.body
      : JSON.stringify(call.body)
  const sent = request(new URL(path, door.url), {
    method: call.method ?? (payload === undefined ? 'GET' : 'POST'),
    agent,
    headers: {
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(door.localKey === undefined ? {} : { authorization: `Bearer ${door.localKey}` }),
      ...call.headers,
    },
  })
  sent.end(payload)
  const [response]: IncomingMessage[] = await once(sent, 'response')
  if (!response) throw new Error('a response event without a response')
  // A torn connection is an outcome that tests look at (`complete`), not an accident.
  response.on('error', () => {})
  sent.on('error', () => {})
  const pieces = response[Symbol.asyncIterator]()
  const status = response.statusCode ?? 0
  const next = async (): Promise<Buffer | undefined> => {
    try {
      const piece = await pieces.next()
      return piece.done ? undefined : piece.value
    } catch {
      return undefined
    }
  }
  return {
    status,
    headers: response.headers,
    next,
    abort: () => sent.destroy(),
    async rest() {
      const received: Buffer[] = []
      for (let piece = await next(); piece; piece = await next()) received.push(piece)
      const bytes = Buffer.concat(received)
      const text = bytes.toString()
      return {
        status,
        headers: response.headers,
        bytes,
        text,
        body: asObject(parseJson(text)),
        events: `${response.headers['content-type']}`.startsWith('text/event-stream')
          ? serverEvents(text)
          : [],
        complete: response.complete,
      }
    },
  }
}

export const fetchAnswer = async (door: Door, path: string, call: Call = {}): Promise<Answer> =>
  (await open(door, path, call)).rest()

/** Posts the smallest body of a dialect, with the fields on top. */
export const ask = (
  door: Door,
  dialect: Dialect,
  model: string,
  fields: JsonObject = {},
  headers: Call['headers'] = {},
): Promise<Answer> =>
  fetchAnswer(door, CLIENT_PATHS[dialect], { body: { ...MINIMAL[dialect](model), ...fields }, headers })
