import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import type { ShellParts } from './parts.ts'

/** The one window: shown, hidden, and shown again. */
export interface PageWindow {
  /** Opens it, or brings it to the front. A page that cannot be loaded is said in the window. */
  show(): void
  /** Lets closing really close, so that the app can quit. */
  release(): void
}

/**
 * A window that is a locked-down browser for one page: sandboxed, without Node, without permissions, and unable to go or to open
 * anything elsewhere.
 */
export function createWindow(
  { electron, resources, preload }: ShellParts,
  { url, keep }: { url: string /** Closing only hides it, since there is a tray. */; keep: () => boolean },
): PageWindow {
  let window: BrowserWindow | undefined
  let released = false

  const open = (): BrowserWindow => {
    const opened = new electron.BrowserWindow({
      width: 1100,
      height: 760,
      minWidth: 700,
      minHeight: 500,
      title: 'Patchbay',
      icon: join(resources, 'icon.png'),
      autoHideMenuBar: true,
      webPreferences: {
        preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
      },
    })
    lockDown(opened, url)
    opened.on('close', event => {
      if (released || !keep()) return
      event.preventDefault()
      opened.hide()
    })
    opened.on('closed', () => {
      window = undefined
    })
    opened.loadURL(url).catch((error: Error) => {
      electron.dialog.showErrorBox('The window could not be loaded', error.message)
    })
    return opened
  }

  return {
    show() {
      window ??= open()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    release() {
      released = true
    },
  }
}

function lockDown({ webContents }: BrowserWindow, url: string): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event, target) => {
    if (!isSamePage(target, url)) event.preventDefault()
  })
  webContents.on('will-attach-webview', event => event.preventDefault())
  const { session } = webContents
  // Copy buttons are all that the page needs beyond a plain one.
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isHarmless(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isHarmless(permission))
}

const isHarmless = (permission: string): boolean => permission === 'clipboard-sanitized-write'

const isSamePage = (target: string, url: string): boolean =>
  URL.canParse(target) && new URL(target).origin === new URL(url).origin && url.startsWith('http')
