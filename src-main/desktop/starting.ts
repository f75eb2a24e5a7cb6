import { existsSync } from 'node:fs'
import type { App, AppOptions, StartProblem } from '../app.ts'
import { watchFile } from '../state/watch-file.ts'
import type { ShellParts } from './parts.ts'
import { problemPage } from './problem-page.ts'
import type { PageWindow } from './window.ts'

/** What a person may answer when a port is taken, in the order of the buttons. */
const ANSWERS = ['Use another port this time', 'Change the settings', 'Quit'] as const

type Parts = Pick<ShellParts, 'electron' | 'startApp' | 'home' | 'log'>

/**
 * Starts the app, and again after each correction. What is wrong stands in the window until the settings file changes; a port that
 * is taken is asked about. Undefined: the person would rather quit.
 */
export async function startUntilItRuns(
  parts: Parts,
  window: PageWindow,
  retry: Signal,
): Promise<App | undefined> {
  const { electron, home, log } = parts
  let ports: Pick<AppOptions, 'port' | 'controlPort'> = {}
  let unwatch: (() => Promise<void>) | undefined
  try {
    for (;;) {
      const started = await parts.startApp(ports)
      if (started.ok) return started
      if (started.taken) {
        const answer = await askAboutPort(electron, started)
        if (answer === 'Quit') return undefined
        if (answer === 'Use another port this time') {
          ports = { ...ports, [started.taken]: 0 }
          continue
        }
        showSettings(parts)
      }
      window.load(problemPage(started, home.settingsFile))
      window.show()
      if (!unwatch) {
        unwatch = await watchFile(home.settingsFile, retry.now, reason =>
          log(`${home.settingsFile} can no longer be watched: ${reason}`),
        )
        // It may have been corrected before it was watched; a port is not freed by looking again.
        if (!started.taken) retry.now()
      }
      await retry.wait()
    }
  } finally {
    await unwatch?.()
  }
}

async function askAboutPort({ dialog }: Parts['electron'], { message }: StartProblem) {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Patchbay',
    message: 'A port that Patchbay needs is taken',
    detail: `${message}\n\nAnother port this time means that your tools must be pointed to it.`,
    buttons: [...ANSWERS],
    defaultId: 0,
    cancelId: ANSWERS.indexOf('Quit'),
    noLink: true,
  })
  return ANSWERS[response] ?? 'Quit'
}

/** The settings file in the system's file browser; its folder where it is not written yet. */
export function showSettings({ electron, home }: Pick<ShellParts, 'electron' | 'home'>): void {
  if (existsSync(home.settingsFile)) electron.shell.showItemInFolder(home.settingsFile)
  else void electron.shell.openPath(home.config)
}

/** A wish to start again, from a link or from a changed file; it is kept until somebody waits for it. */
export interface Signal {
  now(): void
  wait(): Promise<void>
}

export function createSignal(): Signal {
  let next = Promise.withResolvers<void>()
  return {
    now: () => next.resolve(),
    async wait() {
      await next.promise
      next = Promise.withResolvers()
    },
  }
}
