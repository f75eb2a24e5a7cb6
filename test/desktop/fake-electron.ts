import { EventEmitter } from 'node:events'
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  Tray,
} from 'electron'
import type { Electron } from '../../src-main/desktop/parts.ts'

type Answer = (permission: string, answer: (allowed: boolean) => void) => void

/** A window as the shell sees it, with what a test wants to know about it. */
export interface FakeWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions
  readonly loaded: string[]
  readonly webContents: EventEmitter
  visible: boolean
  openHandler: (() => { action: string }) | undefined
  askPermission: Answer
}

/** Electron without a screen: it remembers what it was told. */
export function fakeElectron(options: { locked?: boolean; tray?: boolean } = {}) {
  const app = new EventEmitter()
  const windows: FakeWindow[] = []
  const menus: MenuItemConstructorOptions[][] = []
  const copied: string[] = []
  const handlers = new Map<string, (event: unknown) => unknown>()
  const shown: string[] = []
  let quits = 0

  const image = { setTemplateImage: () => {} }
  const electron = {
    app: Object.assign(app, {
      requestSingleInstanceLock: () => !options.locked,
      whenReady: async () => {},
      setAppUserModelId: () => {},
      getVersion: () => '0.1.0',
      quit() {
        quits++
        app.emit('before-quit', { preventDefault: () => {} })
      },
    }),
    BrowserWindow: function open(given: BrowserWindowConstructorOptions) {
      const opened = fakeWindow(given)
      windows.push(opened)
      return opened
    } as unknown as new () => BrowserWindow,
    Tray: function place() {
      if (options.tray === false) throw new Error('no tray here')
      return { setContextMenu: () => {}, setToolTip: () => {} }
    } as unknown as new () => Tray,
    Menu: {
      buildFromTemplate(template: MenuItemConstructorOptions[]) {
        menus.push(template)
        return template
      },
    },
    nativeImage: { createFromPath: () => image },
    clipboard: { writeText: (text: string) => copied.push(text) },
    dialog: { showErrorBox: () => {} },
    ipcMain: {
      handle: (channel: string, handler: (event: unknown) => unknown) => handlers.set(channel, handler),
    },
    shell: { showItemInFolder: (path: string) => shown.push(path) },
  } as unknown as Electron

  return {
    electron,
    app,
    windows,
    copied,
    handlers,
    shown,
    quits: () => quits,
    menu: () => menus.at(-1) ?? [],
    /** Clicks the entry of the newest menu. */
    click(label: string) {
      const entry = menus.at(-1)?.find(item => item.label === label)
      if (!entry?.click) throw new Error(`The menu has no entry "${label}".`)
      ;(entry.click as () => void)()
    },
  }
}

function fakeWindow(options: BrowserWindowConstructorOptions): FakeWindow {
  const window: FakeWindow = Object.assign(new EventEmitter(), {
    options,
    loaded: [] as string[],
    visible: false,
    openHandler: undefined as FakeWindow['openHandler'],
    askPermission: (() => {}) as Answer,
    webContents: Object.assign(new EventEmitter(), {
      setWindowOpenHandler(handler: () => { action: string }) {
        window.openHandler = handler
      },
      session: {
        setPermissionRequestHandler(
          handler: (contents: unknown, permission: string, answer: (allowed: boolean) => void) => void,
        ) {
          window.askPermission = (permission, answer) => handler(undefined, permission, answer)
        },
        setPermissionCheckHandler: () => {},
      },
    }),
    async loadURL(url: string) {
      window.loaded.push(url)
    },
    isMinimized: () => false,
    focus: () => {},
    show() {
      window.visible = true
    },
    hide() {
      window.visible = false
    },
  })
  return window
}
