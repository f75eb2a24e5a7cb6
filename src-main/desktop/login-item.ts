import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { app } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { autostartEntry, isOurs, isSwitchedOn, type LoginCommand } from './autostart-entry.ts'

/** Starting at login, which each system keeps in a place of its own. */
export interface LoginItem {
  enabled(): boolean
  /** Gives what stands in the way, for people. Never throws. */
  set(on: boolean): LoginItemSet
}

type LoginItemSet = { readonly ok: true } | { readonly ok: false; readonly message: string }

/**
 * The command that starts this very app again: an AppImage and Windows' portable app run from a folder that goes with them, so
 * their own file is named; an app that is not packaged is Electron with a folder.
 */
export function loginCommand(options: {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly execPath: string
  /** The folder of an app that is not packaged. */
  readonly appFolder?: string
  /** Absolute; absent for the platform's own folders. */
  readonly home?: string
}): LoginCommand {
  const { environment, execPath, appFolder, home } = options
  return {
    executable: environment['APPIMAGE'] || environment['PORTABLE_EXECUTABLE_FILE'] || execPath,
    arguments: [
      ...(appFolder === undefined ? [] : [appFolder]),
      ...(home === undefined ? [] : ['--home', home]),
      '--hidden',
    ],
  }
}

/** macOS and Windows keep it themselves; on Linux it is a file of the desktop's autostart folder. */
export function createLoginItem(options: {
  readonly platform: NodeJS.Platform
  readonly app: Pick<typeof app, 'getLoginItemSettings' | 'setLoginItemSettings'>
  readonly command: LoginCommand
  readonly autostartFile: string
}): LoginItem {
  const { platform, app, command, autostartFile } = options
  if (platform === 'linux') return autostart(autostartFile, command)
  const windows = { path: command.executable, args: [...command.arguments] }
  const where = platform === 'win32' ? windows : {}
  return {
    enabled: () => app.getLoginItemSettings(where).openAtLogin,
    set(on) {
      app.setLoginItemSettings({ ...where, openAtLogin: on })
      if (app.getLoginItemSettings(where).openAtLogin === on) return { ok: true }
      return {
        ok: false,
        message: 'The system did not take the change. Look at its own list of login items.',
      }
    },
  }
}

/** The file below `$XDG_CONFIG_HOME` or `~/.config`, after the Desktop Application Autostart Specification. */
export const autostartFile = (
  environment: Readonly<Record<string, string | undefined>>,
  userHome: string,
): string =>
  join(environment['XDG_CONFIG_HOME'] || join(userHome, '.config'), 'autostart', 'patchbay.desktop')

function autostart(file: string, command: LoginCommand): LoginItem {
  const read = (): string | undefined => {
    try {
      return readFileSync(file, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
  }
  return {
    enabled() {
      try {
        return isSwitchedOn(read() ?? '')
      } catch {
        return false
      }
    },
    set(on) {
      try {
        const there = read()
        if (there !== undefined && !isOurs(there)) {
          return {
            ok: false,
            message: `${file} was not written by Patchbay and stays as it is. Remove it first.`,
          }
        }
        if (on) {
          mkdirSync(dirname(file), { recursive: true })
          writeFileAtomic.sync(file, autostartEntry(command))
        } else rmSync(file, { force: true })
        return { ok: true }
      } catch (error) {
        return { ok: false, message: `${file}: ${error instanceof Error ? error.message : String(error)}` }
      }
    },
  }
}
