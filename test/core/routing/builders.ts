import type { Catalogs, Findings, ListedModel } from '../../../src-main/core/routing/catalog.ts'
import type { Directory } from '../../../src-main/core/routing/directory.ts'
import { buildDirectory } from '../../../src-main/core/routing/directory.ts'
import type { Provider } from '../../../src-main/core/routing/provider.ts'
import type { Settings } from '../../../src-main/core/routing/settings.ts'
import { settingsSchema } from '../../../src-main/core/routing/settings.ts'

export const NOW = Date.UTC(2026, 10, 21)

export const provider = (id: string, given: Partial<Provider> = {}): Provider => ({
  id,
  name: id,
  baseUrl: `http://127.0.0.1:1/${id}`,
  endpoints: ['chat', 'responses', 'messages'],
  auth: { header: 'authorization', scheme: 'Bearer' },
  listPath: '/models',
  needsKey: false,
  key: { kind: 'none' },
  source: 'made for tests',
  ...given,
})

export interface Scene {
  /** Lists by provider; `null`: its list could never be had. The order is the priority. */
  readonly lists: Readonly<Record<string, readonly (string | ListedModel)[] | null>>
  /** Why lists could not be had, where another reason than that of any server that is down is wanted. */
  readonly errors?: Readonly<Record<string, string | undefined>>
  readonly providers?: Readonly<Record<string, Partial<Provider>>>
  readonly settings?: object
  readonly findings?: Findings
  readonly now?: number
}

export function settingsFor(scene: Scene): Settings {
  const ids = Object.keys(scene.lists)
  const providers = Object.fromEntries(
    ids.map(id => [id, { baseUrl: `http://127.0.0.1:1/${id}`, endpoints: ['chat'] }]),
  )
  return settingsSchema.parse({ providers, ...scene.settings })
}

export function directoryOf(scene: Scene): Directory {
  const errorOf = (id: string) =>
    scene.errors && Object.hasOwn(scene.errors, id) ? scene.errors[id] : 'connection refused'
  const catalogs: Catalogs = Object.fromEntries(
    Object.entries(scene.lists).map(([id, models]) => [
      id,
      models === null
        ? { models: [], error: errorOf(id) }
        : {
            models: models.map(model => (typeof model === 'string' ? { id: model } : model)),
            fetchedAt: NOW,
          },
    ]),
  )
  return buildDirectory({
    settings: settingsFor(scene),
    providers: Object.keys(scene.lists).map(id => provider(id, scene.providers?.[id])),
    catalogs,
    findings: scene.findings ?? {},
    now: scene.now ?? NOW,
  })
}
