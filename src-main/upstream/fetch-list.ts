import type { Readable } from 'node:stream'
import { asObject, asString, parseJson } from '../core/json.ts'
import type { ListedModel } from '../core/routing/catalog.ts'
import type { Provider } from '../core/routing/provider.ts'
import { readModelPage } from './model-list.ts'
import type { Sender } from './send.ts'
import { sendFailure } from './send-failure.ts'
import type { UpstreamReply } from './upstream-reply.ts'

export type ListFetched =
  | { readonly ok: true; readonly models: readonly ListedModel[] }
  /** In the provider's own words where it has any; short, and without the key. */
  | { readonly ok: false; readonly error: string }

/** OpenRouter's list has about a megabyte. */
const MAX_BYTES = 32 * 1024 * 1024
const MAX_PAGES = 50
const MAX_ERROR = 300

/** A provider's whole model list, page by page. Never throws. */
export async function fetchList(options: {
  readonly provider: Provider
  readonly credential: string | undefined
  readonly sender: Sender
  readonly signal: AbortSignal
}): Promise<ListFetched> {
  const { provider, credential, sender, signal } = options
  const models: ListedModel[] = []
  const seen = new Set<string>()
  const redact = (text: string) => shorten(credential ? text.replaceAll(credential, '[key]') : text)
  for (let page = 0, after: string | undefined; page < MAX_PAGES; page++) {
    const url = listUrl(provider, after)
    const sent = await sender.send({ url, method: 'GET', headers: listHeaders(provider, credential), signal })
    if (!sent.ok) return { ok: false, error: redact(sent.failure.message) }
    const read = await readText(sent.reply, URL.parse(url)?.host ?? url)
    if (!read.ok) return { ok: false, error: redact(read.error) }
    if (sent.reply.status !== 200) return { ok: false, error: redact(refusal(sent.reply, read.text)) }
    const found = readModelPage(parseJson(read.text), provider.listIdPrefix)
    if (!found) return { ok: false, error: redact(`its answer is no model list: ${read.text}`) }
    models.push(...found.models.filter(({ id }) => !seen.has(id)))
    for (const { id } of found.models) seen.add(id)
    if (found.after === undefined || found.after === after) break
    after = found.after
  }
  return { ok: true, models }
}

function listUrl(provider: Provider, after: string | undefined): string {
  const url = provider.baseUrl + (provider.listPath ?? '')
  if (after === undefined) return url
  return `${url}${url.includes('?') ? '&' : '?'}after_id=${encodeURIComponent(after)}`
}

function listHeaders(provider: Provider, credential: string | undefined): Record<string, string> {
  const { auth } = provider
  return {
    accept: 'application/json',
    ...provider.headers,
    ...(credential && { [auth.header]: auth.scheme ? `${auth.scheme} ${credential}` : credential }),
  }
}

/** What a refusal says, with its status: the message of the body in any of the usual places, else its beginning. */
function refusal({ status, headers }: UpstreamReply, text: string): string {
  const location = headers['location']
  if (status >= 300 && status < 400 && typeof location === 'string')
    return `${status}: it points to ${location.split('?')[0]}; redirects are not followed, correct the baseUrl`
  const body = asObject(parseJson(text))
  const inner = asString(asObject(body.error).message)
  const words = inner ?? asString(body.error) ?? asString(body.message) ?? asString(body.detail) ?? text
  return words.trim() === '' ? `${status}` : `${status}: ${words}`
}

async function readText(
  reply: UpstreamReply,
  host: string,
): Promise<{ ok: true; text: string } | { ok: false; error: string }> {
  const chunks: Uint8Array[] = []
  let size = 0
  const body: Readable = reply.body
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      size += chunk.length
      if (size > MAX_BYTES) return { ok: false, error: `its list is longer than ${MAX_BYTES} bytes` }
    }
  } catch (error) {
    return { ok: false, error: sendFailure(error, host).message }
  }
  return { ok: true, text: Buffer.concat(chunks).toString('utf8') }
}

/** One line without tags, of a length that fits a header and a table. */
function shorten(text: string): string {
  const line = text
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > MAX_ERROR ? `${line.slice(0, MAX_ERROR - 1)}…` : line
}
