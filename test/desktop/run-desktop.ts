import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, startApp } from '../../src-main/app.ts'
import type { LoginItem } from '../../src-main/desktop/login-item.ts'
import type { ShellParts } from '../../src-main/desktop/parts.ts'
import { runShell } from '../../src-main/desktop/shell.ts'
import { openHome } from '../../src-main/state/home.ts'
import { stopLater } from '../support/lifetime.ts'
import type { TestSettings } from '../support/run-app.ts'
import { type FakeElectron, fakeElectron } from './fake-electron.ts'

/** A login item that a variable keeps. */
function aLoginItem(): LoginItem {
  let enabled = false
  return {
    enabled: () => enabled,
    set(on) {
      enabled = on
      return { ok: true }
    },
  }
}

export interface Desktop {
  readonly fake: FakeElectron
  readonly folder: string
  readonly settingsFile: string
  /** Settles when everything is up; the app that runs is `app()`. */
  readonly up: Promise<void>
  app(): App
  starts(): number
}

/** An empty home with settings, removed after the test. */
export async function aHome(settings: TestSettings | string = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-desktop-'))
  stopLater(() => rm(folder, { recursive: true, force: true }))
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings)
  await writeFile(join(folder, 'settings.jsonc'), text)
  return folder
}

/** Starts the shell, around the real app on free ports, in a fake Electron. */
export async function startDesktop(
  options: Partial<Omit<ShellParts, 'electron' | 'home' | 'startApp'>> & {
    readonly fake?: FakeElectron
    readonly settings?: TestSettings | string
    readonly folder?: string
    /** 0, any free port, where absent. */
    readonly port?: number | "the settings' port"
  } = {},
): Promise<Desktop> {
  const { fake = fakeElectron(), settings, folder = await aHome(settings), port = 0, ...parts } = options
  const home = openHome({ home: folder, environment: {} })
  let app: App | undefined
  let starts = 0
  const up = runShell({
    electron: fake.electron,
    home,
    loginItem: aLoginItem(),
    hasTrayHost: async () => true,
    hidden: () => false,
    platform: 'linux',
    resources: '/resources',
    preload: '/preload.cjs',
    log: () => {},
    async startApp(ports) {
      starts++
      const started = await startApp({
        home: folder,
        port: typeof port === 'number' ? port : undefined,
        controlPort: 0,
        environment: {},
        log: () => {},
        ...ports,
      })
      if (started.ok) {
        app = started
        stopLater(started.stop)
      }
      return started
    },
    ...parts,
  })
  return {
    fake,
    folder,
    settingsFile: home.settingsFile,
    up,
    starts: () => starts,
    app() {
      if (!app) throw new Error('The app does not run.')
      return app
    },
  }
}

/** The same, when everything is up. */
export async function runDesktop(options: Parameters<typeof startDesktop>[0] = {}): Promise<Desktop> {
  const desktop = await startDesktop(options)
  await desktop.up
  return desktop
}
