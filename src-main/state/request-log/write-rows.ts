import type { DatabaseSync } from 'node:sqlite'
import type { Logged, StoredMessages } from '../../core/log/store.ts'
import { packBodies, unpackBodies } from './bodies.ts'
import {
  keyAt,
  MEASURED,
  MEASURED_COLUMNS,
  NAMED,
  NAMED_COLUMNS,
  OUTCOMES,
  PLACES,
  wordsOf,
} from './columns.ts'
import { packDetails, readDetails } from './details.ts'
import { openNames } from './names.ts'
import { saidIn } from './said.ts'
import { openTexts } from './texts.ts'

/** Rows of the log, one at a time; to be called in a transaction. Throws what SQLite throws. */
export interface Rows {
  /** Adds it, or puts it in the place of the one with its id. What has ended is not replaced by what runs. */
  put(exchange: Logged, messages: StoredMessages | undefined): void
  keep(id: string, kept: boolean): boolean
  /** Gives how many there were. */
  remove(keys: readonly number[]): number
  keyOf(id: string): number | undefined
  /** Takes the bodies of an exchange, out of the text index, too. */
  removeBodies(key: number): void
  at(key: number): Logged | undefined
  /** Makes the words of one that is there again. */
  index(key: number): void
  /** Takes texts that no details have any more. */
  removeUnusedTexts(): void
  /** To be called when a transaction was rolled back, or names were removed. */
  forget(): void
}

const COLUMNS = ['key', ...NAMED_COLUMNS, ...MEASURED_COLUMNS]
const RUNNING = OUTCOMES.indexOf('running')

export function openRows(database: DatabaseSync): Rows {
  const names = openNames(database)
  const texts = openTexts(database)
  const findKey = database.prepare('SELECT key FROM details WHERE id = ?')
  const outcomeAt = database.prepare('SELECT outcome FROM exchanges WHERE key = ?')
  const newestAt = database.prepare('SELECT max(key) AS key FROM exchanges WHERE key >= ? AND key < ?')
  const putRow = database.prepare(
    `INSERT INTO exchanges (${COLUMNS}) VALUES (${COLUMNS.map(() => '?')})
     ON CONFLICT DO UPDATE SET ${COLUMNS.slice(1).map(column => `${column} = excluded.${column}`)}`,
  )
  const putDetails = database.prepare(
    'INSERT INTO details (key, id, content) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET content = excluded.content',
  )
  const putBodies = database.prepare('INSERT OR REPLACE INTO bodies (key, content) VALUES (?, ?)')
  const bodiesAt = database.prepare('SELECT content FROM bodies WHERE key = ?')
  const putWords = database.prepare(
    'INSERT OR REPLACE INTO words (rowid, known, fault, said) VALUES (?, ?, ?, ?)',
  )
  const setKept = database.prepare('UPDATE exchanges SET kept = ? WHERE key = ?')
  const removal = (table: string) => database.prepare(`DELETE FROM ${table} WHERE key = ?`)
  const removeRow = removal('exchanges')
  const removeDetails = removal('details')
  const removeBodies = removal('bodies')
  const removeWords = database.prepare('DELETE FROM words WHERE rowid = ?')

  const keyOf = (id: string): number | undefined => {
    const key = findKey.get(id)?.['key']
    return key === undefined ? undefined : Number(key)
  }
  const newKey = (startedAt: number): number => {
    const first = keyAt(startedAt)
    const newest = newestAt.get(first, first + PLACES)?.['key']
    return typeof newest === 'number' ? newest + 1 : first
  }
  const bodiesOf = (key: number): StoredMessages => unpackBodies(bodiesAt.get(key)?.['content'])
  const putWordsOf = (key: number, exchange: Logged, messages: StoredMessages): void => {
    const { known, fault } = wordsOf(exchange)
    putWords.run(key, known, fault, saidIn(messages))
  }

  const at = (key: number): Logged | undefined => readDetails(database, [key])[0]
  const index = (key: number): void => {
    const exchange = at(key)
    if (exchange) putWordsOf(key, exchange, bodiesOf(key))
  }

  return {
    put(exchange, messages) {
      const held = keyOf(exchange.id)
      const key = held ?? newKey(exchange.startedAt)
      const isRunning = MEASURED.outcome(exchange) === RUNNING
      if (held !== undefined && isRunning && outcomeAt.get(held)?.['outcome'] !== RUNNING) return
      putRow.run(
        key,
        ...NAMED_COLUMNS.map(column => names.keyOf(column, NAMED[column](exchange))),
        ...MEASURED_COLUMNS.map(column => MEASURED[column](exchange) ?? null),
      )
      putDetails.run(key, exchange.id, packDetails(exchange, key, texts))
      if (messages) putBodies.run(key, packBodies(messages))
      // What runs says more every moment; its words are made once, and again when it has ended.
      if (held === undefined || !isRunning) putWordsOf(key, exchange, messages ?? bodiesOf(key))
    },
    keep(id, kept) {
      const key = keyOf(id)
      return key !== undefined && setKept.run(Number(kept), key).changes > 0
    },
    remove(keys) {
      let count = 0
      for (const key of keys) {
        removeWords.run(key)
        removeDetails.run(key)
        removeBodies.run(key)
        count += Number(removeRow.run(key).changes)
      }
      return count
    },
    keyOf,
    at,
    index,
    removeBodies(key) {
      removeBodies.run(key)
      index(key)
    },
    removeUnusedTexts: texts.removeUnused,
    forget() {
      names.forget()
      texts.forget()
    },
  }
}
