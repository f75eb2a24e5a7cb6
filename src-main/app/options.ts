import type { Keychain } from '../state/keychain.ts'

/** How an app is started; everything has a default. */
export interface AppOptions {
  /** One folder for all state; else PATCHBAY_HOME, else the platform's folders. */
  readonly home?: string
  /** 0: any free port. The settings' port where absent. */
  readonly port?: number
  readonly controlPort?: number
  /** Adds the built-in demo provider. */
  readonly demo?: boolean
  /** Milliseconds between two fragments of a demo reply; a human pace where absent. */
  readonly demoPace?: number
  /** False lets every caller on this machine in, whatever the settings say. */
  readonly requireKey?: boolean
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Where keys of providers are kept; the system's where absent. */
  readonly keychain?: Keychain
  /** One line for people; standard error where absent. */
  readonly log?: (line: string) => void
  /** Milliseconds between signs of life on silent translated streams. */
  readonly keepAliveEvery?: number
  /** Milliseconds that a provider may be silent, before its answer or inside it; 10 minutes where absent. */
  readonly providerIdleTimeout?: number
  /** The built page. */
  readonly pageFolder?: string
}

/** Why the app did not start, for people: broken settings or keys, or a port that is taken. */
export interface StartProblem {
  readonly ok: false
  readonly kind: 'home' | 'settings' | 'keys' | 'port'
  readonly message: string
  /** The option of `AppOptions` whose port somebody else has: with another the app would start. */
  readonly taken?: 'port' | 'controlPort'
}

/** Thrown while starting; `startApp` gives it as a value. */
export class CannotStart extends Error {
  override name = 'CannotStart'
  readonly kind: StartProblem['kind']
  readonly taken: StartProblem['taken']
  constructor(kind: StartProblem['kind'], message: string, taken?: StartProblem['taken']) {
    super(message)
    this.kind = kind
    this.taken = taken
  }
}

/** What has been opened so far, to be closed in the opposite order. */
export interface Opened {
  push(close: () => unknown): void
  close(): Promise<void>
}

export function createOpened(): Opened {
  const closers: (() => unknown)[] = []
  return {
    push: close => void closers.push(close),
    async close() {
      for (const close of closers.splice(0).reverse()) await close()
    },
  }
}
