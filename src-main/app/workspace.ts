import type { ResponseStore } from '../core/kept-response.ts'
import { checkSettings } from '../core/routing/check-settings.ts'
import { buildDirectory, type Directory } from '../core/routing/directory.ts'
import type { Provider } from '../core/routing/provider.ts'
import type { Problem, Settings } from '../core/routing/settings.ts'
import type { Home } from '../state/home.ts'
import type { Keychain } from '../state/keychain.ts'
import { type FindingStore, openFindings } from '../state/learned.ts'
import { type LocalKeys, openLocalKeys } from '../state/local-keys.ts'
import { openResponseStore } from '../state/response-store.ts'
import { createSecrets, type Secrets } from '../state/secrets.ts'
import { openSettings, type SettingsFile } from '../state/settings-file.ts'
import { type CatalogKeeper, createCatalogs } from '../upstream/catalogs.ts'
import { configureProviders } from '../upstream/providers/index.ts'
import { createSender, type Sender } from '../upstream/send.ts'

export interface WorkspaceOptions {
  readonly home: Home
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The system's where absent. */
  readonly keychain?: Keychain
  readonly log: (line: string) => void
  /** Providers that exist only in this process: the demo. */
  readonly extraProviders?: Settings['providers']
  readonly now?: () => number
}

/** Everything that lives in one home, joined: what the proxy serves from and the commands look into. */
export interface Workspace {
  readonly settingsFile: SettingsFile
  readonly localKeys: LocalKeys
  readonly secrets: Secrets
  readonly findings: FindingStore
  readonly responses: ResponseStore
  readonly catalogs: CatalogKeeper
  readonly sender: Sender
  /** The settings in force, the process's own providers included. */
  settings(): Settings
  providers(): readonly Provider[]
  /** What names mean now; the same object until settings, lists or findings change. */
  directory(): Directory
  close(): Promise<void>
}

/** Opens a home. Starts no polling; `catalogs.start()` does. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { home, environment, keychain, log, extraProviders = {}, now = Date.now } = options
  const localKeys = await openLocalKeys({ home, log })
  const settingsFile = await openSettings({ home, log, check })
  const secrets = createSecrets({ environment, keychain })
  const findings = openFindings({ home, log })
  const responses = openResponseStore({ home, log, now })
  const sender = createSender({ environment })

  const inForce = remember(() => {
    const settings = settingsFile.settings()
    const all = { ...settings, providers: { ...settings.providers, ...extraProviders } }
    return { settings: all, providers: configureProviders(all).providers }
  })
  const catalogs = createCatalogs({
    providers: () => inForce.value().providers,
    credential: provider => listKey(secrets, provider),
    sender,
    file: home.catalogFile,
    now,
    log,
  })
  const directory = remember(() =>
    buildDirectory({
      ...inForce.value(),
      catalogs: catalogs.catalogs(),
      findings: findings.findings(),
      now: now(),
    }),
  )
  const unlisten = [
    settingsFile.onChange(() => {
      inForce.forget()
      directory.forget()
    }),
    catalogs.onChange(directory.forget),
    findings.onChange(directory.forget),
  ]
  return {
    settingsFile,
    localKeys,
    secrets,
    findings,
    responses,
    catalogs,
    sender,
    settings: () => inForce.value().settings,
    providers: () => inForce.value().providers,
    directory: directory.value,
    async close() {
      for (const stop of unlisten) stop()
      await Promise.all([catalogs.stop(), settingsFile.close(), localKeys.close(), findings.close()])
      await sender.close()
      responses.close()
    },
  }
}

const check = (settings: Settings): Problem[] => [
  ...configureProviders(settings).problems,
  ...checkSettings(settings),
]

/** The key to list models with: none where only callers bring one, a message where it should be there and is not. */
async function listKey(secrets: Secrets, provider: Provider): Promise<string | undefined> {
  const found = await secrets.read(provider)
  if (!found.ok) throw new Error(found.reason)
  return found.value
}

/** A value that is made when it is first asked for, and again after `forget`. */
function remember<T>(make: () => T): { value(): T; forget(): void } {
  let kept: { value: T } | undefined
  return {
    value() {
      kept ??= { value: make() }
      return kept.value
    },
    forget() {
      kept = undefined
    },
  }
}
