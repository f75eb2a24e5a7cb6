import { parseArgs } from 'node:util'

/** What the desktop app was started with: the options of `patchbay serve`, and `--hidden`. */
export interface DesktopArguments {
  readonly home?: string
  readonly port?: number
  readonly controlPort?: number
  readonly demo: boolean
  readonly noKey: boolean
  readonly hidden: boolean
}

/** Reads the command line. Chromium's own switches stand among ours and are passed over; a port that is none is too. */
export function readArguments(given: readonly string[]): DesktopArguments {
  const { values } = parseArgs({
    args: [...given],
    strict: false,
    options: {
      home: { type: 'string' },
      port: { type: 'string' },
      'control-port': { type: 'string' },
      demo: { type: 'boolean' },
      'no-key': { type: 'boolean' },
      hidden: { type: 'boolean' },
    },
  })
  return {
    home: typeof values['home'] === 'string' ? values['home'] : undefined,
    port: port(values['port']),
    controlPort: port(values['control-port']),
    demo: values['demo'] === true,
    noKey: values['no-key'] === true,
    hidden: values['hidden'] === true,
  }
}

function port(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{1,5}$/.test(text)) return undefined
  return Number(text) <= 65_535 ? Number(text) : undefined
}
