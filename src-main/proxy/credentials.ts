import type { Dialect } from '../core/conversation.ts'
import type { Provider } from '../core/routing/provider.ts'
import { callerCredentials } from './access.ts'
import type { Call } from './call.ts'
import { authHeader } from './headers.ts'
import { found, type Result, refused } from './outcome.ts'
import type { ProxyParts } from './parts.ts'
import type { ProviderKeys } from './provider-data.ts'

/** How a request proves itself to a provider. `isCallers`: the key is the caller's own, and so is its rejection. */
export interface Proof {
  readonly headers: Record<string, string>
  readonly isCallers: boolean
}

/** The key for one provider: what the caller brought for it, else its own where the settings say so, else the stored one. */
export async function proofFor(options: {
  readonly call: Pick<Call, 'request'>
  readonly parts: Pick<ProxyParts, 'credential' | 'checkKey' | 'onCallerKey'>
  readonly provider: Provider
  readonly brought: ProviderKeys
  /** Undefined for endpoints outside of the three dialects. */
  readonly dialect: Dialect | undefined
  readonly action: 'pass' | 'translate'
}): Promise<Result<Proof>> {
  const { call, parts, provider, brought, dialect, action } = options
  const given = brought.get(provider.id)
  if (given !== undefined) {
    parts.onCallerKey?.(given)
    return found({ headers: authHeader(provider, dialect, given), isCallers: true })
  }
  if (provider.key.kind === 'client') {
    const own = callerCredentials(call.request.headers).find(({ token }) => !parts.checkKey(token))
    if (!own) return keyWanted(provider)
    parts.onCallerKey?.(own.token)
    // In its own dialect the header stays: `Bearer` and `x-api-key` are two kinds of keys at Anthropic.
    const headers = action === 'pass' ? { [own.header]: own.value } : authHeader(provider, dialect, own.token)
    return found({ headers, isCallers: true })
  }
  const stored = await parts.credential(provider)
  if (!stored.ok) return stored
  const headers = stored.value === undefined ? {} : authHeader(provider, dialect, stored.value)
  return found({ headers, isCallers: false })
}

const keyWanted = ({ id }: Provider) =>
  refused(
    401,
    'provider_key_missing',
    `Provider "${id}" is used with the caller's own key, and none was sent. Send it as usual, and the local key, if one is required, in "x-patchbay-key".`,
    { type: 'authentication_error' },
  )
