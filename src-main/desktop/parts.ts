import type {
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
import type { App, AppOptions, StartProblem } from '../app.ts'
import type { Home } from '../state/home.ts'
import type { LoginItem } from './login-item.ts'

/** The pieces of Electron that the shell uses; `main.ts` gives the real ones, tests give others. */
export interface Electron {
  readonly app: Pick<
    typeof app,
    | 'enableSandbox'
    | 'requestSingleInstanceLock'
    | 'setPath'
    | 'whenReady'
    | 'on'
    | 'quit'
    | 'setAppUserModelId'
    | 'getVersion'
    | 'dock'
  >
  readonly BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => BrowserWindow
  readonly Tray: new (image: Electron.NativeImage) => Tray
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  readonly Notification: {
    new (options: Electron.NotificationConstructorOptions): Pick<Notification, 'show'>
    isSupported(): boolean
  }
  readonly nativeImage: Pick<typeof nativeImage, 'createFromPath'>
  readonly screen: Pick<typeof screen, 'getAllDisplays' | 'getDisplayMatching'>
  readonly clipboard: Pick<typeof clipboard, 'writeText'>
  readonly dialog: Pick<typeof dialog, 'showErrorBox' | 'showMessageBox'>
  readonly ipcMain: Pick<typeof ipcMain, 'handle'>
  readonly shell: Pick<typeof shell, 'showItemInFolder' | 'openPath'>
}

/** Everything the shell needs. */
export interface ShellParts {
  readonly electron: Electron
  /** Starts the app; the options are those of this try, e.g. another port. */
  readonly startApp: (options: Pick<AppOptions, 'port' | 'controlPort'>) => Promise<App | StartProblem>
  readonly home: Home
  readonly loginItem: LoginItem
  /** Whether the desktop shows tray icons, as far as that can be known before there is one. */
  readonly hasTrayHost: () => Promise<boolean>
  /** Starts without a window, where there is a tray to open it from. */
  readonly hidden: () => boolean
  readonly platform: NodeJS.Platform
  /** The folder of the icons. */
  readonly resources: string
  /** The built preload script. */
  readonly preload: string
  /** One line for people: what went wrong without ending anything. */
  readonly log: (line: string) => void
}
