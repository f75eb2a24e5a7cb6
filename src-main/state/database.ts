import { closeSync, existsSync, openSync, renameSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { isBrokenCode, sqliteCode } from './sqlite-faults.ts'

/** An SQLite file that is opened when it is first used. `T` is what is prepared on each connection. */
export interface Database<T> {
  /** Throws what SQLite throws; but a broken file is replaced by an empty one first, and `act` runs once more. */
  use<R>(act: (prepared: T) => R): R
  close(): void
}

/** Keeps its content in memory. */
export const IN_MEMORY = ':memory:'

/** Milliseconds to wait for another process's write. */
const PATIENCE = 1_000

/**
 * A database for what may be lost: one that is broken, or that a newer version wrote, is said in the log, moved aside to
 * `.broken-<time>` and begun anew. Migrations are SQL scripts, numbered by their place; they are only ever added to.
 */
export function keepDatabase<T>(options: {
  readonly file: string
  readonly migrations: readonly string[]
  /** Said before anything else: some settings only count in a file that has no table. */
  readonly pragmas?: string
  readonly prepare: (database: DatabaseSync) => T
  readonly log: (line: string) => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
}): Database<T> {
  const { file, migrations, pragmas = '', prepare, log, now } = options
  let opened: { readonly database: DatabaseSync; readonly prepared: T } | undefined

  const prepared = (): T => {
    if (!opened) {
      const database = connect(file, migrations, pragmas)
      try {
        opened = { database, prepared: prepare(database) }
      } catch (error) {
        // A file that is open cannot be moved everywhere.
        database.close()
        throw error
      }
    }
    return opened.prepared
  }
  const close = (): void => {
    opened?.database.close()
    opened = undefined
  }

  return {
    use(act) {
      try {
        return act(prepared())
      } catch (error) {
        if (!(error instanceof Error) || !isBroken(error)) throw error
        close()
        const aside = moveAside(file, now())
        log(
          `${file} cannot be used (${error.message}). It was moved to ${aside}; an empty one takes its place.`,
        )
        return act(prepared())
      }
    },
    close,
  }
}

/** Written by a newer version of this program. */
class NewerDatabase extends Error {
  override name = 'NewerDatabase'
}

function connect(file: string, migrations: readonly string[], pragmas: string): DatabaseSync {
  // Made by us, so that only its owner may read it; SQLite gives its side files the same mode.
  if (file !== IN_MEMORY) closeSync(openSync(file, 'a', 0o600))
  // Loaded here and not by import: most starts never need it.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(file, { timeout: PATIENCE })
  try {
    database.exec(
      `${pragmas}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY`,
    )
    migrate(database, migrations)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  database.exec('BEGIN IMMEDIATE')
  const done = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
  if (done > migrations.length) throw new NewerDatabase('a newer version of Patchbay wrote it')
  for (const script of migrations.slice(done)) database.exec(script)
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
}

const isBroken = (error: Error): boolean => error instanceof NewerDatabase || isBrokenCode(sqliteCode(error))

function moveAside(file: string, time: number): string {
  const aside = `${file}.broken-${time}`
  for (const side of ['', '-wal', '-shm']) if (existsSync(file + side)) renameSync(file + side, aside + side)
  return aside
}
