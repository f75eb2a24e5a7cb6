import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { electronFolder, findElectron, hasDisplay } from './desktop/find-electron.ts'

/** Milliseconds for Electron's download, about 120 MB, at the first start. A dead network fails much earlier. */
const DOWNLOAD = 180_000

/** Milliseconds in which a desktop app that fails has failed. */
const AT_ONCE = 5_000

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

if (found.ok) openDesktop(found.path)
else await serve(found.missing)

/** Electron itself may find that the display does not answer, or that its sandbox cannot be had: then it ends at once. */
function openDesktop(electron: string): void {
  const startedAt = performance.now()
  let stopping = false
  const child = spawn(electron, [root, ...given], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping = true
      child.kill(signal)
    })
  }
  child.on('error', error => serve(`Electron cannot be run (${error.message})`))
  child.on('exit', (code, signal) => {
    const atOnce = performance.now() - startedAt < AT_ONCE
    if (code === 0 || stopping || !atOnce) return process.exit(code ?? 1)
    serve(`Electron ended at once (${signal ?? `code ${code}`})`)
  })
}

/** The command reads its own arguments from the process. `--hidden` is about the window alone. */
async function serve(reason: string): Promise<void> {
  tell(`${reason}: Patchbay serves its window as a web page instead.`)
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM')
  const served = given.filter(argument => argument !== '--hidden')
  process.argv.splice(2, given.length, 'serve', ...served)
  await import('./cli.ts')
}
