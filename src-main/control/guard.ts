import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface GuardOptions {
  /** The port that was really bound; Host and Origin must name it. */
  readonly port: number
  readonly token: string
}

export interface Refusal {
  readonly status: 401 | 403 | 415
  readonly message: string
}

const LOOPBACK = /^(?:::1|(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/

/**
 * Decides before any routing whether a request may be answered at all: from this machine (the socket says so, not a
 * header), addressed to this page by name (no DNS rebinding), from this page or from no page. Below /trpc it must also
 * show the token of this start, and what changes something must be declared as JSON, which no foreign form can do.
 */
export function createGuard({
  port,
  token,
}: GuardOptions): (request: IncomingMessage) => Refusal | undefined {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const origins = new Set([...hosts].map(host => `http://${host}`))
  const expected = digest(token)

  return request => {
    const { headers, socket } = request
    if (!LOOPBACK.test(socket.remoteAddress ?? '')) return refuse(403, 'Only this machine may ask.')
    if (!hosts.has(headers.host?.toLowerCase() ?? '')) {
      return refuse(403, `Unknown host. Open http://127.0.0.1:${port}/ instead.`)
    }
    if (headers.origin !== undefined && !origins.has(headers.origin)) {
      return refuse(403, 'Another site may not use this page.')
    }
    if (!isOperation(request.url)) return undefined
    if (!timingSafeEqual(digest(shownToken(request) ?? ''), expected)) {
      return refuse(
        401,
        'This page needs the token of its address; open it anew from the tray or with `patchbay serve`.',
      )
    }
    if (request.method === 'POST' && !isJson(headers['content-type'])) {
      return refuse(415, 'Send application/json.')
    }
    return undefined
  }
}

const refuse = (status: Refusal['status'], message: string): Refusal => ({ status, message })

/** Anything that could reach the operations, however it is spelled, counts as one. */
const isOperation = (url = ''): boolean => /^\/+trpc(?:[/?#]|$)/i.test(url)

function shownToken({ headers }: IncomingMessage): string | undefined {
  const own = headers['x-patchbay-token']
  if (typeof own === 'string') return own
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
}

const isJson = (contentType = ''): boolean => /^application\/json\s*(?:;|$)/i.test(contentType)

/** Hashes have one length, so that the comparison tells nothing about the token's. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
