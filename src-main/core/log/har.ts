import type { Content, Entry, Har, Header, QueryString, Request, Response } from 'har-format'
import { redactText } from '../redact.ts'
import { hasEnded } from './exchange-fields.ts'
import { type ExportContext, type ExportEntry, isoTime, missingMessages } from './export-entry.ts'
import type { Logged, StoredMessage } from './store.ts'

/** An entry with what HAR has no words for; custom fields begin with an underscore (§2). */
export interface PatchbayEntry extends Entry {
  readonly _patchbay: Logged | { readonly upstreamOf: string }
}

/**
 * Exchanges as an HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec): each as its client saw it, with the
 * exchange as `_patchbay`, and behind it the request to the provider, of several attempts the last one.
 */
export function exportHar(entries: readonly ExportEntry[], { version, proxyUrl }: ExportContext): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Patchbay', version },
      pages: [],
      entries: entries.flatMap(entry => [clientEntry(entry, proxyUrl), ...upstreamEntries(entry)]),
    },
  }
}

function clientEntry(entry: ExportEntry, proxyUrl: string): PatchbayEntry {
  const { exchange, messages } = entry
  const missing = missingMessages(entry)
  const took = hasEnded(exchange) ? exchange.durationMs : 0
  const status = hasEnded(exchange) ? exchange.status : 0
  const request = messages['client-request']
  return {
    ...timesOf({ startedAt: exchange.startedAt, took, waited: exchange.firstByteMs }),
    request: requestOf(request, {
      method: exchange.method,
      url: absolute(request?.url ?? exchange.path, proxyUrl),
      size: exchange.bytesIn,
    }),
    response: responseOf(
      messages['client-response'],
      status,
      hasEnded(exchange) ? (exchange.bytesOut ?? -1) : -1,
    ),
    cache: {},
    ...(missing !== undefined && { comment: missing }),
    _patchbay: exchange,
  }
}

function upstreamEntries({ exchange, messages }: ExportEntry): readonly PatchbayEntry[] {
  const request = messages['upstream-request']
  const attempt = exchange.attempts.at(-1)
  if (!request || !attempt) return []
  const { startedAt, durationMs, headMs, connectMs } = attempt
  return [
    {
      ...timesOf({ startedAt, took: durationMs, waited: headMs, connectMs }),
      request: requestOf(request, { method: 'POST', url: request.url ?? '', size: request.size }),
      response: responseOf(messages['upstream-response'], attempt.status ?? 0, -1),
      cache: {},
      comment: `to ${attempt.modelId}`,
      _patchbay: { upstreamOf: exchange.id },
    },
  ]
}

/** Phases that do not apply are -1; the others add up to the whole (§16). `waited`: from its start until an answer came. */
function timesOf(times: {
  readonly startedAt: number
  readonly took: number
  readonly waited: number | undefined
  readonly connectMs?: number
}): Pick<Entry, 'startedDateTime' | 'time' | 'timings'> {
  const { startedAt, took, waited = took, connectMs = -1 } = times
  const connected = Math.min(took, Math.max(0, connectMs))
  const wait = Math.min(took - connected, Math.max(0, waited - connected))
  return {
    startedDateTime: isoTime(startedAt),
    time: took,
    timings: {
      blocked: -1,
      dns: -1,
      ssl: -1,
      connect: connectMs < 0 ? -1 : connected,
      send: 0,
      wait,
      receive: took - connected - wait,
    },
  }
}

const absolute = (url: string, base: string): string =>
  /^[a-z]+:/i.test(url) ? url : `${base.replace(/\/$/, '')}${url}`

const COMMON = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 }

function requestOf(
  message: StoredMessage | undefined,
  known: { readonly method: string; readonly url: string; readonly size: number },
): Request {
  const { url } = known
  return {
    ...COMMON,
    method: message?.method ?? known.method,
    url,
    headers: headersOf(message),
    queryString: queryOf(url),
    bodySize: message?.size ?? known.size,
    ...(message &&
      message.text !== '' && { postData: { mimeType: mimeTypeOf(message), text: message.text } }),
  }
}

function responseOf(message: StoredMessage | undefined, status: number, size: number): Response {
  return {
    ...COMMON,
    status: message?.status ?? status,
    statusText: '',
    headers: headersOf(message),
    content: contentOf(message),
    redirectURL: message?.headers.location ?? '',
    bodySize: message?.size ?? size,
  }
}

const contentOf = (message: StoredMessage | undefined): Content =>
  message
    ? {
        size: message.size,
        mimeType: mimeTypeOf(message),
        text: message.text,
        ...(message.truncated && { comment: 'cut: it was longer than what is recorded' }),
      }
    : { size: 0, mimeType: 'x-unknown' }

const mimeTypeOf = ({ headers }: StoredMessage): string => headers['content-type'] ?? 'x-unknown'

const headersOf = (message: StoredMessage | undefined): Header[] =>
  Object.entries(message?.headers ?? {}).map(([name, value]) => ({ name, value }))

function queryOf(url: string): QueryString[] {
  const query = url.split('#', 1)[0]?.split('?').slice(1).join('?') ?? ''
  if (query === '') return []
  return query.split('&').map(pair => {
    const [name = '', ...value] = pair.split('=')
    return { name: redactText(decoded(name)), value: redactText(decoded(value.join('='))) }
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
