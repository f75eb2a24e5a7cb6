import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  screen,
  shell,
  Tray,
} from 'electron'
import { startApp } from '../app.ts'
import { openHome } from '../state/home.ts'
import { readArguments } from './arguments.ts'
import { autostartFile, createLoginItem, loginCommand } from './login-item.ts'
import { runShell } from './shell.ts'
import { hasTrayHost } from './tray-host.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { env: environment, platform } = process
const given = readArguments(process.argv.slice(1))
const log = (line: string) => void process.stderr.write(`${line}\n`)

/** Parts that the system gives; the shell itself knows no global. */
function systemParts() {
  const named = given.home ?? environment['PATCHBAY_HOME']
  const command = loginCommand({
    environment,
    execPath: process.execPath,
    appFolder: app.isPackaged ? undefined : app.getAppPath(),
    home: named ? resolve(named) : undefined,
  })
  return {
    home: openHome({ home: given.home, environment }),
    loginItem: createLoginItem({
      platform,
      app,
      command,
      autostartFile: autostartFile(environment, homedir()),
    }),
    hasTrayHost: () => hasTrayHost(platform),
    // A Mac starts login items without arguments.
    hidden: () => given.hidden || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin),
  }
}

async function run(): Promise<void> {
  // Paths are those of the build: out/main, out/preload, out/renderer, and resources beside out.
  await runShell({
    ...systemParts(),
    electron: {
      app,
      BrowserWindow,
      Tray,
      Menu,
      Notification,
      nativeImage,
      screen,
      clipboard,
      dialog,
      ipcMain,
      shell,
    },
    startApp: ports =>
      startApp({
        home: given.home,
        demo: given.demo,
        port: given.port,
        controlPort: given.controlPort,
        ...ports,
        requireKey: given.noKey ? false : undefined,
        pageFolder: at('../renderer'),
      }),
    platform,
    resources: at('../../resources'),
    preload: at('../preload/preload.cjs'),
    log,
  })
}

run().catch((error: Error) => {
  log(error.stack ?? error.message)
  dialog.showErrorBox('Patchbay cannot start', error.message)
  app.exit(1)
})
