import type { Tray } from 'electron'
import type { App } from '../app.ts'
import { errorPage } from './error-page.ts'
import type { ShellParts } from './parts.ts'
import { createTray, trayMenu } from './tray.ts'
import { createWindow, type PageWindow } from './window.ts'

/**
 * The desktop app: one instance with a tray and a window. A second start shows the window of the first; an app that cannot
 * start opens its window on the reason. Settles when everything is up.
 */
export async function runShell(parts: ShellParts): Promise<void> {
  const { app } = parts.electron
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.setAppUserModelId('dev.patchbay.app')
  let window: PageWindow | undefined
  app.on('second-instance', () => window?.show())
  app.on('activate', () => window?.show())
  await app.whenReady()

  const started = await parts.startApp()
  if (!started.ok) {
    app.on('window-all-closed', () => app.quit())
    window = createWindow(parts, { url: errorPage(started.message), keep: () => false })
    return window.show()
  }
  const tray = createTray(parts)
  window = createWindow(parts, { url: started.pageUrl, keep: () => tray !== undefined })
  // Without a tray a closed window would leave nothing to click on.
  app.on('window-all-closed', () => tray ?? app.quit())
  if (tray) keepMenu(parts, tray, started, window)
  stopBeforeQuit(parts, started, window)
  offerDesktop(parts, started)
  window.show()
}

/** The menu always tells the newest state. */
function keepMenu({ electron }: ShellParts, tray: Tray, app: App, window: PageWindow): void {
  const { clipboard } = electron
  const actions = {
    copyUrl: () => void clipboard.writeText(app.proxyUrl),
    copyKey: () => void clipboard.writeText(app.localKey),
    pause: app.pause,
    resume: app.resume,
    open: window.show,
    quit: () => electron.app.quit(),
  }
  const draw = () => {
    const menu = trayMenu(app.state(), actions)
    tray.setContextMenu(electron.Menu.buildFromTemplate(menu))
    tray.setToolTip(`Patchbay: ${menu[0]?.label ?? ''}`)
  }
  draw()
  app.onChange(draw)
}

/** The first attempt to quit waits for the app to end its streams and to close its files, then quits for good. */
function stopBeforeQuit({ electron }: ShellParts, app: App, window: PageWindow): void {
  let stopped = false
  electron.app.on('before-quit', event => {
    window.release()
    if (stopped) return
    event.preventDefault()
    stopped = true
    app.stop().finally(() => electron.app.quit())
  })
}

/** What a page cannot do itself; the channels of `preload.ts`. Only our own page may ask. */
function offerDesktop({ electron }: ShellParts, app: App): void {
  const origin = new URL(app.pageUrl).origin
  electron.ipcMain.handle('desktop:show-settings', event => {
    const frame = event.senderFrame?.url ?? ''
    if (!URL.canParse(frame) || new URL(frame).origin !== origin) return
    electron.shell.showItemInFolder(app.state().settings.path)
  })
}
