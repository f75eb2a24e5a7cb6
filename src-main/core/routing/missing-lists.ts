import { redactText } from '../redact.ts'
import type { Failure } from '../reply.ts'
import type { ProviderCatalog } from './catalog.ts'
import type { Provider } from './provider.ts'

const LONGEST_REASON = 120

/** Why a provider's list is not there: one clause without the advice that follows it, and without a key that it repeats. */
export function whyUnlisted({ listPath }: Provider, catalog: ProviderCatalog | undefined): string {
  if (listPath === null) return 'it has none'
  const [reason = ''] = redactText(catalog?.error ?? 'it was not fetched yet').split(/\.(?:\s|$)/, 1)
  return reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON - 1)}…` : reason
}

/** What a directory knows of lists that are not there. */
interface MissingLists {
  readonly unlisted: readonly Provider[]
  whyUnlisted(provider: Provider): string
}

type Allowed = (providerId: string) => boolean

/** The providers without a list, each with the reason: "openai (…), lab (…)". Empty where every one has its list. */
export const withoutLists = (
  { unlisted, whyUnlisted }: MissingLists,
  allowed: Allowed = () => true,
): string =>
  unlisted
    .filter(({ id }) => allowed(id))
    .map(provider => `${provider.id} (${whyUnlisted(provider)})`)
    .join(', ')

/** A failure that a list could turn into an answer also says which lists are missing, as far as the caller may know. */
export function withMissingLists(failure: Failure, lists: MissingLists, allowed: Allowed): Failure {
  const missing = withoutLists(lists, allowed)
  if (missing === '') return failure
  const advice = `No model list could be had from ${missing}: the names of their models are unknown until that is mended on the Providers page. Until then, call one as "provider/model".`
  return { ...failure, message: `${failure.message} ${advice}` }
}
