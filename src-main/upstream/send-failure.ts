import type { Failure } from '../core/reply.ts'

const timeout = (host: string, did: string): Failure => ({
  status: 504,
  code: 'provider_timeout',
  message: `${host} ${did}. Try again; if it stays so, look at the provider's status page or its base URL.`,
  origin: 'provider',
})

const unreachable = (message: string, origin: Failure['origin'] = 'provider'): Failure => ({
  status: 502,
  code: 'provider_unreachable',
  message,
  origin,
})

const untrusted = (host: string) =>
  unreachable(
    `The certificate of ${host} is not trusted. If a company proxy or your own authority signs it, name its file in NODE_EXTRA_CA_CERTS.`,
  )

const cut = (host: string) =>
  unreachable(`${host} closed the connection before its answer was complete. Try again.`)

const refused = (host: string) =>
  unreachable(`Nothing answers at ${host}. Start the server, or correct the provider's baseUrl.`)

const nowhere = (host: string) =>
  unreachable(
    `The name of ${host} cannot be found. Check the network and the spelling of the provider's baseUrl.`,
  )

const noRoute = (host: string) => unreachable(`There is no way to ${host} from here. Check the network.`)

const unsendable = () =>
  unreachable(
    'The request could not be formed. Check that the stored key and the headers hold no line breaks and no special characters.',
    'patchbay',
  )

/** What went wrong by error code, from Node, its TLS and undici. */
const BY_CODE: Readonly<Record<string, (host: string) => Failure>> = {
  ECONNREFUSED: refused,
  ENOTFOUND: nowhere,
  EAI_AGAIN: nowhere,
  ENETUNREACH: noRoute,
  EHOSTUNREACH: noRoute,
  ECONNRESET: cut,
  EPIPE: cut,
  UND_ERR_SOCKET: cut,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: cut,
  UND_ERR_INVALID_ARG: unsendable,
  ETIMEDOUT: host => timeout(host, 'could not be reached in time'),
  UND_ERR_CONNECT_TIMEOUT: host => timeout(host, 'could not be reached in time'),
  UND_ERR_HEADERS_TIMEOUT: host => timeout(host, 'did not answer in time'),
  UND_ERR_BODY_TIMEOUT: host => timeout(host, 'stopped sending in the middle of its answer'),
  UND_ERR_PRX_TLS: host => unreachable(`The HTTPS proxy on the way to ${host} could not be used.`),
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
  ERR_SSL_WRONG_VERSION_NUMBER: host =>
    unreachable(`${host} does not speak HTTPS. Write http:// in the provider's baseUrl.`),
}

/** The caller went away or gave up; 499 as proxies log it. */
export const ABORTED: Failure = {
  status: 499,
  code: 'aborted',
  message: 'The request was aborted before the provider had answered.',
  origin: 'patchbay',
}

/** An address that hands out a cloud machine's credentials: never called, whatever a setting or a name server says. */
export const blockedFailure = (host: string): Failure =>
  unreachable(
    `${host} is a link-local or metadata address and is never called. Correct the provider's baseUrl.`,
    'patchbay',
  )

/** Marks a look-up that was refused by us, on its way through the socket's error. */
export const BLOCKED_CODE = 'PATCHBAY_BLOCKED_ADDRESS'

/**
 * The failure behind an error of the connection, before the answer or in the middle of its body. Never holds headers or
 * anything of the request.
 */
export function sendFailure(error: unknown, host: string): Failure {
  const { name, code } = errorFacts(error)
  if (name === 'AbortError' || code === 'ABORT_ERR' || code === 'UND_ERR_ABORTED') return ABORTED
  if (code === BLOCKED_CODE) return blockedFailure(host)
  const known = code === undefined ? undefined : BY_CODE[code]
  return known?.(host) ?? unreachable(`${host} could not be reached${code ? ` (${code})` : ''}.`)
}

/** Name and code of an error, looking through the causes and, for several addresses tried at once, at the first. */
function errorFacts(error: unknown, depth = 0): { name?: string; code?: string } {
  if (!(error instanceof Error)) return {}
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code !== undefined || depth > 3) return { name: error.name, code }
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause
  return { name: error.name, code: errorFacts(inner, depth + 1).code }
}
