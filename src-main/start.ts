import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { electronFolder, findElectron, hasDisplay } from './desktop/find-electron.ts'

/** Milliseconds for Electron's download, about 120 MB, at the first start. A dead network fails much earlier. */
const DOWNLOAD = 180_000

// What `npm start` runs after the build: the desktop app where Electron and a display are there; otherwise one line that
// says what is missing, and the same page served headless. Arguments go to whichever it is.

const tell = (line: string) => void process.stdout.write(`${line}\n`)
const root = fileURLToPath(new URL('../..', import.meta.url))
const given = process.argv.slice(2)

const found = hasDisplay(process.platform, process.env)
  ? await findElectron({
      folder: electronFolder(import.meta.url),
      environment: process.env,
      wait: DOWNLOAD,
      tell,
    })
  : ({ ok: false, missing: 'There is no display' } as const)

if (found.ok) {
  const child = spawn(found.path, [root, ...given], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', error => serve(`Electron cannot be run (${error.message})`))
  child.on('close', code => process.exit(code ?? 1))
} else await serve(found.missing)

/** The command reads its own arguments from the process. */
async function serve(reason: string): Promise<void> {
  tell(`${reason}: Patchbay serves its window as a web page instead.`)
  process.argv.splice(2, given.length, 'serve', ...given)
  await import('./cli.ts')
}
