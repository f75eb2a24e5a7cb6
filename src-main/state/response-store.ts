import type { ResponseStore } from '../core/kept-response.ts'
import { IN_MEMORY, keepDatabase } from './database.ts'
import type { Home } from './home.ts'
import { RESPONSE_MIGRATIONS, type ResponseShelf, responseShelf, type ShelfLimits } from './response-shelf.ts'

const DAY = 24 * 60 * 60 * 1000
const MEGABYTE = 1024 * 1024

/** As long as OpenAI keeps them. */
const ON_DISK: ShelfLimits = { age: 30 * DAY, bytes: 512 * MEGABYTE, count: 100_000 }
/** What clients asked not to store; enough to continue a conversation that is going on. */
const THIS_RUN: ShelfLimits = { age: DAY, bytes: 32 * MEGABYTE, count: 512 }

/** What is deleted is nowhere in the file any more. */
const OVERWRITE = 'PRAGMA secure_delete = ON'

type Store = ResponseStore & { close(): void }

/** Keeps replies for this run only. */
export function memoryResponses({ now }: { readonly now: () => number }): Store {
  const shelf = keepDatabase({
    file: IN_MEMORY,
    migrations: RESPONSE_MIGRATIONS,
    prepare: database => responseShelf(database, { limits: THIS_RUN, now }),
    log: () => {},
    now,
  })
  return {
    keep: kept => shelf.use(({ add }) => add(kept)),
    find: (id, owner) => shelf.use(({ find }) => find(id, owner)),
    findItem: (id, owner) => shelf.use(({ findItem }) => findItem(id, owner)),
    forget: (id, owner) => shelf.use(({ remove }) => remove(id, owner)),
    close: shelf.close,
  }
}

/**
 * The replies of models that are translated, so that `previous_response_id` and `item_reference` work there too: in
 * responses.db, which may be deleted at any time, or in memory. What cannot be written to disk is logged, and kept in memory.
 */
export function openResponseStore(options: {
  readonly home: Pick<Home, 'responsesFile'>
  readonly log: (line: string) => void
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  readonly limits?: ShelfLimits
}): Store {
  const { home, log, now = Date.now, limits = ON_DISK } = options
  const memory = memoryResponses({ now })
  const disk = keepDatabase({
    file: home.responsesFile,
    migrations: RESPONSE_MIGRATIONS,
    pragmas: OVERWRITE,
    prepare: database => responseShelf(database, { limits, now }),
    log,
    now,
  })
  let isTroubled = false

  /** A disk that is full or read-only takes nothing from the caller but what outlives the run. It is told once. */
  const tryDisk = <T>(act: (shelf: ResponseShelf) => T): T | undefined => {
    try {
      const result = disk.use(act)
      isTroubled = false
      return result
    } catch (error) {
      if (!isTroubled)
        log(`${home.responsesFile} cannot be used (${String(error)}): replies are kept in memory only`)
      isTroubled = true
      return undefined
    }
  }

  return {
    keep(kept, where) {
      const isWritten = where === 'disk' && tryDisk(({ add }) => add(kept))
      if (!isWritten) memory.keep(kept, where)
    },
    find: (id, owner) => memory.find(id, owner) ?? tryDisk(({ find }) => find(id, owner)),
    findItem: (id, owner) => memory.findItem(id, owner) ?? tryDisk(({ findItem }) => findItem(id, owner)),
    forget(id, owner) {
      const isForgotten = tryDisk(({ remove }) => remove(id, owner)) ?? false
      return memory.forget(id, owner) || isForgotten
    },
    close() {
      disk.close()
      memory.close()
    },
  }
}
