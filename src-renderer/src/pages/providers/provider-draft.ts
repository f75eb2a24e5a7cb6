import type { PresetView, SaveProviderInput } from '../../../../src-main/control/contract/providers.ts'
import type { ProviderView } from '../../../../src-main/control/contract.ts'
import type { Dialect } from '../../ui/mode-badge.tsx'

/** Where a key can lie. */
export type KeyKind = 'env' | 'keychain' | 'file' | 'client' | 'none'

/** A provider while its form is open. */
export interface ProviderDraft {
  readonly id: string
  /** The bundled provider it is made from; null for the user's own. */
  readonly preset: string | null
  /** Empty: the preset's. */
  readonly baseUrl: string
  readonly endpoints: readonly Dialect[]
  readonly keyKind: KeyKind
  readonly variable: string
  readonly file: string
  /** Typed for the keychain; never shown again. */
  readonly secret: string
  /** It stands in the settings already. */
  readonly exists: boolean
}

const BLANK: ProviderDraft = {
  id: '',
  preset: null,
  baseUrl: '',
  endpoints: ['chat'],
  keyKind: 'none',
  variable: '',
  file: '',
  secret: '',
  exists: false,
}

/** A new provider with what its preset says; the id is free among those that are taken. */
export function draftOfPreset(preset: PresetView, taken: readonly string[], adopt = false): ProviderDraft {
  const variable = preset.keyEnvironment ?? ''
  return {
    ...BLANK,
    id: freeId(preset.preset, taken),
    preset: preset.preset,
    endpoints: preset.endpoints,
    keyKind: adopt ? 'env' : preset.needsKey ? 'keychain' : 'none',
    variable,
  }
}

/** A new provider at an address of the user's. */
export const customDraft = (taken: readonly string[]): ProviderDraft => ({
  ...BLANK,
  id: freeId('lab', taken),
})

/** A provider of the settings. Where its base URL is the preset's, the field stays empty. */
export function draftOfProvider(provider: ProviderView, preset: PresetView | undefined): ProviderDraft {
  const { id, key, baseUrl, endpoints } = provider
  const [kind = 'none', ...rest] = key.source.split(':')
  const place = rest.join(':')
  return {
    ...BLANK,
    id,
    preset: provider.preset ?? null,
    baseUrl: baseUrl === preset?.baseUrl ? '' : baseUrl,
    endpoints,
    keyKind: KEY_KINDS.find(known => known === kind) ?? 'none',
    variable: kind === 'env' ? place : (preset?.keyEnvironment ?? ''),
    file: kind === 'file' ? place : '',
    exists: true,
  }
}

export const KEY_KINDS: readonly KeyKind[] = ['keychain', 'env', 'file', 'client', 'none']

function freeId(wanted: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.includes(id)) return id
  }
}

/** What is sent. What is as the preset says is left to the preset, so that it follows the preset's changes. */
export function inputOf(draft: ProviderDraft, preset: PresetView | undefined): SaveProviderInput {
  const { id, exists } = draft
  const baseUrl = draft.baseUrl.trim()
  const asPreset = preset !== undefined && sameSet(preset.endpoints, draft.endpoints)
  return {
    id,
    ...(!exists && draft.preset !== null && { preset: draft.preset }),
    ...((baseUrl || exists) && { baseUrl: baseUrl || null }),
    ...(asPreset ? exists && { endpoints: null } : { endpoints: [...draft.endpoints] }),
    key: keySource(draft),
  }
}

const keySource = ({ keyKind, variable, file }: ProviderDraft): string => {
  if (keyKind === 'env') return `env:${variable.trim()}`
  return keyKind === 'file' ? `file:${file.trim()}` : keyKind
}

const sameSet = (left: readonly Dialect[], right: readonly Dialect[]): boolean =>
  left.length === right.length && left.every(dialect => right.includes(dialect))

export type DraftProblems = Partial<Record<'id' | 'baseUrl' | 'endpoints' | 'variable' | 'file', string>>

/** What stands in the way of saving, by field. The server has the last word. */
export function problemsOf(draft: ProviderDraft, taken: readonly string[]): DraftProblems {
  const { id, preset, baseUrl, endpoints, keyKind, variable, file, exists } = draft
  return {
    ...(!/^[a-z0-9][a-z0-9-]*$/.test(id) && { id: 'Lower-case letters, digits and "-", e.g. "lab".' }),
    ...(!exists && taken.includes(id) && { id: `There is a provider "${id}" already.` }),
    ...(preset === null &&
      baseUrl.trim() === '' && { baseUrl: 'Where it is, e.g. http://127.0.0.1:8000/v1' }),
    ...(baseUrl.trim() !== '' &&
      !isAddress(baseUrl) && { baseUrl: 'An address that begins with http:// or https://' }),
    ...(endpoints.length === 0 && { endpoints: 'Choose at least one.' }),
    ...(keyKind === 'env' &&
      variable.trim() === '' && { variable: 'The name of the variable, e.g. OPENAI_API_KEY' }),
    ...(keyKind === 'file' && file.trim() === '' && { file: 'A path; the key is its first line.' }),
  }
}

const isAddress = (text: string): boolean => /^https?:$/.test(URL.parse(text.trim())?.protocol ?? '')
