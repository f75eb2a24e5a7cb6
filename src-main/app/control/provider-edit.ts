import type { SaveProviderInput } from '../../control/contract/providers.ts'
import type { ProviderSettings } from '../../core/routing/settings.ts'
import { editSettingsText } from '../../state/settings-edit.ts'
import type { Rewrite } from '../../state/settings-file.ts'
import { presets } from '../../upstream/providers/index.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The preset of a name, own properties only. */
const presetOf = (name: string | null | undefined) =>
  typeof name === 'string' && Object.hasOwn(presets, name) ? presets[name] : undefined

/** Writes a new provider whole, and of one that is there only the given fields. */
export function providerRewrite(
  { id, ...given }: SaveProviderInput,
  existing: ProviderSettings | undefined,
  environment: Environment,
): Rewrite {
  const fields = existing ? given : { ...given, key: given.key ?? usualKey(given.preset, environment) }
  const named = (['preset', 'baseUrl', 'endpoints', 'key'] as const).filter(
    field => fields[field] !== undefined,
  )
  if (!existing) {
    const value = Object.fromEntries(
      named.flatMap(field => (fields[field] === null ? [] : [[field, fields[field]]])),
    )
    return text => editSettingsText(text, ['providers', id], value)
  }
  return text =>
    named.reduce(
      (done, field) => editSettingsText(done, ['providers', id, field], fields[field] ?? undefined),
      text,
    )
}

/** Where a preset's key probably is: in its variable where that is set, else to be stored. */
function usualKey(name: string | null | undefined, environment: Environment): string {
  const preset = presetOf(name)
  const variable = preset?.keyEnvironment
  if (variable !== undefined && environment[variable]?.trim()) return `env:${variable}`
  return preset?.needsKey ? 'keychain' : 'none'
}
