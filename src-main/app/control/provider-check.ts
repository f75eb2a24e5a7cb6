import type { ProviderCheck } from '../../control/contract/providers.ts'
import { redactText } from '../../core/redact.ts'
import type { Provider } from '../../core/routing/provider.ts'
import { fetchList } from '../../upstream/fetch-list.ts'
import type { Workspace } from '../workspace.ts'

const TIMEOUT = 15_000

/** Fetches a provider's list with its key: whether address and key are right. The list that is kept stays as it is. */
export async function checkProvider(
  { secrets, sender }: Pick<Workspace, 'secrets' | 'sender'>,
  provider: Provider,
  signal: AbortSignal | undefined,
): Promise<ProviderCheck> {
  const startedAt = performance.now()
  const durationMs = () => Math.round(performance.now() - startedAt)
  const failed = (message: string) =>
    ({ ok: false, message: redactText(message), durationMs: durationMs() }) as const
  if (provider.listPath === null) {
    return failed(`${provider.name} has no model list to ask for. Send a test prompt instead.`)
  }
  const credential = await secrets.read(provider)
  if (!credential.ok) return failed(credential.reason)
  const timeout = AbortSignal.timeout(TIMEOUT)
  const fetched = await fetchList({
    provider,
    credential: credential.value,
    sender,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  })
  if (fetched.ok) return { ok: true, models: fetched.models.length, durationMs: durationMs() }
  if (timeout.aborted) return failed(`There was no answer within ${TIMEOUT / 1000} s.`)
  if (provider.key.kind === 'client') {
    return failed(`${fetched.error} (asked without a key: only callers have one)`)
  }
  return failed(fetched.error)
}
