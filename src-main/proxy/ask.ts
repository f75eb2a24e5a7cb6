import type { Readable } from 'node:stream'
import type { Dialect } from '../core/conversation.ts'
import { dialects } from '../core/dialects/index.ts'
import { isObject, parseJson } from '../core/json.ts'
import { redactText } from '../core/redact.ts'
import type { Failure } from '../core/reply.ts'
import type { ResolvedTarget } from '../core/routing/resolution.ts'
import type { UpstreamBody, UpstreamRequest } from '../upstream/send.ts'
import type { UpstreamReply } from '../upstream/upstream-reply.ts'
import { decoded } from './body.ts'
import type { Call } from './call.ts'
import type { Proof } from './credentials.ts'
import { headerText, upstreamId } from './headers.ts'
import type { Journal } from './journal.ts'
import { isForm } from './multipart.ts'
import type { ProxyParts } from './parts.ts'
import type { SentRequest } from './recorder.ts'
import { type Refusal, refusal } from './refusal.ts'
import { judge, withNames } from './verdict.ts'

/** A request to one model at one provider. */
export interface Ask {
  readonly call: Call
  readonly parts: ProxyParts
  readonly target: ResolvedTarget
  /** The dialect that is spoken there; undefined for endpoints outside of the three. */
  readonly dialect: Dialect | undefined
  readonly action: 'pass' | 'translate'
  readonly method?: UpstreamRequest['method']
  /** Below the provider's base URL, with its query. */
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: UpstreamBody
  readonly proof: Proof
}

export type Asked = { readonly kind: 'answered'; readonly reply: UpstreamReply } | Refusal

/** Sends one request and notes the attempt. Errors of any kind come back as refusals, their bodies read. */
export async function ask(options: Ask): Promise<Asked> {
  const { call, parts, target, dialect, action, proof } = options
  const { journal } = call
  const request = {
    url: target.provider.baseUrl.replace(/\/$/, '') + options.path,
    method: options.method ?? 'POST',
    headers: { ...options.headers, ...proof.headers },
  }
  // As bytes it can be recorded and sent without being encoded twice.
  const body = typeof options.body === 'string' ? Buffer.from(options.body) : options.body
  recordRequest(call, { ...request, secret: Object.keys(proof.headers) }, body)
  const attempt = journal.sends({ modelId: target.modelId, dialect: dialect ?? call.spoken, action })
  const sent = await parts.send({ ...request, body, signal: call.signal })
  if (!sent.ok) {
    attempt.fails(sent.failure.code)
    return refusal(withNames(sent.failure, target, call.requestedName()))
  }
  const { reply } = sent
  const { status, headers, connectMs } = reply
  journal.record.upstreamResponse(status, headers)
  attempt.answers({ status, connectMs, upstreamId: upstreamId(headers) })
  if (status >= 200 && status < 300) return { kind: 'answered', reply }
  const text = withoutKey(redactText(await readErrorBody(reply, journal)), proof)
  const said = readSaid({ dialect, status, text, headers, now: parts.clock.now() })
  const failure = judge({
    status,
    said,
    target,
    requested: call.requestedName(),
    isCallersKey: proof.isCallers,
  })
  attempt.fails(failure.code)
  const isPassable = failure === said && isObject(parseJson(text))
  const original = isPassable && dialect ? { dialect, status, body: text } : undefined
  return { kind: 'refused', failure, original, headers, status, said }
}

function recordRequest(
  { journal }: Call,
  request: SentRequest,
  body: Exclude<UpstreamBody, string> | undefined,
): void {
  const { record } = journal
  const type = request.headers['content-type']
  if (!isForm(typeof type === 'string' ? type : undefined)) record.upstreamRequest(request, body)
  else record.upstreamSize(request, sizeOf(body))
}

function sizeOf(body: Exclude<UpstreamBody, string> | undefined): number {
  if (body === undefined || body instanceof Uint8Array) return body?.length ?? 0
  return body.reduce((total, { length }) => total + length, 0)
}

/** Providers repeat keys in their errors; ours need not look like one. Short values are words of any message. */
function withoutKey(text: string, { headers }: Proof): string {
  const keys = Object.values(headers).map(value => value.replace(/^\w+ /, ''))
  return keys.filter(key => key.length >= 6).reduce((left, key) => left.replaceAll(key, '[hidden]'), text)
}

interface Answered {
  readonly dialect: Dialect | undefined
  readonly status: number
  readonly text: string
  readonly headers: UpstreamReply['headers']
  /** Milliseconds since the epoch. */
  readonly now: number
}

function readSaid({ dialect, status, text, headers, now }: Answered): Failure {
  const said = dialects[dialect ?? 'chat'].readFailure(status, text)
  const retryAfter = said.retryAfter ?? readRetryAfter(headerText(headers['retry-after']), now)
  return retryAfter === undefined ? said : { ...said, retryAfter }
}

/** Seconds from now, of both forms that the header has (RFC 9110 §10.2.3). */
function readRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Number(text)
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}

const LONGEST_ERROR = 1024 * 1024

/** At most 1 MB of an error's body, decompressed; what came until a cut counts. */
async function readErrorBody({ body, headers }: UpstreamReply, journal: Journal): Promise<string> {
  const stream: Readable = decoded(body, headerText(headers['content-encoding'])) ?? body
  if (stream !== body) journal.record.upstreamDecoded()
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of stream) {
      journal.heard(chunk)
      chunks.push(chunk)
      length += chunk.length
      if (length > LONGEST_ERROR) break
    }
  } catch {
    // A broken error body is still an error: its status says what matters.
  }
  body.destroy()
  return Buffer.concat(chunks).toString()
}
