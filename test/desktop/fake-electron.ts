import { EventEmitter } from 'node:events'
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  Tray,
} from 'electron'
import type { Electron } from '../../src-main/desktop/parts.ts'
import { type FakeWindow, fakeWindow, preventable } from './fake-window.ts'

type Menu = MenuItemConstructorOptions[]

export interface FakeOptions {
  /** Another instance runs already. */
  readonly locked?: boolean
  /** Making a tray icon fails. */
  readonly tray?: boolean
  readonly displays?: { id: number; workArea: { x: number; y: number; width: number; height: number } }[]
  /** Labels of the buttons that a person clicks, one a dialog; then the dialogs stay open. */
  readonly answers?: string[]
}

/** Electron without a screen: it behaves like the real one as far as the shell can tell, and remembers what it was told. */
export function fakeElectron(options: FakeOptions = {}) {
  const { answers = [] } = options
  const displays = options.displays ?? [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }]
  const app = new EventEmitter()
  const windows: FakeWindow[] = []
  const told = {
    copied: [] as string[],
    shown: [] as string[],
    errors: [] as string[],
    asked: [] as MessageBoxOptions[],
    hints: [] as string[],
    images: [] as string[],
    paths: {} as Record<string, string>,
    sandboxed: false,
    tooltip: '',
  }
  const handlers = new Map<string, (event: unknown, ...given: unknown[]) => unknown>()
  let menu: Menu = []
  let menusDrawn = 0
  let applicationMenu: unknown = 'the default one'
  let hasQuit = false

  const gone = (window: FakeWindow) => () => {
    windows.splice(windows.indexOf(window), 1)
    if (windows.length === 0) app.emit('window-all-closed')
  }
  const electron = {
    app: Object.assign(app, {
      requestSingleInstanceLock: () => !options.locked,
      enableSandbox() {
        told.sandboxed = true
      },
      setPath(name: string, path: string) {
        told.paths[name] = path
      },
      async whenReady() {},
      setAppUserModelId() {},
      getVersion: () => '0.1.0',
      quit() {
        const event = preventable()
        app.emit('before-quit', event)
        if (event.isPrevented() || hasQuit) return
        hasQuit = [...windows].every(window => window.close())
      },
    }),
    BrowserWindow: function open(given: BrowserWindowConstructorOptions) {
      const opened: FakeWindow = fakeWindow(given, () => gone(opened)())
      windows.push(opened)
      app.emit('web-contents-created', {}, opened.webContents)
      return opened
    } as unknown as new () => BrowserWindow,
    Tray: function place(image: { path: string }) {
      if (options.tray === false) throw new Error('no tray here')
      told.images.push(image.path)
      return {
        on() {},
        setImage: (next: { path: string }) => told.images.push(next.path),
        setContextMenu(next: Menu) {
          menu = next
          menusDrawn++
        },
        setToolTip(text: string) {
          told.tooltip = text
        },
      }
    } as unknown as new () => Tray,
    Menu: {
      buildFromTemplate: (template: Menu) => template,
      setApplicationMenu(next: unknown) {
        applicationMenu = next
      },
    },
    Notification: Object.assign(
      function notify({ title }: { title: string }) {
        return { show: () => told.hints.push(title) }
      },
      { isSupported: () => true },
    ),
    nativeImage: { createFromPath: (path: string) => ({ path, setTemplateImage() {} }) },
    screen: { getAllDisplays: () => displays, getDisplayMatching: () => displays[0] },
    clipboard: { writeText: async (text: string) => told.copied.push(text) },
    dialog: {
      showErrorBox: (title: string, message: string) => told.errors.push(`${title}: ${message}`),
      showMessageBox(asked: MessageBoxOptions) {
        told.asked.push(asked)
        const answer = answers.shift()
        if (answer === undefined) return new Promise(() => {})
        return Promise.resolve({ response: asked.buttons?.indexOf(answer) })
      },
    },
    ipcMain: { handle: handlers.set.bind(handlers) },
    shell: {
      showItemInFolder: (path: string) => told.shown.push(path),
      openPath: async (path: string) => told.shown.push(path),
    },
  } as unknown as Electron

  return {
    electron,
    app,
    told,
    window: () => windows[0],
    handlers,
    hasQuit: () => hasQuit,
    applicationMenu: () => applicationMenu,
    menusDrawn: () => menusDrawn,
    labels: () => labelsOf(menu),
    /** An entry of the newest menu by its labels from the outside in; each is the beginning of the entry's. */
    entry: (...labels: string[]) => findEntry(menu, labels),
    click(...labels: string[]) {
      const { click } = findEntry(menu, labels)
      if (!click) throw new Error(`"${labels.join(' › ')}" does nothing.`)
      ;(click as () => void)()
    },
  }
}

export type FakeElectron = ReturnType<typeof fakeElectron>

const labelsOf = (menu: Menu): string[] =>
  menu.map(({ type, label = '' }) => (type === 'separator' ? '—' : label))

function findEntry(menu: Menu, [label = '', ...inner]: readonly string[]): MenuItemConstructorOptions {
  const entry = menu.find(item => item.label?.startsWith(label) && item.enabled !== false)
  if (!entry) throw new Error(`The menu has no "${label}": ${labelsOf(menu).join(' | ')}`)
  return inner.length === 0 ? entry : findEntry(entry.submenu as Menu, inner)
}
