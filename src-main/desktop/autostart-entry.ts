/** How the app is started at login. */
export interface LoginCommand {
  readonly executable: string
  readonly arguments: readonly string[]
}

/** Tells our file from one that somebody else wrote under the same name. */
const MARK = 'X-Patchbay-Managed=true'

/** The text of `patchbay.desktop`, after the Desktop Entry Specification 1.5. */
export const autostartEntry = ({ executable, arguments: given }: LoginCommand): string =>
  `${[
    '[Desktop Entry]',
    'Type=Application',
    'Name=Patchbay',
    'Comment=One address on localhost for every AI coding tool',
    `Exec=${[executable, ...given].map(quote).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    MARK,
  ].join('\n')}\n`

export const isOurs = (entry: string): boolean => entry.split('\n').includes(MARK)

/** Desktops switch an entry off by these keys instead of removing it. */
export const isSwitchedOn = (entry: string): boolean =>
  entry.includes('[Desktop Entry]') && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(entry)

/**
 * An argument of `Exec`: quoted, its own quotes, `$`, backquotes and backslashes escaped, then backslashes once more since the
 * value is a string of the file. `%` would begin a field code.
 */
const quote = (text: string): string =>
  `"${text
    .replace(/["$`\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`
