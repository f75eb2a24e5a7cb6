import type { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, nativeImage, shell, Tray } from 'electron'
import type { App, StartProblem } from '../app.ts'

/** The pieces of Electron that the shell uses; `main.ts` gives the real ones, tests give others. */
export interface Electron {
  readonly app: Pick<
    typeof app,
    'requestSingleInstanceLock' | 'whenReady' | 'on' | 'quit' | 'setAppUserModelId' | 'getVersion'
  >
  readonly BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => BrowserWindow
  readonly Tray: new (image: Electron.NativeImage) => Tray
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>
  readonly nativeImage: Pick<typeof nativeImage, 'createFromPath'>
  readonly clipboard: Pick<typeof clipboard, 'writeText'>
  readonly dialog: Pick<typeof dialog, 'showErrorBox'>
  readonly ipcMain: Pick<typeof ipcMain, 'handle'>
  readonly shell: Pick<typeof shell, 'showItemInFolder'>
}

/** Everything the shell needs. */
export interface ShellParts {
  readonly electron: Electron
  readonly startApp: () => Promise<App | StartProblem>
  readonly platform: NodeJS.Platform
  /** The folder of the icons. */
  readonly resources: string
  /** The built preload script. */
  readonly preload: string
}
