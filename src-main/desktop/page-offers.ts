import type { IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { Desktop } from '../control/contract.ts'
import { hasOrigin } from './lock-down.ts'
import type { ShellParts } from './parts.ts'
import { showSettings } from './starting.ts'

/** The channel of each thing that a page cannot do itself. */
const channelOf = (name: keyof Desktop): string => `desktop:${name}`

const onOff = z.tuple([z.boolean()])
const place = z.tuple([z.enum(['settings', 'data'])])

/** Answers `preload.ts`. Only the main frame of our own page is heard; whoever else asks is refused. */
export function offerToPage(
  parts: Pick<ShellParts, 'electron' | 'loginItem' | 'home'>,
  origin: () => string | undefined,
  changed: () => void,
): void {
  const { electron, loginItem, home } = parts
  const offers: {
    readonly [Name in keyof Desktop]: (given: unknown[]) => Awaited<ReturnType<Desktop[Name]>>
  } = {
    appVersion: () => electron.app.getVersion(),
    startAtLogin: () => loginItem.enabled(),
    setStartAtLogin(given) {
      const [on] = onOff.parse(given)
      const set = loginItem.set(on)
      changed()
      return set
    },
    showInFolder(given) {
      const [wanted] = place.parse(given)
      if (wanted === 'settings') return showSettings(parts)
      void electron.shell.openPath(home.data)
    },
  }
  for (const [name, offer] of Object.entries(offers)) {
    electron.ipcMain.handle(
      channelOf(name as keyof Desktop),
      (event: IpcMainInvokeEvent, ...given: unknown[]) => {
        const frame = event.senderFrame
        if (!frame || frame.parent !== null || !hasOrigin(frame.url, origin())) {
          throw new Error('Only the control page may ask for this.')
        }
        return offer(given)
      },
    )
  }
}
