import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { isLoopback } from '../upstream/addresses.ts'
import type { Guesses } from './guesses.ts'
import type { LocalKey } from './local-key.ts'
import { found, type Result, refused } from './outcome.ts'
import type { ProxyParts } from './parts.ts'

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Who may come in at all, checked before anything is routed: a Host that is ours (DNS rebinding), no web page of another
 * origin, and a caller on this machine unless the user opened the proxy to others.
 */
export function checkDoor(request: IncomingMessage, listenHost: string): Result<undefined> {
  const { socket, headers } = request
  const isOpened = !isLoopback(listenHost)
  if (!isOpened && !isLoopback(socket.remoteAddress ?? ''))
    return forbidden('This proxy only serves its own machine. Set "listen.host" to serve others.')
  const hosts = isOpened ? [...LOOPBACK_NAMES, listenHost, socket.localAddress ?? ''] : LOOPBACK_NAMES
  const authorities = hosts.map(host => authority(host, socket.localPort ?? 0))
  const host = (headers.host ?? '').toLowerCase()
  if (!authorities.includes(host))
    return forbidden(`Call this proxy by its own address, ${authorities[0]}, not as "${printable(host)}".`)
  const { origin } = headers
  const site = headers['sec-fetch-site']
  const isForeign = origin !== undefined && origin.toLowerCase() !== `http://${host}`
  if (isForeign || site === 'cross-site' || site === 'same-site')
    return forbidden('Web pages may not call this proxy. Call it from a program, without an Origin header.')
  return found(undefined)
}

/** As a Host header says it: IPv6 in brackets, no port where it is the usual one. */
function authority(host: string, port: number): string {
  const name = isIP(host) === 6 ? `[${host}]` : host.replace(/^::ffff:/, '')
  return port === 80 ? name : `${name}:${port}`
}

const printable = (text: string): string => text.replace(/[^\x21-\x7e]/g, '?').slice(0, 80)

const forbidden = (message: string) => refused(403, 'forbidden_origin', message, { type: 'permission_error' })

/** The caller's local key; undefined where none is required. While keys are guessed, unknown ones are not looked at. */
export function checkLocalKey(
  headers: IncomingHttpHeaders,
  parts: Pick<ProxyParts, 'settings' | 'checkKey'>,
  guesses: Guesses,
): Result<LocalKey | undefined> {
  const { requireKey } = parts.settings()
  const shown = shownTokens(headers)
  const retryAfter = requireKey ? guesses.wait(shown) : 0
  if (retryAfter > 0) return guessed(retryAfter)
  for (const token of shown) {
    const key = parts.checkKey(token)
    if (!key) continue
    guesses.right(token)
    return found(key)
  }
  if (!requireKey) return found(undefined)
  guesses.wrong(shown)
  const problem = shown.length === 0 ? 'No local key was sent' : 'The local key is wrong or was revoked'
  return refused(
    401,
    'invalid_local_key',
    `${problem}. Send the key that \`patchbay key\` prints as "Authorization: Bearer …" or "x-api-key".`,
    { type: 'authentication_error' },
  )
}

const guessed = (retryAfter: number) =>
  refused(
    429,
    'too_many_wrong_keys',
    `Too many wrong local keys were sent. Wait ${retryAfter} s, then send the one that \`patchbay key\` prints.`,
    { type: 'rate_limit_error', retryAfter },
  )

/** Where `x-patchbay-key` is sent, the other headers hold the caller's own credential. */
function shownTokens(headers: IncomingHttpHeaders): string[] {
  const own = headers['x-patchbay-key']
  if (typeof own === 'string') return [own]
  return callerCredentials(headers).map(({ token }) => token)
}

/** A credential as the caller sent it. */
export interface CallerCredential {
  readonly header: string
  readonly value: string
  readonly token: string
}

/** Everything in a request that can be a key, in the order of our preference. */
export function callerCredentials(headers: IncomingHttpHeaders): CallerCredential[] {
  const out: CallerCredential[] = []
  for (const header of ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key']) {
    const value = headers[header]
    if (typeof value !== 'string' || value === '') continue
    const token = header === 'authorization' ? /^bearer\s+(\S+)\s*$/i.exec(value)?.[1] : value
    if (token) out.push({ header, value, token })
  }
  return out
}
