import { request as sendRequest } from 'node:http'
import type { LogOperations, Replayed } from '../../control/contract/log.ts'
import type { Logged } from '../../core/log/store.ts'
import { whyNoBodies } from '../../core/log/why-no-bodies.ts'
import { HIDDEN } from '../../core/redact.ts'
import type { Resolution, Unresolved } from '../../core/routing/resolution.ts'
import type { LocalKey } from '../../proxy/local-key.ts'
import { REPLAY_HEADER, type Replay, type ReplayTickets } from '../../proxy/replay-tickets.ts'
import { type HeldRequest, replayBody } from './replay-body.ts'
import { sentPath } from './sent-path.ts'

type ReplayInput = Parameters<LogOperations['replay']>[0]

export interface ReplayParts {
  readonly find: (id: string) => Promise<Logged | undefined>
  readonly request: (id: string) => Promise<HeldRequest | undefined>
  readonly resolve: (name: string) => Resolution | Unresolved
  /** The local key of that name as it is now. */
  readonly key: (name: string) => LocalKey
  readonly tickets: Pick<ReplayTickets, 'issue' | 'withdraw'>
  /** Where the proxy listens, without `/v1`. */
  readonly proxyUrl: string
}

/**
 * Sends a recorded request to the proxy's own port, as its client did: the same path, query, headers and body, but for
 * what is wanted otherwise. The reply is read to its end and thrown away: the log has it. Settles with the id of the new
 * exchange as soon as it has one.
 */
export async function replay(parts: ReplayParts, input: ReplayInput): Promise<Replayed> {
  const { find, request, resolve, key } = parts
  const { id, model, mode } = input
  const logged = await find(id)
  if (!logged) return refused('This request is no longer in the log.')
  const held = await request(id)
  if (!held) return refused(`${whyNoBodies(logged)} Send it from the client again.`)
  const wantsCallersKey = callersKeyFor(model ?? logged.requested, resolve)
  if (wantsCallersKey !== undefined)
    return refused(
      `Provider "${wantsCallersKey}" is used with the caller's own key, which is never kept. Send it from the client again, or copy it as curl and put the key in.`,
    )
  const body = replayBody(held, input)
  if (!body.ok) return body
  return send(parts, {
    // A message of a websocket is recorded as the POST that says the same.
    method: held.message.method ?? logged.method,
    path: sentPath(held.message.url ?? logged.path),
    headers: sentHeaders(held.message.headers),
    bytes: body.bytes,
    replay: {
      replayOf: id,
      mode,
      key: logged.keyName === undefined ? undefined : key(logged.keyName),
    },
  })
}

function callersKeyFor(name: string | undefined, resolve: ReplayParts['resolve']): string | undefined {
  const resolution = name === undefined ? undefined : resolve(name)
  if (!resolution?.ok) return undefined
  const { provider } = resolution.targets[0]
  return provider.key.kind === 'client' ? provider.id : undefined
}

/** What concerns only the connection, or says how the body travelled: it was decompressed. */
const NOT_SENT =
  /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|expect|content-length|content-encoding|origin|referer|sec-.*|x-request-id|x-patchbay-.*)$/

/** The client's headers, without what was hidden in them. */
const sentHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => !NOT_SENT.test(name) && !value.includes(HIDDEN)),
  )

/** Milliseconds until our own port must have taken the head of a request. */
const PATIENCE = 30_000

function send(
  { tickets, proxyUrl }: Pick<ReplayParts, 'tickets' | 'proxyUrl'>,
  what: {
    readonly method: string
    readonly path: string
    readonly headers: Record<string, string>
    readonly bytes: Uint8Array
    readonly replay: Replay
  },
): Promise<Replayed> {
  const { method, path, headers, bytes, replay } = what
  const { promise, resolve } = Promise.withResolvers<Replayed>()
  const ticket = tickets.issue(replay, id => resolve({ ok: true, id }))
  const sent = sendRequest(reachable(proxyUrl), {
    method,
    path,
    agent: false,
    headers: {
      ...headers,
      ...(bytes.length > 0 && { 'content-length': String(bytes.length) }),
      [REPLAY_HEADER]: ticket,
    },
  })
  const give = (why: string) => {
    tickets.withdraw(ticket)
    resolve(refused(`The proxy's own port did not take the request: ${why}. Try again.`))
  }
  const timer = setTimeout(give, PATIENCE, 'it does not answer').unref()
  void promise.finally(() => clearTimeout(timer))
  // A reply that breaks has its row; nobody else waits for it.
  sent.on('error', error => give(error.message))
  sent.on('response', response => {
    response.on('error', () => undefined)
    response.resume()
    give('it answered somebody else')
  })
  sent.end(bytes)
  return promise
}

/** An address that stands for all of them is none to connect to. */
function reachable(url: string): URL {
  const address = new URL(url)
  if (address.hostname === '0.0.0.0') address.hostname = '127.0.0.1'
  if (address.hostname === '[::]') address.hostname = '[::1]'
  return address
}

const refused = (message: string): Replayed => ({ ok: false, message })
