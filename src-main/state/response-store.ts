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
}): ResponseStore & { close(): void } {
  const { home, log, now = Date.now, limits = ON_DISK } = options
  const shelf = (file: string, held: ShelfLimits) =>
    keepDatabase({
      file,
      migrations: RESPONSE_MIGRATIONS,
      prepare: database => responseShelf(database, { limits: held, now }),
      log,
      now,
    })
  const disk = shelf(home.responsesFile, limits)
  const memory = shelf(IN_MEMORY, THIS_RUN)
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
  const add = (shelf: ResponseShelf, kept: Parameters<ResponseShelf['add']>[0]): true => {
    shelf.add(kept)
    return true
  }

  return {
    keep(kept, where) {
      if (where === 'disk' && tryDisk(shelf => add(shelf, kept))) return
      memory.use(shelf => add(shelf, kept))
    },
    find: (id, owner) =>
      memory.use(shelf => shelf.find(id, owner)) ?? tryDisk(shelf => shelf.find(id, owner)),
    findItem: (id, owner) =>
      memory.use(shelf => shelf.findItem(id, owner)) ?? tryDisk(shelf => shelf.findItem(id, owner)),
    forget(id, owner) {
      const inMemory = memory.use(shelf => shelf.remove(id, owner))
      return tryDisk(shelf => shelf.remove(id, owner)) || inMemory
    },
    close() {
      disk.close()
      memory.close()
    },
  }
}
