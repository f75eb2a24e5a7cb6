import type { ControlState, ProviderView } from '../control/contract.ts'
import type { KeyReference, Provider } from '../core/routing/provider.ts'
import type { Home } from '../state/home.ts'
import type { Workspace } from './workspace.ts'

/** The app as the window and the tray show it. */
export function controlState(options: {
  readonly workspace: Workspace
  readonly home: Home
  readonly version: string
  readonly proxy: ControlState['proxy']
}): ControlState {
  const { workspace, home, version, proxy } = options
  const [problem, ...others] = workspace.settingsFile.problems()
  return {
    version,
    home: home.config,
    proxy,
    settings: {
      path: home.settingsFile,
      values: workspace.settings(),
      problem: problem && {
        message: others.length > 0 ? `${problem.reason} (and ${others.length} more)` : problem.reason,
        path: problem.path.join('.'),
        line: problem.line,
        column: problem.column,
      },
    },
    providers: workspace.providers().map(provider => providerView(workspace, provider)),
    warnings: warnings(workspace),
  }
}

function providerView({ catalogs }: Workspace, provider: Provider): ProviderView {
  const list = catalogs.catalogs()[provider.id]
  return {
    id: provider.id,
    name: provider.name,
    baseUrl: provider.baseUrl,
    endpoints: provider.endpoints,
    key: { source: keySource(provider.key) },
    list: { models: list?.models.length ?? 0, fetchedAt: list?.fetchedAt, error: list?.error },
  }
}

function keySource(key: KeyReference): string {
  if (key.kind === 'env') return `env:${key.name}`
  return key.kind === 'file' ? `file:${key.path}` : key.kind
}

function warnings(workspace: Workspace): string[] {
  const { listen, requireKey } = workspace.settings()
  const open = !['127.0.0.1', '::1', 'localhost'].includes(listen.host)
  return [
    ...(open ? [`The proxy listens on ${listen.host}: other machines can reach it with the local key.`] : []),
    ...(requireKey ? [] : ['Every program on this machine may use the proxy: "requireKey" is off.']),
  ]
}
