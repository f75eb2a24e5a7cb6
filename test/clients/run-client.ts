import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FILES } from './turns.ts'

/** Programs that run real clients against any address; they lie beside the checkout while developing. */
export const DRIVERS = fileURLToPath(new URL('../../../shared/clients/drivers', import.meta.url))

export interface ClientRun {
  readonly code: number
  readonly out: string
  readonly errors: string
}

/** Where a client is started, with the files that the prompts speak of, and where it keeps what it knows between its runs. */
export interface Workplace {
  readonly folder: string
  readonly home: string
  remove(): Promise<void>
}

export async function openWorkplace(): Promise<Workplace> {
  const root = await mkdtemp(join(tmpdir(), 'patchbay-client-'))
  const [folder, home] = [join(root, 'project'), join(root, 'home')]
  for (const path of [folder, home]) await mkdir(path)
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), `${text}\n`)
  return { folder, home, remove: () => rm(root, { recursive: true, force: true }) }
}

/** Runs a client once; ends with the client's own exit code, 124 where it took too long. */
export async function runClient(options: {
  readonly driver: string
  readonly url: string
  readonly model: string
  readonly prompt: string
  readonly key: string
  /** Where the clients are installed. */
  readonly clients: string
  readonly place: Workplace
  readonly environment: Readonly<Record<string, string>>
}): Promise<ClientRun> {
  const { driver, url, model, prompt, key, clients, place, environment } = options
  const { promise, resolve } = Promise.withResolvers<ClientRun>()
  execFile(
    'bash',
    [join(DRIVERS, driver), url, model, prompt],
    {
      env: {
        ...process.env,
        TIMEOUT: '90',
        API_KEY: key,
        CLIENTS_DIR: clients,
        CLIENT_CWD: place.folder,
        CLIENT_HOME: place.home,
        ...environment,
      },
      maxBuffer: 16 * 1024 * 1024,
    },
    (error, out, errors) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, errors }),
  )
  return await promise
}
