import type { CallerRequest, CallerResponse } from './caller.ts'

/** Milliseconds that a caller has to send the rest of what nobody wants. */
const PATIENCE = 10_000

/**
 * Ends a reply that is given before its request has come to an end, on a connection that closes with it. A socket that is closed
 * with bytes unread is reset, and a caller that still writes never gets to see the reply: so the rest is read first, to nowhere.
 */
export function endAfterRequest(request: CallerRequest, response: CallerResponse, body: Uint8Array): void {
  response.write(body)
  const end = () => {
    clearTimeout(timer)
    response.end()
  }
  const timer = setTimeout(end, PATIENCE)
  request.once('end', end)
  request.once('close', end)
  request.unpipe()
  request.resume()
}
