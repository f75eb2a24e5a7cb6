import type { Change } from '../../control/contract/changes.ts'
import type {
  ModelOperations,
  ModelRow,
  SetEnabledInput,
  SetModeInput,
} from '../../control/contract/models.ts'
import { modelSettings } from '../../core/routing/model-settings.ts'
import { BUNDLED_PRICE_LIST } from '../../upstream/bundled-prices.ts'
import type { Workspace } from '../workspace.ts'
import { changeOf, refused } from './change-of.ts'
import type { ListChanges } from './list-changes.ts'
import { pricedRows } from './model-rows.ts'

/** What the page shows of models and changes about them. */
export function modelOperations(given: {
  readonly workspace: Workspace
  readonly rows: () => readonly ModelRow[]
  readonly lists: ListChanges
  readonly version: () => number
}): ModelOperations {
  const { workspace, rows, lists, version } = given
  const { settingsFile, catalogs } = workspace
  const priced = pricedRows(rows, workspace)
  const ownEntry = (modelId: string) => {
    const { models } = settingsFile.settings()
    return (Object.hasOwn(models, modelId) ? models[modelId] : undefined) ?? {}
  }
  const unknownProvider = (modelId: string): Change | undefined => {
    const slash = modelId.indexOf('/')
    if (slash > 0 && workspace.directory().provider(modelId.slice(0, slash))) return undefined
    return refused('unknown', `"${modelId}" belongs to no configured provider. Name it as "provider/model".`)
  }
  /** Takes out one field, and the entry with it when nothing else is left. */
  const clear = async (modelId: string, field: 'mode' | 'enabled'): Promise<Change> => {
    const names = Object.keys(ownEntry(modelId))
    if (!names.includes(field)) return { ok: true }
    const path = names.length === 1 ? ['models', modelId] : ['models', modelId, field]
    return changeOf(await settingsFile.edit(path, undefined))
  }

  return {
    list: () => ({
      version: version(),
      rows: priced(),
      changes: lists.changes(),
      bundledPrices: BUNDLED_PRICE_LIST,
    }),
    async setMode({ modelId, mode }: SetModeInput) {
      const unknown = unknownProvider(modelId)
      if (unknown) return unknown
      if (mode === 'auto') return clear(modelId, 'mode')
      return changeOf(await settingsFile.edit(['models', modelId, 'mode'], mode))
    },
    async setEnabled({ modelId, enabled }: SetEnabledInput) {
      const unknown = unknownProvider(modelId)
      if (unknown) return unknown
      const { models } = settingsFile.settings()
      const { enabled: own, ...others } = ownEntry(modelId)
      const byOthers = modelSettings({ models: { ...models, [modelId]: others } })(modelId).enabled ?? true
      // Without a word of its own, a pattern or the default decides: then nothing need be written.
      if (byOthers === enabled) return clear(modelId, 'enabled')
      return changeOf(await settingsFile.edit(['models', modelId, 'enabled'], enabled))
    },
    async refresh({ provider }) {
      await catalogs.refresh(provider)
      return Object.entries(catalogs.catalogs())
        .filter(([id]) => provider === undefined || id === provider)
        .map(([id, { models, error }]) => ({ provider: id, models: models.length, error }))
    },
  }
}
