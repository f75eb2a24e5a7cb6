import { join } from 'node:path'
import type { App } from '../app.ts'
import { lockDown } from './lock-down.ts'
import { offerToPage } from './page-offers.ts'
import type { ShellParts } from './parts.ts'
import { RETRY } from './problem-page.ts'
import { createSignal, showSettings, startUntilItRuns } from './starting.ts'
import { showInTray } from './tray-life.ts'
import { createWindow, type PageWindow } from './window.ts'
import { openWindowMemory } from './window-place.ts'

/**
 * The desktop app: one instance a home, with a tray and a window. A second start shows the window of the first; an app that
 * cannot start opens its window on the reason. Settles when everything is up.
 */
export async function runShell(parts: ShellParts): Promise<void> {
  const { electron, home, log } = parts
  const { app } = electron
  // Chromium's own files, and with them the lock, would else lie among the user's settings.
  app.setPath('userData', join(home.data, 'electron'))
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.enableSandbox()
  app.setAppUserModelId('dev.patchbay.app')

  let running: App | undefined
  let inTray = false
  const memory = openWindowMemory(join(home.data, 'window.json'), log)
  const window = createWindow(parts, {
    memory,
    keep: () => inTray,
    onHide: () => memory.firstHide() && sayWhereItIs(parts),
  })
  const retry = createSignal()
  const origin = () => running && new URL(running.pageUrl).origin
  const followOwnLink = (link: string) => (link === RETRY ? retry.now() : showSettings(parts))
  app.on('web-contents-created', (_event, contents) => lockDown(contents, { origin, followOwnLink }))
  app.on('second-instance', window.show)
  app.on('activate', window.show)
  // Without a tray a closed window would leave nothing to click on.
  app.on('window-all-closed', () => inTray || app.quit())
  stopBeforeQuit(parts, () => running, window)
  await app.whenReady()
  electron.Menu.setApplicationMenu(applicationMenu(parts))

  running = await startUntilItRuns(parts, window, retry)
  if (!running) return app.quit()
  const tray = await showInTray(parts, running, window)
  inTray = tray !== undefined
  offerToPage(parts, origin, () => tray?.redraw())
  window.load(running.pageUrl)
  if (!(parts.hidden() && inTray)) window.show()
}

/** The first attempt to quit waits for the app to end its streams and to close its files, then quits for good. */
function stopBeforeQuit(
  { electron, log }: ShellParts,
  running: () => App | undefined,
  window: PageWindow,
): void {
  let stopped = false
  electron.app.on('before-quit', event => {
    window.release()
    const app = running()
    if (stopped || !app) return
    event.preventDefault()
    stopped = true
    app
      .stop()
      .catch((error: Error) => log(error.stack ?? error.message))
      .finally(() => electron.app.quit())
  })
}

/** Said once, where a closed window looks like a closed app; on a Mac apps stay without a window as a rule. */
function sayWhereItIs({ electron, platform, resources }: ShellParts): void {
  if (platform === 'darwin' || !electron.Notification.isSupported()) return
  const body = 'It goes on serving your tools. Its icon in the tray opens this window again, or quits.'
  const icon = join(resources, 'icon.png')
  new electron.Notification({ title: 'Patchbay is in the tray', body, icon }).show()
}

/** A Mac needs a menu for its copy and paste keys; elsewhere there is none. */
const applicationMenu = ({ electron, platform }: ShellParts) =>
  platform === 'darwin'
    ? electron.Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
    : null
