import type { Provider } from '../routing/provider.ts'
import { isDialect, type Spoken } from '../spoken.ts'
import type { CurlKey } from './curl.ts'

/** How a client showed the local key in a request with these headers, with a variable in its place. */
export function patchbayKey(headers: Readonly<Record<string, string>>): CurlKey {
  const variable = 'PATCHBAY_KEY'
  const bare = ['x-patchbay-key', 'x-api-key', 'api-key', 'x-goog-api-key']
  const header = headers.authorization === undefined || headers['x-patchbay-key'] ? bare : []
  const used = header.find(name => headers[name] !== undefined)
  return used === undefined
    ? { header: 'authorization', scheme: 'Bearer', variable }
    : { header: used, variable }
}

/** How a provider wants its key, with the variable that its own documentation names; undefined where it wants none. */
export function providerKey(
  provider: Pick<Provider, 'id' | 'auth' | 'authFor' | 'key' | 'keyEnvironment'>,
  spoken: Spoken,
): CurlKey | undefined {
  const { id, key, keyEnvironment, auth, authFor } = provider
  if (key.kind === 'none') return undefined
  const usual = keyEnvironment ?? `${id.toUpperCase().replaceAll('-', '_')}_API_KEY`
  const style = isDialect(spoken) ? authFor?.[spoken] : undefined
  return { ...(style ?? auth), variable: key.kind === 'env' ? key.name : usual }
}
