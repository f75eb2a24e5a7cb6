import type { DatabaseSync } from 'node:sqlite'
import { parseExact } from '../core/exact-json.ts'
import { asArray, asObject, asString, isObject, type JsonObject } from '../core/json.ts'
import type { KeptResponse } from '../core/kept-response.ts'
import { hashOf, withIds } from './item-ids.ts'

/**
 * An item is held once an owner, however many replies it is part of: conversations are sent again and again, one turn
 * longer each time. It goes with the last reply that holds it.
 */
export const RESPONSE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE responses (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    model TEXT NOT NULL,
    created INTEGER NOT NULL,
    response TEXT NOT NULL
  ) STRICT;
  CREATE TABLE items (
    key INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    item TEXT NOT NULL,
    UNIQUE (owner, hash)
  ) STRICT;
  CREATE INDEX items_by_id ON items (owner, id);
  CREATE TABLE places (
    response INTEGER NOT NULL REFERENCES responses ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('input', 'output')),
    place INTEGER NOT NULL,
    item INTEGER NOT NULL REFERENCES items,
    PRIMARY KEY (response, side, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX places_by_item ON places (item);
  CREATE TRIGGER unused_items AFTER DELETE ON places BEGIN
    DELETE FROM items WHERE key = OLD.item AND NOT EXISTS (SELECT 1 FROM places WHERE item = OLD.item);
  END;
  `,
]

/** How much is held. What is beyond goes, oldest first, a few with each reply that is added. */
export interface ShelfLimits {
  /** Milliseconds. */
  readonly age: number
  readonly bytes: number
  readonly count: number
}

const PRUNED_AT_ONCE = 16

/** Replies and their items in one database. Throws what SQLite throws. */
export interface ResponseShelf {
  /** True, always: what cannot be added is thrown. */
  add(kept: KeptResponse): true
  find(id: string, owner: string): KeptResponse | undefined
  findItem(id: string, owner: string): JsonObject | undefined
  /** Out of the side file, too, where nobody else reads it. */
  remove(id: string, owner: string): boolean
}

export function responseShelf(
  database: DatabaseSync,
  { limits, now }: { readonly limits: ShelfLimits; readonly now: () => number },
): ResponseShelf {
  const addResponse = database.prepare(
    'INSERT INTO responses (id, owner, model, created, response) VALUES (?, ?, ?, ?, ?)',
  )
  // Looked for first: an upsert would write again what is there, the whole conversation with each turn.
  const findSame = database.prepare('SELECT key FROM items WHERE owner = ? AND hash = ?')
  const addItem = database.prepare('INSERT INTO items (owner, id, hash, item) VALUES (?, ?, ?, ?)')
  const addPlace = database.prepare('INSERT INTO places (response, side, place, item) VALUES (?, ?, ?, ?)')
  const findResponse = database.prepare(
    'SELECT key, model, created, response FROM responses WHERE id = ? AND owner = ? AND created >= ?',
  )
  const findItems = database.prepare(
    `SELECT items.item FROM places JOIN items ON items.key = places.item
     WHERE places.response = ? AND places.side = ? ORDER BY places.place`,
  )
  const findItem = database.prepare(
    'SELECT item FROM items WHERE owner = ? AND id = ? ORDER BY key DESC LIMIT 1',
  )
  const removeResponse = database.prepare('DELETE FROM responses WHERE id = ? AND owner = ?')
  // Keys grow with time: only the first few are looked at, not all of those that are too young.
  const removeOldest = database.prepare(
    `DELETE FROM responses WHERE created < ? AND key IN
       (SELECT key FROM responses WHERE id <> ? ORDER BY key LIMIT ?)`,
  )
  const countAll = database.prepare('SELECT count(*) AS count FROM responses')
  const measure = database.prepare(
    `SELECT (page_count - freelist_count) * page_size AS bytes
     FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
  )
  // Counted once, and kept in mind: SQLite would look at every row for each reply.
  let count = Number(countAll.get()?.['count'])

  const oldest = () => now() - limits.age
  const isFull = (): boolean => count > limits.count || Number(measure.get()?.['bytes']) > limits.bytes
  const removeUpTo = (most: number, before: number, newest: string): number => {
    const changes = Number(removeOldest.run(before, newest, most).changes)
    count -= changes
    return changes
  }
  /** The reply that was just added stays, whatever its size. */
  const prune = (newest: string): void => {
    removeUpTo(PRUNED_AT_ONCE, oldest(), newest)
    for (let left = PRUNED_AT_ONCE; left > 0 && isFull(); left--)
      if (removeUpTo(1, Number.MAX_SAFE_INTEGER, newest) === 0) return
  }
  const place = (owner: string, response: number | bigint, side: string, items: readonly JsonObject[]) => {
    for (const [index, item] of withIds(items).entries()) {
      const text = JSON.stringify(item)
      const hash = hashOf(text)
      const key = findSame.get(owner, hash)?.['key']
      const held = key === undefined ? addItem.run(owner, item.id, hash, text).lastInsertRowid : Number(key)
      addPlace.run(response, side, index, held)
    }
  }
  const itemsOf = (key: number, side: string): JsonObject[] =>
    findItems.all(key, side).map(({ item }) => readObject(item))

  return {
    add({ id, owner, modelId, createdAt, input, response }) {
      database.exec('BEGIN IMMEDIATE')
      try {
        // The output lies with the items; an empty one holds its place among the fields.
        const head = JSON.stringify({ ...response, output: [] })
        const { lastInsertRowid: key } = addResponse.run(id, owner, modelId, createdAt, head)
        place(owner, key, 'input', input)
        place(owner, key, 'output', asArray(response.output).filter(isObject))
        count += 1
        prune(id)
        database.exec('COMMIT')
        return true
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK')
        count = Number(countAll.get()?.['count'])
        throw error
      }
    },
    find(id, owner) {
      const row = findResponse.get(id, owner, oldest())
      if (!row) return undefined
      const key = Number(row['key'])
      return {
        id,
        owner,
        modelId: asString(row['model']) ?? '',
        createdAt: Number(row['created']),
        input: itemsOf(key, 'input'),
        response: { ...readObject(row['response']), output: itemsOf(key, 'output') },
      }
    },
    findItem(id, owner) {
      const row = findItem.get(owner, id)
      return row && readObject(row['item'])
    },
    remove(id, owner) {
      const changes = Number(removeResponse.run(id, owner).changes)
      count -= changes
      if (changes > 0) database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return changes > 0
    },
  }
}

const readObject = (text: unknown): JsonObject => asObject(parseExact(asString(text) ?? ''))
