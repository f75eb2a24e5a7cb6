import type { ModelRow } from '../../control/contract/models.ts'
import type { ControlState, ProviderView } from '../../control/contract/state.ts'
import { isLoopback } from '../../core/routing/check-settings.ts'
import type { KeyReference, Provider } from '../../core/routing/provider.ts'
import type { Home } from '../../state/home.ts'
import type { Workspace } from '../workspace.ts'
import type { KeyStates } from './key-states.ts'

/** How often settings and lists have changed since the start. */
export interface Versions {
  readonly settings: number
  readonly catalog: number
}

/** The app as the window and the tray show it. */
export function controlState(given: {
  readonly workspace: Workspace
  readonly home: Home
  readonly version: string
  readonly proxy: ControlState['proxy']
  readonly versions: Versions
  readonly keyRequired: boolean
  readonly keyStates: Pick<KeyStates, 'of'>
  readonly rows: readonly ModelRow[]
}): ControlState {
  const { workspace, home, version, proxy, versions, keyRequired, keyStates, rows } = given
  return {
    version,
    home: home.config,
    proxy,
    settings: {
      path: home.settingsFile,
      version: versions.settings,
      values: workspace.settings(),
      problem: settingsProblem(workspace),
    },
    providers: workspace.providers().map(provider => providerView(workspace, provider, keyStates)),
    catalog: {
      version: versions.catalog,
      models: rows.length,
      enabled: rows.filter(({ enabled }) => enabled).length,
      fresh: rows.filter(({ isNew }) => isNew).length,
    },
    warnings: warnings(workspace, keyRequired),
  }
}

function settingsProblem({ settingsFile }: Workspace): ControlState['settings']['problem'] {
  const [problem, ...others] = settingsFile.problems()
  return (
    problem && {
      message: others.length > 0 ? `${problem.reason} (and ${others.length} more)` : problem.reason,
      path: problem.path.join('.'),
      line: problem.line,
      column: problem.column,
    }
  )
}

function providerView(
  { catalogs, settingsFile }: Workspace,
  provider: Provider,
  keyStates: Pick<KeyStates, 'of'>,
): ProviderView {
  const { id, name, preset, baseUrl, endpoints, key } = provider
  const list = catalogs.catalogs()[id]
  return {
    id,
    name,
    preset,
    baseUrl,
    endpoints,
    fixed: !Object.hasOwn(settingsFile.settings().providers, id),
    key: { source: keySource(key), ...keyStates.of(provider) },
    list: {
      models: list?.models.length ?? 0,
      fetchedAt: list?.fetchedAt,
      error: list?.error,
      refreshing: catalogs.isRefreshing(id),
    },
  }
}

function keySource(key: KeyReference): string {
  if (key.kind === 'env') return `env:${key.name}`
  return key.kind === 'file' ? `file:${key.path}` : key.kind
}

function warnings(workspace: Workspace, keyRequired: boolean): string[] {
  const { host } = workspace.settings().listen
  const open = !isLoopback(host)
  return [
    ...(open ? [`The proxy listens on ${host}: other machines can reach it with the local key.`] : []),
    ...(keyRequired ? [] : ['Every program on this machine may use the proxy: no local key is required.']),
  ]
}
