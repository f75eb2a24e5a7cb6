import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import type { Readable, Writable } from 'node:stream'

/** What a caller sent: an HTTP request, or a message of a websocket in the place of one. */
export type CallerRequest = Readable & Pick<IncomingMessage, 'headers' | 'method' | 'url'>

/** Where a caller's reply goes: an HTTP response, or a websocket that sends the same reply as messages. */
export interface CallerResponse extends Writable {
  readonly req: Pick<IncomingMessage, 'method'>
  readonly headersSent: boolean
  statusCode: number
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown
  getHeader(name: string): unknown
  flushHeaders(): void
}
