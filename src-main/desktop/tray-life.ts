import type { App } from '../app.ts'
import type { ShellParts } from './parts.ts'
import { createTray } from './tray.ts'
import type { TrayActions } from './tray-menu.ts'
import { trayState } from './tray-state.ts'
import type { PageWindow } from './window.ts'

/** Milliseconds between two drawings: agents begin and end many requests a second. */
const CALM = 250

/** Puts the app into the tray, where it always tells the newest state; undefined where the desktop has no tray. */
export async function showInTray(
  parts: ShellParts,
  app: App,
  window: PageWindow,
): Promise<{ redraw(): void } | undefined> {
  const { electron, loginItem } = parts
  const seenDefaults = new Set<string>()
  const draw = () => {
    const model = app.state().settings.values?.defaultModel
    if (model) seenDefaults.add(model)
    tray?.draw(trayState(app, loginItem.enabled(), seenDefaults))
  }
  const redraw = () => {
    tray?.forget()
    draw()
  }
  const report = (done: { readonly ok: boolean; readonly message?: string }) => {
    if (!done.ok) electron.dialog.showErrorBox('This could not be changed', done.message ?? '')
    redraw()
  }
  const actions: TrayActions = {
    pause: app.pause,
    resume: app.resume,
    setDefault: model => void app.switchDefault(model).then(report),
    switchAlias: (name, target) => void app.switchAlias(name, target).then(report),
    copyUrl: () => void electron.clipboard.writeText(app.proxyUrl),
    copyKey: () => void electron.clipboard.writeText(app.localKey),
    open: window.show,
    setStartAtLogin: on => report(loginItem.set(on)),
    quit: () => electron.app.quit(),
  }
  const tray = await createTray(parts, actions)
  if (!tray) return undefined
  draw()
  app.onChange(draw)
  app.onActivity(calmly(draw))
  return { redraw }
}

/** Calls at once, then not again before `CALM` has passed; what comes meanwhile is one call at its end. */
function calmly(call: () => void): () => void {
  let waiting: NodeJS.Timeout | undefined
  let again = false
  const wait = () => {
    waiting = setTimeout(() => {
      waiting = undefined
      if (!again) return
      again = false
      call()
      wait()
    }, CALM)
    waiting.unref()
  }
  return () => {
    if (waiting) {
      again = true
      return
    }
    call()
    wait()
  }
}
