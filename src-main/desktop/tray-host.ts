import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs a program and gives its standard output; rejects where it is missing or fails. */
type Run = (command: string, given: readonly string[]) => Promise<string>

const BUS = 'org.freedesktop.DBus'
const HOST = 'org.kde.StatusNotifierWatcher'

/** The same question to the session bus, by whichever program is there. */
const QUESTIONS: readonly (readonly [string, readonly string[]])[] = [
  [
    'gdbus',
    [
      'call',
      '--session',
      '--dest',
      BUS,
      '--object-path',
      '/org/freedesktop/DBus',
      '--method',
      `${BUS}.NameHasOwner`,
      HOST,
    ],
  ],
  ['busctl', ['--user', 'call', BUS, '/org/freedesktop/DBus', BUS, 'NameHasOwner', 's', HOST]],
  [
    'dbus-send',
    [
      '--session',
      '--print-reply=literal',
      `--dest=${BUS}`,
      '/org/freedesktop/DBus',
      `${BUS}.NameHasOwner`,
      `string:${HOST}`,
    ],
  ],
]

/**
 * Whether the desktop shows tray icons. On Linux a tray icon can be made where nobody shows it, e.g. on GNOME without its
 * extension, so the session bus is asked; where it does not answer, a tray is assumed.
 */
export async function hasTrayHost(platform: NodeJS.Platform, run: Run = runQuietly): Promise<boolean> {
  if (platform !== 'linux') return true
  for (const [command, given] of QUESTIONS) {
    const answer = await run(command, given).catch(() => '')
    const said = /\b(true|false)\b/.exec(answer)?.[1]
    if (said) return said === 'true'
  }
  return true
}

const runQuietly: Run = async (command, given) =>
  (await promisify(execFile)(command, [...given], { timeout: 1000 })).stdout
