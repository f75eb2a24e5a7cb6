import type { ControlState } from './contract.ts'

/** The state with user and password taken out of every URL: some people keep them in a provider's base URL. */
export function withoutCredentials(state: ControlState): ControlState {
  const { values } = state.settings
  return {
    ...state,
    providers: state.providers.map(provider => ({ ...provider, baseUrl: publicUrl(provider.baseUrl) })),
    settings: {
      ...state.settings,
      values: values && { ...values, providers: publicProviders(values.providers) },
    },
  }
}

type Providers = NonNullable<ControlState['settings']['values']>['providers']

const publicProviders = (providers: Providers): Providers =>
  Object.fromEntries(
    Object.entries(providers).map(([id, provider]) => [
      id,
      provider.baseUrl === undefined ? provider : { ...provider, baseUrl: publicUrl(provider.baseUrl) },
    ]),
  )

/** A URL without its credentials and query; other text as it is. */
function publicUrl(text: string): string {
  if (!URL.canParse(text)) return text
  const url = new URL(text)
  if (!url.username && !url.password && !url.search) return text
  url.username = ''
  url.password = ''
  url.search = ''
  return url.href
}
