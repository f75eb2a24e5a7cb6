import type { Change } from '../../control/contract/changes.ts'
import type { ProviderOperations, StoreKeyInput } from '../../control/contract/providers.ts'
import { editSettingsText } from '../../state/settings-edit.ts'
import { reorderSettingsText } from '../../state/settings-order.ts'
import { presets } from '../../upstream/providers/index.ts'
import type { Workspace } from '../workspace.ts'
import { changeOf, refused } from './change-of.ts'
import type { KeyStates } from './key-states.ts'
import { checkProvider } from './provider-check.ts'
import { providerRewrite } from './provider-edit.ts'

/** What the page shows of providers and changes about them and their keys. Keys go in and never come out. */
export function providerOperations(given: {
  readonly workspace: Workspace
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly keyStates: Pick<KeyStates, 'look'>
}): Omit<ProviderOperations, 'list'> {
  const { workspace, environment, keyStates } = given
  const { settingsFile, secrets, catalogs } = workspace
  const configured = () => settingsFile.settings().providers
  const ownEntry = (id: string) => (Object.hasOwn(configured(), id) ? configured()[id] : undefined)
  const missing = (id: string) => refused('unknown', `The settings file has no provider "${id}".`)
  /** The key may have changed without a word in the settings: whoever knows of the old one asks again. */
  const keyChanged = (id: string): void => {
    void keyStates.look()
    void catalogs.refresh(id)
  }

  const storeKey = async ({ id, key }: StoreKeyInput): Promise<Change> => {
    const entry = ownEntry(id)
    if (!entry) return missing(id)
    const stored = await secrets.store(id, key)
    if (!stored.ok) return refused(/\s/.test(key.trim()) ? 'invalid' : 'keychain', stored.message)
    if (entry.key !== 'keychain') {
      const edit = await settingsFile.edit(['providers', id, 'key'], 'keychain')
      if (!edit.ok) return changeOf(edit)
    }
    keyChanged(id)
    return { ok: true }
  }

  return {
    presets: () =>
      Object.entries(presets).map(
        ([preset, { name, baseUrl, endpoints, needsKey, keyEnvironment, local }]) => ({
          preset,
          name,
          baseUrl,
          endpoints,
          needsKey,
          keyEnvironment,
          local: local ?? false,
          configured: Object.values(configured()).some(provider => provider.preset === preset),
        }),
      ),
    environmentKeys: () =>
      Object.entries(presets).flatMap(([preset, { name, keyEnvironment: variable }]) =>
        variable !== undefined && environment[variable]?.trim()
          ? [
              {
                preset,
                name,
                variable,
                adopted: Object.values(configured()).some(({ key }) => key === `env:${variable}`),
              },
            ]
          : [],
      ),
    keychain: secrets.keychain,
    async save(input) {
      const isFixed = !ownEntry(input.id) && workspace.directory().provider(input.id) !== undefined
      if (isFixed)
        return refused('invalid', `"${input.id}" is part of this start and not of the settings file.`)
      return changeOf(await settingsFile.change(providerRewrite(input, ownEntry(input.id), environment)))
    },
    async remove({ id, forgetKey }) {
      if (!ownEntry(id)) return missing(id)
      const removed = changeOf(
        await settingsFile.change(text => editSettingsText(text, ['providers', id], undefined)),
      )
      if (!removed.ok || !forgetKey) return removed
      const forgotten = await secrets.forget(id)
      return forgotten.ok ? removed : refused('keychain', forgotten.message)
    },
    async reorder({ ids }) {
      const known = Object.keys(configured())
      if ([...ids].sort().join() !== [...known].sort().join()) {
        return refused(
          'changed',
          'The providers are others than those that were shown. Look at them and try again.',
        )
      }
      return changeOf(await settingsFile.change(text => reorderSettingsText(text, ['providers'], ids)))
    },
    storeKey,
    async forgetKey({ id }) {
      const forgotten = await secrets.forget(id)
      if (!forgotten.ok) return refused('keychain', forgotten.message)
      keyChanged(id)
      return { ok: true }
    },
    async check({ id }, signal) {
      const provider = workspace.directory().provider(id)
      if (!provider) return { ok: false, message: `There is no provider "${id}".`, durationMs: 0 }
      return checkProvider(workspace, provider, signal)
    },
  }
}
