import { join } from 'node:path'
import type { MenuItemConstructorOptions, Tray } from 'electron'
import type { ControlState } from '../control/contract.ts'
import type { Electron, ShellParts } from './parts.ts'

/** What the entries of the menu do. */
export interface TrayActions {
  copyUrl(): void
  copyKey(): void
  pause(): void
  resume(): void
  open(): void
  quit(): void
}

/** The tray's menu for a state: everything the tray can do is here, since on many Linux desktops a click only opens it. */
export function trayMenu(state: ControlState, actions: TrayActions): MenuItemConstructorOptions[] {
  const { proxy, settings } = state
  return [
    { label: status(proxy), enabled: false },
    ...(settings.problem ? [{ label: 'The settings file has an error…', click: actions.open }] : []),
    { type: 'separator' },
    { label: 'Copy base URL', click: actions.copyUrl },
    { label: 'Copy key', click: actions.copyKey },
    proxy.paused ? { label: 'Resume', click: actions.resume } : { label: 'Pause', click: actions.pause },
    { type: 'separator' },
    { label: 'Open Patchbay', click: actions.open },
    { label: 'Quit', click: actions.quit },
  ]
}

function status({ problem, paused, port }: ControlState['proxy']): string {
  if (problem) return 'Not running'
  return `${paused ? 'Paused' : 'Running'} on port ${port}`
}

/** Puts the icon into the tray. Undefined where the desktop has none: the window alone must do then. */
export function createTray({ electron, platform, resources }: ShellParts): Tray | undefined {
  try {
    return new electron.Tray(trayIcon(electron, platform, resources))
  } catch {
    return undefined
  }
}

/** macOS colours a template image itself; elsewhere a panel may be dark or light, so the icon brings its colours. */
function trayIcon({ nativeImage }: Electron, platform: NodeJS.Platform, resources: string) {
  if (platform !== 'darwin') return nativeImage.createFromPath(join(resources, 'tray.png'))
  const image = nativeImage.createFromPath(join(resources, 'iconTemplate.png'))
  image.setTemplateImage(true)
  return image
}
