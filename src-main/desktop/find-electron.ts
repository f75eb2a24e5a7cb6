import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where Electron's binary is, or why there is none, in half a sentence. */
export type FoundElectron =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly missing: string }

type Environment = Readonly<Record<string, string | undefined>>

/** Whether windows can be shown: always but on Linux without a display server. */
export const hasDisplay = (platform: NodeJS.Platform, environment: Environment): boolean =>
  platform === 'win32' ||
  platform === 'darwin' ||
  Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])

/** Electron's package folder, undefined where it is not installed (production installs leave it out). */
export function electronFolder(from: string): string | undefined {
  try {
    return dirname(createRequire(from).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

/** The binary if it is on disk. Asking the package itself would start a download and throw where that fails. */
export function binaryIn(folder: string, environment: Environment = {}): string | undefined {
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const name = readFileSync(pathFile, 'utf8').trim()
  const path = join(environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
  return existsSync(path) ? path : undefined
}

/** Finds the binary, downloading it where it is not there yet. A download that takes longer than `wait` milliseconds is ended. */
export async function findElectron(options: {
  readonly folder: string | undefined
  readonly environment: Environment
  readonly wait: number
  readonly tell: (line: string) => void
}): Promise<FoundElectron> {
  const { folder, environment, wait, tell } = options
  if (folder === undefined) return { ok: false, missing: 'Electron is not installed' }
  const present = binaryIn(folder, environment)
  if (present) return { ok: true, path: present }
  tell('Downloading Electron (once)…')
  const failure = await download(join(folder, 'install.js'), environment, wait)
  const path = binaryIn(folder, environment)
  if (path) return { ok: true, path }
  return {
    ok: false,
    missing: `Electron's binary is missing and could not be downloaded (${failure ?? 'no reason'})`,
  }
}

/** Runs the package's installer silently. Its stack traces say no more to people than its first line. */
function download(script: string, environment: Environment, wait: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [script], {
      env: environment as NodeJS.ProcessEnv,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: wait,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stderr.on('data', chunk => {
      said += String(chunk).slice(0, 1000)
    })
    child.on('error', error => resolve(error.message))
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(undefined)
      resolve(signal ? 'it took too long' : said.split('\n')[0]?.slice(0, 200))
    })
  })
}
