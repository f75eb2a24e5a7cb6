import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, type AppOptions, startApp } from '../../src-main/app.ts'
import type { Dialect } from '../../src-main/core/conversation.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { startUpstream, type Upstream } from './fake-upstream.ts'
import { stopLater } from './lifetime.ts'

/** What a test says of settings.jsonc; everything else is the default. */
export interface TestSettings {
  readonly providers?: Readonly<Record<string, JsonObject>>
  readonly aliases?: JsonObject
  readonly models?: JsonObject
  readonly dispatch?: JsonObject
  readonly [other: string]: unknown
}

export interface RunningApp {
  readonly app: App
  readonly home: string
  /** Without `/v1`. */
  readonly url: string
  readonly localKey: string
  /** Everything the app logged, one line each. */
  readonly logged: readonly string[]
  /** Replaces settings.jsonc; the app reloads it on its own. */
  writeSettings(settings: TestSettings | string): Promise<void>
}

/** A fake upstream that is stopped with the test, or with the file when a hook started it. */
export async function upstream(options: Parameters<typeof startUpstream>[0] = {}): Promise<Upstream> {
  const started = await startUpstream(options)
  stopLater(() => started.stop())
  return started
}

/** A provider of the settings that lives at a fake upstream; it wants no key unless the test names one. */
export const at = (
  { baseUrl }: Pick<Upstream, 'baseUrl'>,
  endpoints: readonly Dialect[] = ['chat', 'responses', 'messages'],
  fields: JsonObject = {},
): JsonObject => ({ baseUrl, endpoints: [...endpoints], key: 'none', ...fields })

/**
 * Starts the app in process, in an empty home, on free ports, with the lists of its providers fetched. Stopped with the
 * test, or with the file when a hook started it.
 */
export async function runApp(
  settings: TestSettings | string,
  options: Pick<
    AppOptions,
    | 'environment'
    | 'keychain'
    | 'requireKey'
    | 'keepAliveEvery'
    | 'providerIdleTimeout'
    | 'demo'
    | 'demoPace'
    | 'pageFolder'
  > = {},
): Promise<RunningApp> {
  const home = await emptyHome(settings)
  const logged: string[] = []
  const app = await startApp({
    home,
    port: 0,
    controlPort: 0,
    environment: {},
    log: line => logged.push(line),
    ...options,
  })
  if (!app.ok) throw new Error(`the app did not start: ${JSON.stringify(app)}`)
  stopLater(() => app.stop())
  await app.catalogsReady
  return {
    app,
    home,
    url: app.proxyUrl.replace(/\/(v1\/?)?$/, ''),
    localKey: app.localKey,
    logged,
    writeSettings: replacement => writeSettings(home, replacement),
  }
}

/** The app with nothing but its built-in demo provider; every mismatch is translated, never refused. */
export const runDemoApp = async (): Promise<App> =>
  (await runApp({ dispatch: { mismatch: 'translate' } }, { demo: true, demoPace: 0 })).app

/** Tries to start with settings that a test expects to be refused; gives what `startApp` gave. */
export async function tryToStart(settings: TestSettings | string) {
  const home = await emptyHome(settings)
  const started = await startApp({ home, port: 0, controlPort: 0, environment: {}, log: () => {} })
  if (started.ok) stopLater(() => started.stop())
  return started
}

async function emptyHome(settings: TestSettings | string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-test-'))
  stopLater(() => rm(home, { recursive: true, force: true }))
  await writeSettings(home, settings)
  return home
}

const writeSettings = (home: string, settings: TestSettings | string) =>
  writeFile(
    join(home, 'settings.jsonc'),
    typeof settings === 'string' ? settings : JSON.stringify(settings, null, 2),
  )
