/** Names that only exist in a home or an office network, or are kept free for tests. */
const PRIVATE_NAME = /(^[^.]+|\.(local|lan|home|internal|localdomain|home\.arpa|test|localhost|ts\.net))$/
const PRIVATE_ADDRESS =
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[(::1|f[cd][0-9a-f]{2}:|fe80:))/

/** A base URL without the slashes at its end. */
export const trimBaseUrl = (baseUrl: string): string => baseUrl.replace(/\/+$/, '')

/** Why a base URL cannot be used, or undefined. `withKey`: a key would travel to it. */
export function baseUrlProblem(baseUrl: string, withKey: boolean): string | undefined {
  const url = URL.parse(baseUrl)
  if (!url) return 'this is no URL'
  if (url.username || url.password) return 'a base URL holds no user name or password; name the key in "key"'
  if (url.search || url.hash) return 'a base URL has no "?" and no "#"'
  const endpoint = /\/(chat\/completions|responses|messages|models)\/*$/.exec(url.pathname)?.[1]
  if (endpoint) return `leave out "/${endpoint}": a base URL ends where that begins`
  const host = url.hostname
  const privately = PRIVATE_ADDRESS.test(host) || (!/^[\d.]+$|^\[/.test(host) && PRIVATE_NAME.test(host))
  if (withKey && url.protocol === 'http:' && !privately)
    return 'use https: over http the key would travel readable through the internet'
  return undefined
}
