import { redactText } from '../core/redact.ts'
import type { ControlState } from './contract/state.ts'

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

/** A literal where only the name of a key's place may stand. */
const LITERAL_KEY = /("key"\s*:\s*")(?!env:|file:|keychain"|client"|none")(?:[^"\\]|\\.)*"/g

/** The settings file for people to read: a key that was written into it by mistake is hidden, as are passwords in URLs. */
export const settingsWithoutSecrets = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : redactText(text).replace(LITERAL_KEY, '$1[hidden]"')
