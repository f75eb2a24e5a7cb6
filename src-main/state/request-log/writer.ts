import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import type { Logged, StoredMessages } from '../../core/log/store.ts'
import { storedMessages } from '../../core/log/stored-message.ts'
import { keepDatabase } from '../database.ts'
import { CORRUPT, isFaultOfFile } from '../sqlite-faults.ts'
import { decode } from './decode.ts'
import { endStale } from './end-stale.ts'
import { openErasing } from './erase.ts'
import { LOG_MIGRATIONS, LOG_PRAGMAS } from './migrations.ts'
import type { Fault, Item, WriterOperations } from './operations.ts'
import { unpack } from './pack.ts'
import { openPruning } from './prune.ts'
import { inTransaction } from './transaction.ts'
import { openRows } from './write-rows.ts'

/** The connection that writes. `log` is told when the file was set aside and a new one begun. */
export function openWriter(options: {
  readonly file: string
  readonly log: (line: string) => void
  readonly now: () => number
}): WriterOperations {
  const connection = keepDatabase({
    ...options,
    migrations: LOG_MIGRATIONS,
    pragmas: LOG_PRAGMAS,
    prepare: prepareWriting,
  })
  let isClosed = false
  let hasToErase = false

  /** What goes on in steps ends with the connection: to use that again would open the file anew. */
  const use: typeof connection.use = act => {
    if (isClosed) throw new Error('the request log is closed')
    return connection.use(act)
  }

  /** Lets what came in meanwhile be written between two steps. */
  const inSteps = async (step: () => number): Promise<number> => {
    let total = 0
    for (let done = step(); done > 0; done = step()) {
      total += done
      await setImmediate()
    }
    return total
  }

  const erase = async (): Promise<void> => {
    await inSteps(() => use(({ erasing }) => erasing.words()))
    hasToErase = !use(({ erasing }) => erasing.pages())
  }

  return {
    open: () => use(() => {}),
    write(items) {
      const faults: Fault[] = []
      const rows = items
        .map(item => read(item, faults))
        .sort((one, other) => one.exchange.startedAt - other.exchange.startedAt)
      use(prepared => putAll(prepared, rows, faults))
      return faults
    },
    keep: (id, kept) => use(({ rows }) => rows.keep(id, kept)),
    remove: ids =>
      use(({ database, rows, erasing }) => {
        const count = inTransaction(database, () => rows.remove(ids.flatMap(id => rows.keyOf(id) ?? [])))
        erasing.pages()
        // That goes through the whole index: once for all that is deleted within a minute.
        hasToErase = true
        return count
      }),
    async purge(what) {
      const count =
        what === 'exchanges'
          ? use(({ pruning }) => pruning.purge())
          : await inSteps(() => use(({ pruning }) => pruning.purgeBodies()))
      await erase()
      return count
    },
    async prune(bounds) {
      const count = await inSteps(() => use(({ pruning }) => pruning.prune(bounds)))
      await inSteps(() => use(({ pruning }) => pruning.forgetNames()))
      use(({ rows }) => rows.removeUnusedTexts())
      if (hasToErase) await erase()
      return count
    },
    setAside(reason) {
      let isToFail = true
      use(() => {
        if (!isToFail) return
        isToFail = false
        throw Object.assign(new Error(reason), { errcode: CORRUPT })
      })
    },
    close() {
      isClosed = true
      connection.close()
    },
  }
}

function prepareWriting(database: DatabaseSync) {
  const rows = openRows(database)
  endStale(database, rows)
  return { database, rows, pruning: openPruning(database, rows), erasing: openErasing(database) }
}

interface Row {
  readonly exchange: Logged
  readonly messages?: StoredMessages
}

/** With its bodies as text without credentials. */
function read({ exchange, packed }: Item, faults: Fault[]): Row {
  try {
    return {
      exchange,
      messages: packed && storedMessages(unpack(packed), packed.secrets, decode),
    }
  } catch (error) {
    faults.push({ lost: 'bodies', line: `The bodies of ${exchange.id} could not be stored: ${error}` })
    return { exchange }
  }
}

function putAll(
  { database, rows }: ReturnType<typeof prepareWriting>,
  all: readonly Row[],
  faults: Fault[],
): void {
  const put = (some: readonly Row[]) =>
    inTransaction(database, () => {
      for (const { exchange, messages } of some) rows.put(exchange, messages)
    })
  try {
    put(all)
  } catch (error) {
    rows.forget()
    if (isFaultOfFile(error)) throw error
    // One of them is at fault; the others must not suffer for it.
    for (const row of all) {
      try {
        put([row])
      } catch (fault) {
        rows.forget()
        if (isFaultOfFile(fault)) throw fault
        faults.push({ lost: 'exchange', line: `${row.exchange.id} could not be stored: ${fault}` })
      }
    }
  }
}
