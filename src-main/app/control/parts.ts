import type { ControlState } from '../../control/contract/state.ts'
import type { ControlParts } from '../../control/parts.ts'
import { createListeners } from '../../core/listeners.ts'
import type { Home } from '../../state/home.ts'
import { explainName } from '../explain.ts'
import { logOperations } from '../log/log-operations.ts'
import type { OpenLog } from '../log/open-log.ts'
import { usageOperations } from '../log/usage-operations.ts'
import type { AppOptions, Opened } from '../options.ts'
import type { RunningProxy } from '../start-proxy.ts'
import type { Workspace } from '../workspace.ts'
import { aliasOperations } from './aliases.ts'
import { changeOf } from './change-of.ts'
import { connectOperations } from './connect.ts'
import { createKeyStates } from './key-states.ts'
import { followLists } from './list-changes.ts'
import { keyOperations } from './local-keys.ts'
import { modelRows } from './model-rows.ts'
import { modelOperations } from './models.ts'
import { providerOperations } from './providers.ts'
import { controlState } from './state.ts'

/** Joins a workspace and a running proxy to what the control page and the tray show and do. */
export function createControlParts(given: {
  readonly workspace: Workspace
  readonly home: Home
  readonly options: AppOptions
  readonly opened: Opened
  readonly version: string
  readonly proxy: RunningProxy
  readonly pausing: { readonly is: () => boolean; readonly set: (paused: boolean) => void }
  readonly log: OpenLog
  readonly onError: (error: unknown) => void
}): ControlParts {
  const { workspace, home, options, opened, version, proxy, pausing, log, onError } = given
  const { settingsFile, catalogs, findings } = workspace
  const changes = createListeners()
  const versions = { settings: 0, catalog: 0 }
  const keyStates = createKeyStates(workspace)
  const lists = followLists(catalogs)
  const rows = modelRows(workspace, lists.isNew)
  const keyRequired = () => options.requireKey ?? workspace.settings().requireKey

  const changed =
    (...counted: readonly (keyof typeof versions)[]) =>
    () => {
      for (const name of counted) versions[name]++
      changes.tell()
    }
  const look = () => void keyStates.look().catch(onError)
  look()
  for (const stop of [
    lists.stop,
    settingsFile.onChange(look),
    settingsFile.onChange(changed('settings', 'catalog')),
    catalogs.onChange(look),
    catalogs.onChange(changed('catalog')),
    findings.onChange(changed('catalog')),
    catalogs.onProgress(changes.tell),
    keyStates.onChange(changes.tell),
  ]) {
    opened.push(stop)
  }
  const setPaused = (paused: boolean) => () => {
    pausing.set(paused)
    changes.tell()
  }

  return {
    state: (): ControlState =>
      controlState({
        workspace,
        home,
        version,
        versions,
        keyStates,
        keyRequired: keyRequired(),
        rows: rows(),
        proxy: { url: proxy.url, port: proxy.port, paused: pausing.is() },
      }),
    onChange: changes.add,
    pause: setPaused(true),
    resume: setPaused(false),
    resolve: (name, endpoint) => explainName(workspace, name, endpoint),
    models: modelOperations({ workspace, rows, lists, version: () => versions.catalog }),
    aliases: aliasOperations(workspace, log),
    providers: providerOperations({
      workspace,
      environment: options.environment ?? process.env,
      keyStates,
    }),
    settings: {
      text: settingsFile.text,
      save: async ({ path, value }) => changeOf(await settingsFile.edit(path, value)),
    },
    keys: keyOperations(workspace.localKeys),
    log: logOperations({ log, workspace, proxy, keyRequired, version }),
    usage: usageOperations(log.store),
    connect: connectOperations({ workspace, proxyUrl: proxy.url, version, keyRequired }),
    onError,
  }
}
