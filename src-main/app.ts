import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import metadata from '../package.json' with { type: 'json' }
import { type Activity, createActivity } from './app/activity.ts'
import { createControlParts } from './app/control/parts.ts'
import type { Explained } from './app/explain.ts'
import { tuneHeap } from './app/heap.ts'
import { listen } from './app/listen.ts'
import { openLog } from './app/log/open-log.ts'
import { type AppOptions, CannotStart, createOpened, type Opened, type StartProblem } from './app/options.ts'
import { startProxy } from './app/start-proxy.ts'
import { type Switched, switchAlias, switchDefault } from './app/switches.ts'
import { openWorkspace, type Workspace } from './app/workspace.ts'
import type { ControlState } from './control/contract.ts'
import { startControl } from './control/server.ts'
import type { Dialect } from './core/conversation.ts'
import { DEMO_ID, demoProvider, startDemo } from './demo/server.ts'
import { type Home, HomeError, openHome } from './state/home.ts'
import { LocalKeysError } from './state/local-keys.ts'
import { printProblem } from './state/settings-text.ts'

export type { AppOptions, StartProblem } from './app/options.ts'

/** The running app, as its front doors see it. */
export interface App {
  readonly ok: true
  /** Without `/v1`. */
  readonly proxyUrl: string
  /** Holds the token of this start. */
  readonly pageUrl: string
  /** The first key as it is now: revoking puts another in its place. */
  readonly localKey: string
  /** The first round of model lists has ended, well or not. */
  readonly catalogsReady: Promise<void>
  state(): ControlState
  /** Calls after every change of `state()`; gives the way to stop. */
  onChange(listener: () => void): () => void
  pause(): void
  resume(): void
  explain(name: string, endpoint: Dialect): Explained
  refreshCatalogs(): Promise<void>
  /** Puts one of an alias's targets first: the name means it from the next request on. */
  switchAlias(name: string, target: string): Promise<Switched>
  /** Sets the model that unknown names reach; null for none. */
  switchDefault(model: string | null): Promise<Switched>
  /** What the proxy does now and did last. */
  activity(): Activity
  /** Calls after every change of `activity()`, which is often; gives the way to stop. */
  onActivity(listener: () => void): () => void
  /** Ends everything, open streams included. */
  stop(): Promise<void>
}

/** Where the page lies when this file runs as source; the built front doors name theirs. */
const BUILT_PAGE = fileURLToPath(new URL('../out/renderer', import.meta.url))

/** The composition root: opens the home, starts the proxy and the control page, and joins them. */
export async function startApp(options: AppOptions = {}): Promise<App | StartProblem> {
  tuneHeap()
  const opened = createOpened()
  try {
    return await assemble(options, opened)
  } catch (error) {
    await opened.close()
    if (error instanceof CannotStart) {
      const { kind, message, taken } = error
      return { ok: false, kind, message, taken }
    }
    if (error instanceof LocalKeysError) return { ok: false, kind: 'keys', message: error.message }
    if (error instanceof HomeError) return { ok: false, kind: 'home', message: error.message }
    throw error
  }
}

async function assemble(options: AppOptions, opened: Opened): Promise<App> {
  const log = options.log ?? (line => void process.stderr.write(`${line}\n`))
  const { home, workspace } = await openState(options, opened, log)
  const onError = (error: unknown) =>
    log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  let paused = false
  let pageUrl = ''
  const { version } = metadata
  const exchanges = openLog({ workspace, home, opened, version, log, onError })
  const activity = createActivity(exchanges)
  const proxy = await startProxy({
    workspace,
    options,
    opened,
    activity,
    exchanges,
    onError,
    version,
    paused: () => paused,
    pageUrl: () => pageUrl && new URL(pageUrl).origin,
  })
  const parts = createControlParts({
    workspace,
    home,
    options,
    opened,
    proxy,
    onError,
    version,
    log: exchanges,
    pausing: {
      is: () => paused,
      set(value) {
        paused = value
      },
    },
  })
  const control = await startControl({
    listen: (server, host) =>
      listen(server, {
        host,
        port: options.controlPort ?? workspace.settings().control.port,
        name: 'control page',
        option: '--control-port or "control.port" in the settings',
        startOption: 'controlPort',
      }),
    token: randomBytes(32).toString('base64url'),
    pageFolder: options.pageFolder ?? BUILT_PAGE,
    parts,
  })
  opened.push(control.stop)
  pageUrl = control.url
  workspace.catalogs.start()
  return {
    ok: true,
    proxyUrl: proxy.url,
    pageUrl,
    get localKey() {
      return workspace.localKeys.primary()
    },
    catalogsReady: workspace.catalogs.refresh(),
    state: parts.state,
    onChange: parts.onChange,
    pause: parts.pause,
    resume: parts.resume,
    explain: parts.resolve,
    refreshCatalogs: () => workspace.catalogs.refresh(),
    switchAlias: (name, target) => switchAlias(workspace.settingsFile, name, target),
    switchDefault: model => switchDefault(workspace.settingsFile, model),
    activity: activity.now,
    onActivity: activity.onChange,
    stop: opened.close,
  }
}

/** The home and the demo provider, if wanted. Settings that are broken at the start leave nothing to fall back on. */
async function openState(
  { home: folder, demo, demoPace, environment = process.env, keychain }: AppOptions,
  opened: Opened,
  log: (line: string) => void,
): Promise<{ home: Home; workspace: Workspace }> {
  const home = openHome({ home: folder, environment })
  const extraProviders: Record<string, ReturnType<typeof demoProvider>> = {}
  if (demo) {
    const server = await startDemo({ pace: demoPace })
    opened.push(server.stop)
    extraProviders[DEMO_ID] = demoProvider(server.url)
  }
  const workspace = await openWorkspace({ home, environment, keychain, log, extraProviders })
  opened.push(workspace.close)
  const problems = workspace.settingsFile.problems()
  if (problems.length > 0) {
    throw new CannotStart(
      'settings',
      problems.map(problem => printProblem(home.settingsFile, problem)).join('\n'),
    )
  }
  return { home, workspace }
}
