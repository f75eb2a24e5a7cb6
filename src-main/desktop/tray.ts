import { join } from 'node:path'
import type { Tray } from 'electron'
import type { ShellParts } from './parts.ts'
import { statusLine, type TrayActions, trayMenu } from './tray-menu.ts'
import { moodOf, type TrayMood, type TrayState } from './tray-state.ts'

/** The icon in the tray. */
export interface TrayIcon {
  /** Shows a state. What would look the same is not drawn again: an open menu closes when it is replaced. */
  draw(state: TrayState): void
  /** Draws the next state whatever it is: a click on a radio item marks it, whether the choice could be kept or not. */
  forget(): void
}

/** Puts the icon into the tray. Undefined where the desktop has none: the window alone must do then. */
export async function createTray(
  parts: Pick<ShellParts, 'electron' | 'platform' | 'resources' | 'hasTrayHost'>,
  actions: TrayActions,
): Promise<TrayIcon | undefined> {
  const { electron, platform } = parts
  if (!(await parts.hasTrayHost())) return undefined
  const images = trayImages(parts)
  let tray: Tray
  try {
    tray = new electron.Tray(images('idle'))
  } catch {
    return undefined
  }
  // Windows and macOS open the menu by themselves or not at all; elsewhere a click may never be told.
  if (platform === 'win32') tray.on('click', actions.open)
  let drawn: { look?: string; mood: TrayMood } = { mood: 'idle' }
  return {
    forget() {
      drawn = { mood: drawn.mood }
    },
    draw(state) {
      const template = trayMenu(state, actions)
      const [look, mood] = [JSON.stringify(template), moodOf(state)]
      if (mood !== drawn.mood) tray.setImage(images(mood))
      if (look !== drawn.look) {
        tray.setContextMenu(electron.Menu.buildFromTemplate(template))
        tray.setToolTip(`Patchbay: ${statusLine(state)}`)
      }
      drawn = { look, mood }
    },
  }
}

/** macOS colours template images itself; elsewhere a panel may be dark or light, so the icon brings its colours. */
function trayImages({
  electron,
  platform,
  resources,
}: Pick<ShellParts, 'electron' | 'platform' | 'resources'>) {
  const file = (mood: TrayMood) => {
    if (platform !== 'darwin') return `tray-${mood}.png`
    return mood === 'idle' ? 'iconTemplate.png' : `icon-${mood}Template.png`
  }
  return (mood: TrayMood) => {
    const image = electron.nativeImage.createFromPath(join(resources, file(mood)))
    if (platform === 'darwin') image.setTemplateImage(true)
    return image
  }
}
