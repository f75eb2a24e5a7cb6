import { once } from 'node:events'
import { Agent, type IncomingMessage, request as sendRequest } from 'node:http'
import type { Exchange } from '../../src-main/core/exchange.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { RICH } from '../support/replies/saying.ts'
import { events, hangUp, json, type Script, silence } from '../support/scripted.ts'

/** What becomes of a request of the load, and how it stands in the log then. */
export interface Fate {
  readonly name: string
  readonly outcome: Exchange['outcome']
  /** Absent where the caller left before it could hear one. */
  readonly status?: number
  readonly path?: string
  readonly method?: string
  readonly model?: string
  readonly fields?: JsonObject
  readonly body?: string
  readonly key?: string
  /** The caller hangs up: when the upstream has the request, or when the reply has begun. */
  readonly leaves?: 'early' | 'late'
  /** Of a hundred requests, how many are so. */
  readonly share: number
}

const stream = { stream: true }

const FATES: readonly Fate[] = [
  { name: 'passed', outcome: 'completed', status: 200, model: 'ok', share: 25 },
  { name: 'passed as a stream', outcome: 'completed', status: 200, model: 'ok', fields: stream, share: 15 },
  {
    name: 'translated',
    outcome: 'completed',
    status: 200,
    path: '/v1/messages',
    model: 'only-chat',
    share: 10,
  },
  {
    name: 'translated as a stream',
    outcome: 'completed',
    status: 200,
    path: '/v1/messages',
    model: 'only-chat',
    fields: stream,
    share: 8,
  },
  { name: 'of an unknown model', outcome: 'failed', status: 404, model: 'nobody/has-it', share: 6 },
  { name: 'no JSON', outcome: 'failed', status: 400, body: '{', share: 4 },
  { name: 'without a model', outcome: 'failed', status: 400, body: '{"messages":[]}', share: 3 },
  { name: 'with a wrong key', outcome: 'failed', key: 'pb-local-wrong', share: 3 },
  { name: 'to no path', outcome: 'failed', status: 404, path: '/v1/nowhere', model: 'ok', share: 2 },
  { name: 'by a wrong method', outcome: 'failed', status: 405, method: 'PUT', model: 'ok', share: 2 },
  { name: 'refused upstream', outcome: 'failed', status: 429, model: 'busy', share: 5 },
  { name: 'hung up upstream', outcome: 'failed', status: 502, model: 'hangs-up', share: 4 },
  { name: 'cut upstream', outcome: 'broken', status: 200, model: 'cut', fields: stream, share: 5 },
  {
    name: 'cut upstream, translated',
    outcome: 'broken',
    status: 200,
    path: '/v1/messages',
    model: 'cut',
    fields: stream,
    share: 2,
  },
  { name: 'timed out', outcome: 'failed', status: 504, model: 'silent', share: 1 },
  { name: 'left early', outcome: 'aborted', status: 499, model: 'waits', leaves: 'early', share: 2 },
  {
    name: 'left in the middle',
    outcome: 'aborted',
    status: 200,
    model: 'hangs',
    fields: stream,
    leaves: 'late',
    share: 3,
  },
]

const CHUNKS = PRINTERS.chat.stream(RICH)

/** An upstream that does to a request what its model is named after; `arrived` hears of requests that wait. */
export const fateScript =
  (arrived: (client: string) => void): Script =>
  request => {
    const client = `${request.headers['user-agent']}`
    switch (request.body.model) {
      case 'busy':
        return json({ error: { message: 'Slow down.', type: 'rate_limit_error' } }, 429)
      case 'hangs-up':
        return hangUp
      case 'cut':
        return events(CHUNKS.slice(0, 4), 'cut')
      case 'silent':
        return silence
      case 'waits':
        arrived(client)
        return silence
      case 'hangs':
        return events(CHUNKS.slice(0, 4), 'hang')
      default:
        return undefined
    }
  }

/** What a caller saw of its request. */
export interface Seen {
  readonly client: string
  readonly fate: Fate
  /** Absent where the caller left before. */
  readonly id?: string
  readonly status?: number
  /** Milliseconds since the epoch. */
  readonly endedAt: number
}

const FATE_OF: readonly Fate[] = FATES.flatMap(fate => Array.from({ length: fate.share }, () => fate))

/** Mixes the fates: neighbours differ. */
const fateOf = (index: number): Fate => {
  const fate = FATE_OF[(index * 37) % FATE_OF.length]
  if (!fate) throw new Error('shares add up to none')
  return fate
}

/** Sends requests, so many at a time, until there are `count` or the signal ends it; tells of each that ended. */
export async function sendLoad(options: {
  readonly url: string
  readonly localKey: string
  readonly count: number
  readonly atOnce: number
  readonly name: string
  /** Settles when the upstream has the request of this client. */
  readonly arrival: (client: string) => Promise<void>
  readonly onEnd: (seen: Seen) => void
  readonly signal?: AbortSignal
}): Promise<void> {
  const { url, localKey, count, atOnce, name, arrival, onEnd, signal } = options
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const { hostname, port } = new URL(url)
  let next = 0
  const one = async (index: number): Promise<void> => {
    const fate = fateOf(index)
    const client = `${name}/${index}`
    const waiting = fate.leaves === 'early' ? arrival(client) : undefined
    const body = fate.body ?? JSON.stringify(bodyOf(fate))
    const sent = sendRequest({
      hostname,
      port,
      agent,
      method: fate.method ?? 'POST',
      path: fate.path ?? '/v1/chat/completions',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${fate.key ?? localKey}`,
        'user-agent': client,
      },
    })
    sent.end(body)
    const end = (reply?: IncomingMessage) =>
      onEnd({ client, fate, id: headerOf(reply), status: reply?.statusCode, endedAt: Date.now() })
    if (waiting) {
      sent.on('error', () => undefined)
      await waiting
      sent.destroy()
      return end()
    }
    const [reply]: IncomingMessage[] = await once(sent, 'response')
    if (!reply) throw new Error('no reply')
    // A torn connection is what some of them are about.
    reply.on('error', () => undefined)
    if (fate.leaves === 'late') {
      await once(reply, 'data')
      sent.destroy()
      return end(reply)
    }
    reply.resume()
    if (!reply.closed) await once(reply, 'close')
    end(reply)
  }
  const worker = async (): Promise<void> => {
    while (next < count && !signal?.aborted) await one(next++)
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, worker))
  } catch (error) {
    if (!signal?.aborted) throw error
  } finally {
    agent.destroy()
  }
}

const headerOf = (reply: IncomingMessage | undefined): string | undefined => {
  const id = reply?.headers['x-request-id']
  return typeof id === 'string' ? id : undefined
}

const bodyOf = ({ model = 'ok', fields }: Fate): JsonObject => ({
  model: model.includes('/') ? model : `lab/${model}`,
  max_tokens: 64,
  messages: [{ role: 'user', content: 'Say something about logs.' }],
  ...fields,
})
