import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import type { ShellParts } from './parts.ts'
import type { WindowMemory } from './window-place.ts'

/** The one window: shown, hidden, and shown again. */
export interface PageWindow {
  /** What it shows from now on. A page that cannot be loaded is said. */
  load(url: string): void
  /** Opens it, or brings it to the front; as soon as there is something to show. */
  show(): void
  /** Lets closing really close, so that the app can quit; its place is remembered before. */
  release(): void
}

const SIZE = { width: 1100, height: 760 }

/** Makes the window, still unopened. What its pages may do is `lock-down.ts`. */
export function createWindow(
  parts: Pick<ShellParts, 'electron' | 'resources' | 'preload'>,
  options: {
    readonly memory: WindowMemory
    /** Closing only hides it, since there is a tray. */
    readonly keep: () => boolean
    readonly onHide: () => void
  },
): PageWindow {
  const { electron } = parts
  const { memory, keep, onHide } = options
  let window: BrowserWindow | undefined
  let url: string | undefined
  let wanted = false
  let released = false

  const load = (into: BrowserWindow, page: string) =>
    into.loadURL(page).catch((error: Error) => {
      // Another page was wanted meanwhile, or the window has gone: nobody waits for this one.
      if (into.isDestroyed() || error.message.includes('ERR_ABORTED')) return
      electron.dialog.showErrorBox('The window could not be loaded', error.message)
    })

  const remember = (from: BrowserWindow) => {
    const bounds = from.getNormalBounds()
    memory.remember(electron.screen.getDisplayMatching(bounds), { bounds, maximised: from.isMaximized() })
  }

  const open = (page: string): BrowserWindow => {
    const place = memory.place(electron.screen.getAllDisplays())
    const opened = new electron.BrowserWindow({ ...fixed(parts), ...(place?.bounds ?? SIZE) })
    if (place?.maximised) opened.maximize()
    opened.on('close', event => {
      remember(opened)
      if (released || !keep()) return
      event.preventDefault()
      opened.hide()
      electron.app.dock?.hide()
      onHide()
    })
    opened.on('closed', () => {
      window = undefined
    })
    void load(opened, page)
    return opened
  }

  const show = () => {
    wanted = true
    if (url === undefined) return
    window ??= open(url)
    if (window.isMinimized()) window.restore()
    // A Mac hides the Dock's icon while the app is only in the menu bar.
    void electron.app.dock?.show()
    window.show()
    window.focus()
  }

  return {
    load(next) {
      url = next
      if (window) void load(window, next)
      else if (wanted) show()
    },
    show,
    release() {
      if (!released && window) remember(window)
      released = true
    },
  }
}

const fixed = ({ resources, preload }: Pick<ShellParts, 'resources' | 'preload'>) => ({
  minWidth: 700,
  minHeight: 500,
  title: 'Patchbay',
  icon: join(resources, 'icon.png'),
  autoHideMenuBar: true,
  show: false,
  webPreferences: {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Electron fetches its dictionaries from the network.
    spellcheck: false,
  },
})
