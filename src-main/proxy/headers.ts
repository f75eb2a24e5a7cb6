import type { IncomingHttpHeaders } from 'node:http'
import type { Dialect } from '../core/conversation.ts'
import type { Loss } from '../core/reply.ts'
import type { Provider } from '../core/routing/provider.ts'
import type { Resolution, ResolvedTarget } from '../core/routing/resolution.ts'
import { convertedLimits } from './rate-limits.ts'

type ReplyHeaders = Readonly<Record<string, string | string[] | undefined>>

const HOP_BY_HOP = 'connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade'
/** Never goes up: the connection's own, the body's (set anew), credentials, and what tells of the caller's machine. */
const KEPT_HERE = new RegExp(
  `^(?:${HOP_BY_HOP}|host|content-.*|expect|accept-encoding|accept-language|cookie2?|authorization|x-api-key|api-key|x-goog-api-key|x-patchbay-.*|x-llamastack-.*|x-ogx-.*|x-stainless-.*|x-forwarded-.*|forwarded|via|x-real-ip|cf-.*|origin|referer|sec-.*|x-request-id|priority)$`,
)
/** Where gateways and clouds carry keys, too: they go up with the caller's own key only. */
const CREDENTIAL = /(?:^|-)(?:auth|authorization|token|secret|api-?key|access-?key|subscription-key)$/
/** Belong to the account behind the caller's own key: with another key the provider refuses them. */
const BOUND_TO_KEY = /^(?:openai-organization|openai-project)$/
/** Never comes down. */
const KEPT_UPSTREAM = new RegExp(
  `^(?:${HOP_BY_HOP}|set-cookie2?|strict-transport-security|alt-svc|access-control-.*|x-patchbay-.*|x-request-id|date|server|nel|report-to|vary)$`,
)
/** What a caller of another dialect still understands. */
const COMES_TRANSLATED =
  /^(?:retry-after(?:-ms)?|x-ratelimit-.*|anthropic-ratelimit-.*|x-should-retry|request-id)$/

/**
 * The caller's headers for a provider that speaks its dialect: as they are (user agent, `anthropic-beta`,
 * `anthropic-version`), without what concerns only this hop. What Codex tells of the machine and the session is for OpenAI alone.
 */
export function passedHeaders(
  incoming: IncomingHttpHeaders,
  { isOwnKey, isOpenai }: { readonly isOwnKey: boolean; readonly isOpenai: boolean },
): Record<string, string> {
  const named = new Set((incoming.connection ?? '').split(',').map(name => name.trim().toLowerCase()))
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming)) {
    if (value === undefined || KEPT_HERE.test(name) || named.has(name)) continue
    if (!isOpenai && name.startsWith('x-codex-')) continue
    if (!isOwnKey && (BOUND_TO_KEY.test(name) || CREDENTIAL.test(name))) continue
    out[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return out
}

/** The header that carries a key to a provider. */
export function authHeader(
  provider: Provider,
  dialect: Dialect | undefined,
  key: string,
): Record<string, string> {
  const { header, scheme } = (dialect && provider.authFor?.[dialect]) ?? provider.auth
  return { [header.toLowerCase()]: scheme ? `${scheme} ${key}` : key }
}

/** A provider's fixed headers, in lower case as everything else. */
export const fixedHeaders = (provider: Provider): Record<string, string> =>
  Object.fromEntries(
    Object.entries(provider.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )

/** What comes down with a reply that is passed. The provider's request id is `x-upstream-id`. */
export const returnedHeaders = (headers: ReplyHeaders): Record<string, string | string[]> =>
  selected(headers, () => true)

/** What comes down with a reply that is rewritten for a caller of this dialect; `now` as in `convertedLimits`. */
export const translatedHeaders = (
  headers: ReplyHeaders,
  to: Dialect,
  now: number,
): Record<string, string | string[]> => ({
  ...selected(headers, name => COMES_TRANSLATED.test(name)),
  ...convertedLimits(headers, to, now),
})

function selected(
  headers: ReplyHeaders,
  isWanted: (name: string) => boolean,
): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !KEPT_UPSTREAM.test(name) && isWanted(name)) out[name] = value
  }
  const id = upstreamId(headers)
  return id === undefined ? out : { ...out, 'x-upstream-id': id }
}

/** The provider's own id of a request. */
export const upstreamId = (headers: ReplyHeaders): string | undefined =>
  headerText(headers['x-request-id']) ?? headerText(headers['request-id'])

export const headerText = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

/** `x-patchbay-model` and `x-patchbay-route` (interface §6). */
export function routeHeaders(
  { route }: Pick<Resolution, 'route'>,
  target: Pick<ResolvedTarget, 'modelId'>,
  way: string | undefined,
): Record<string, string> {
  const from = route.name === undefined ? route.kind : `${route.kind} ${headerSafe(route.name)}`
  return {
    'x-patchbay-model': headerSafe(target.modelId),
    'x-patchbay-route': way === undefined ? from : `${from}; ${way}`,
  }
}

/** Some servers and clients end at 8 KB of headers. */
const LONGEST_WARNINGS = 4_000

/** `x-patchbay-warnings`: a comma list of `code;path`; says `truncated;N` for N that found no room. */
export function warningHeaders(losses: readonly Loss[]): Record<string, string> {
  const items = [...new Set(losses.map(({ code, path }) => `${headerSafe(code)};${headerSafe(path)}`))]
  let text = ''
  for (const [index, item] of items.entries()) {
    const next = text === '' ? item : `${text},${item}`
    if (next.length > LONGEST_WARNINGS) {
      text = `${text === '' ? '' : `${text},`}truncated;${items.length - index}`
      break
    }
    text = next
  }
  return text === '' ? {} : { 'x-patchbay-warnings': text }
}

/** Percent-encodes what cannot stand in our headers, the separators included. */
const headerSafe = (text: string): string =>
  text.replace(/[^\x21-\x7e]|[,;%]/gu, char => encodeURIComponent(char.isWellFormed() ? char : '\ufffd'))
