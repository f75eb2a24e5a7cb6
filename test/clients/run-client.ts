import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Turn } from './clients.ts'

/** Programs that run real clients against any address; they lie beside the checkout while developing. */
export const DRIVERS = fileURLToPath(new URL('../../../shared/clients/drivers', import.meta.url))

const FILES = { 'hello.txt': 'hello from the sample file', 'again.txt': 'hello again from the other one' }

/** What is asked in a turn, and words that must be in the answer. */
export const PROMPTS: Readonly<Record<Turn, { readonly prompt: string; readonly words: readonly string[] }>> =
  {
    text: { prompt: 'Tell me what a patch bay is.', words: ['patch bay'] },
    tool: {
      prompt: 'Read the file hello.txt in this folder and tell me what it says.',
      words: [FILES['hello.txt']],
    },
    parallel: {
      prompt: 'Read the files hello.txt and again.txt in this folder and tell me what they say.',
      words: Object.values(FILES),
    },
  }

export interface ClientRun {
  readonly code: number
  readonly out: string
  readonly errors: string
}

/** Runs a client once, in a folder of its own with the files that the prompts speak of. */
export async function runClient(options: {
  readonly driver: string
  readonly url: string
  readonly model: string
  readonly turn: Turn
  readonly key: string
  readonly clients: string
  readonly environment?: Readonly<Record<string, string>>
}): Promise<ClientRun> {
  const { driver, url, model, turn, key, clients, environment } = options
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-client-'))
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), `${text}\n`)
  const { promise, resolve } = Promise.withResolvers<ClientRun>()
  execFile(
    'bash',
    [join(DRIVERS, driver), url, model, PROMPTS[turn].prompt],
    {
      env: {
        ...process.env,
        TIMEOUT: '90',
        API_KEY: key,
        CLIENTS_DIR: clients,
        CLIENT_CWD: folder,
        ...environment,
      },
      maxBuffer: 16 * 1024 * 1024,
    },
    (error, out, errors) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, errors }),
  )
  try {
    return await promise
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
