import { Writable } from 'node:stream'
import type { WebSocket } from 'ws'
import type { ServerEvent } from '../core/dialects/dialect.ts'
import { replay } from '../core/dialects/responses/replay.ts'
import { asArray, asObject, isObject, type JsonObject, parseJson } from '../core/json.ts'
import { sseParser } from '../core/text/sse.ts'
import type { CallerResponse } from './caller.ts'
import { errorFrame, errorIn, failureFrame, toldHeaders, withMembers } from './websocket-frames.ts'

/** A reply that has come to its end, as its last event told it, and the headers that it came with. */
export type OnResponse = (response: JsonObject, headers: JsonObject) => void

export interface SocketReply {
  readonly socket: Pick<WebSocket, 'send' | 'readyState' | 'OPEN'>
  readonly streamId: string | undefined
  readonly onResponse: OnResponse
  /** Told in place of an error message. */
  readonly told?: JsonObject
}

/**
 * Stands in for an HTTP response: what is written to it as server-sent events goes to the caller as one message an event, its
 * data as it is; anything else that is no reply becomes an error message. It takes no more than the socket does, and
 * `onResponse` is called before the last event is sent.
 */
export function socketReply({ socket, streamId, onResponse, told }: SocketReply): CallerResponse {
  const decoder = new TextDecoder()
  const parser = sseParser()
  const lane: JsonObject = streamId === undefined ? {} : { stream_id: streamId }
  let headers: Readonly<Record<string, unknown>> = {}
  let isStream = false
  let isFirst = true
  let text = ''
  const items: JsonObject[] = []

  /** Calls back when the socket has taken them all; a socket that is gone takes everything. */
  const send = (frames: readonly string[], done: () => void): void => {
    if (frames.length === 0 || socket.readyState !== socket.OPEN) {
      done()
      return
    }
    for (const [index, frame] of frames.entries())
      socket.send(frame, index === frames.length - 1 ? () => done() : undefined)
  }
  /** The reply as its last event holds it; some providers tell the items only on their own. */
  const watch = ({ data, event }: ServerEvent): void => {
    const type = event ?? TYPE.exec(data.slice(0, HEAD))?.[1] ?? ''
    if (type === 'response.output_item.done') items.push(asObject(asObject(parseJson(data)).item))
    if (!ENDS.test(type)) return
    const { response } = asObject(parseJson(data))
    if (!isObject(response)) return
    const output = asArray(response.output).length > 0 ? response.output : items
    onResponse({ ...response, output }, toldHeaders(headers))
  }
  const frameOf = (event: ServerEvent): string => {
    watch(event)
    const more = isFirst ? { headers: toldHeaders(headers) } : {}
    isFirst = false
    return withMembers(event.data, { ...lane, ...more })
  }
  const framesOf = (events: readonly ServerEvent[]): string[] =>
    events.filter(({ data }) => data !== '[DONE]').map(frameOf)

  /** What came in place of a stream: an error, or the whole reply of a provider that does not stream. */
  const wholeFrames = (): string[] => {
    const body = parseJson(text)
    if (response.statusCode < 300 && isObject(body) && body.object === 'response')
      return framesOf(replay(body).map(event => ({ event: event.type, data: JSON.stringify(event) })))
    if (told) return [JSON.stringify(told)]
    const status = response.statusCode < 400 ? 502 : response.statusCode
    return [errorFrame({ status, error: errorIn(status, text), streamId, headers: toldHeaders(headers) })]
  }

  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const piece = decoder.decode(chunk, { stream: true })
      if (isStream) return send(framesOf(parser.feed(piece)), done)
      text += piece
      done()
    },
    final(done) {
      const rest = decoder.decode()
      if (isStream) return send(framesOf([...parser.feed(rest), ...parser.end()]), done)
      text += rest
      send(wholeFrames(), done)
    },
    destroy(error, done) {
      if (!sink.writableFinished) send([failureFrame(BROKEN, streamId, toldHeaders(headers))], () => {})
      done(error)
    },
  })
  const response: CallerResponse = Object.assign(sink, {
    req: { method: 'POST' },
    headersSent: false,
    statusCode: 200,
    writeHead(status: number, given: Readonly<Record<string, unknown>>) {
      response.statusCode = status
      Object.assign(response, { headersSent: true })
      headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]))
      isStream = status < 300 && `${headers['content-type']}`.startsWith('text/event-stream')
    },
    getHeader: (name: string) => headers[name.toLowerCase()],
    flushHeaders: () => {},
  })
  return response
}

/** The type of an event stands at its begin, or in its `event` line. */
const TYPE = /"type"\s*:\s*"([\w.]+)"/
const HEAD = 200
const ENDS = /^response\.(?:completed|incomplete)$/

const BROKEN = {
  status: 502,
  code: 'provider_stream_cut',
  message: 'The provider broke its reply off. Try again.',
  origin: 'provider',
} as const
