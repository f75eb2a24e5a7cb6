import type { Failure } from '../core/reply.ts'
import type { Provider } from '../core/routing/provider.ts'

/** A provider's 401 or 403 to a key that is not the caller's own (interface §6); `said` are its words. */
export function rejectedKey(provider: Provider, status: number, said: string): Failure {
  const { what, remedy } = adviceFor(provider)
  return {
    status: 502,
    code: 'provider_rejected_key',
    message: `Provider "${provider.id}" ${what} (${status}: ${said}). ${remedy}`,
    origin: 'provider',
  }
}

/** What was rejected and how that is mended, by where the key lies. */
function adviceFor({ id, key }: Provider): { readonly what: string; readonly remedy: string } {
  switch (key.kind) {
    case 'env':
      return {
        what: `rejected the key in the environment variable ${key.name}`,
        remedy: 'Set a valid one there and start Patchbay again.',
      }
    case 'file':
      return {
        what: `rejected the key in ${key.path}`,
        remedy: 'Write a valid one into its first line.',
      }
    case 'keychain':
      return {
        what: 'rejected the key that is stored for it',
        remedy: `Store a valid one with \`patchbay key set ${id}\` or on the page.`,
      }
    case 'none':
    case 'client':
      return {
        what: `wants a key, and its settings have "key": "${key.kind}"`,
        remedy: `Say on the Providers page, or at providers.${id}.key in the settings, where one lies: "keychain", "env:NAME" or "file:PATH".`,
      }
  }
}
