import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import type { CallerRequest } from './caller.ts'

/** Belong to the connection, not to what is sent on it. */
const HANDSHAKE = /^(?:connection|upgrade|sec-websocket-.*|content-.*|transfer-encoding)$/
/** Asks for this transport, which ends here: the provider is called by HTTP. */
const TRANSPORT = /^responses_websockets=/

/** The headers of a message: those of the connection's request, without its handshake. */
export function messageHeaders(given: IncomingHttpHeaders): IncomingHttpHeaders {
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

/** A message in the place of an HTTP request. */
export const messageRequest = (body: Uint8Array, headers: IncomingHttpHeaders, url: string): CallerRequest =>
  Object.assign(Readable.from([body], { objectMode: false }), { method: 'POST', url, headers })
