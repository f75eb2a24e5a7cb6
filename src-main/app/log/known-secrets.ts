import { redactHeaders } from '../../core/exchange.ts'
import type { Provider } from '../../core/routing/provider.ts'
import type { LocalKeys } from '../../state/local-keys.ts'
import type { Secrets } from '../../state/secrets.ts'

/** Shorter values are words of any text: to take them out would say more than it hides. */
const SHORTEST = 6

/**
 * Exact values that must not be in anything that is stored or shown, whatever they look like: the keys of providers that
 * were read, the local ones, and what settings put into headers and URLs. Keys that were revoked since stay among them.
 */
export function createKnownSecrets(parts: {
  readonly secrets: Pick<Secrets, 'known'>
  readonly localKeys: Pick<LocalKeys, 'list' | 'token'>
  readonly providers: () => readonly Provider[]
}): () => readonly string[] {
  const { secrets, localKeys, providers } = parts
  const local = new Set<string>()
  let configured: { readonly of: readonly Provider[]; readonly values: readonly string[] } | undefined

  return () => {
    for (const { name } of localKeys.list()) local.add(localKeys.token(name) ?? '')
    const now = providers()
    if (configured?.of !== now) configured = { of: now, values: now.flatMap(inSettings) }
    const all = new Set([...secrets.known(), ...local, ...configured.values])
    return [...all].filter(({ length }) => length >= SHORTEST)
  }
}

/** Credentials that stand in the settings themselves. */
function inSettings({ headers = {}, baseUrl }: Pick<Provider, 'headers' | 'baseUrl'>): string[] {
  const shown = redactHeaders(headers)
  const hidden = Object.entries(headers).filter(([name, value]) => shown[name] !== value)
  const values = hidden.flatMap(([, value]) => [value, value.replace(/^\w+ /, '')])
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  return url?.password ? [...values, url.password, decoded(url.password)] : values
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
