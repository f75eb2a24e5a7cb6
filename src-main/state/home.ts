import { accessSync, constants, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'

/** Where all state lives: absolute paths. Directories exist and were made for their owner only (0700). */
export interface Home {
  readonly config: string
  readonly data: string
  readonly settingsFile: string
  readonly keysFile: string
  readonly catalogFile: string
  readonly learnedFile: string
  readonly exchangesFile: string
  readonly responsesFile: string
}

/** The home is no folder, or may not be one. */
export class HomeError extends Error {
  override name = 'HomeError'
}

/**
 * The home: one folder when it is named (`--home`, else `PATCHBAY_HOME`), else the platform's config and data folders.
 * Throws a HomeError when a folder can neither be found nor made.
 */
export function openHome(options: {
  readonly home?: string
  readonly environment: Readonly<Record<string, string | undefined>>
}): Home {
  const named = options.home || options.environment['PATCHBAY_HOME']
  const standard = envPaths('patchbay', { suffix: '' })
  const config = named ? resolve(named) : standard.config
  const data = named ? config : standard.data
  for (const folder of new Set([config, data])) makeFolder(folder)
  return {
    config,
    data,
    settingsFile: join(config, 'settings.jsonc'),
    keysFile: join(config, 'keys.json'),
    catalogFile: join(data, 'catalog.json'),
    learnedFile: join(data, 'learned.json'),
    exchangesFile: join(data, 'exchanges.db'),
    responsesFile: join(data, 'responses.db'),
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? `${error.code}` : String(error)
    throw new HomeError(
      `${folder} cannot be the home of Patchbay (${why}). Name a folder that you can write to, with --home or PATCHBAY_HOME.`,
    )
  }
}
