import type { DatabaseSync } from 'node:sqlite'
import type { NamedColumn } from './columns.ts'

/** The numbers that texts have in `exchanges`. */
export interface Names {
  /** The text's number; it gets one when it has none. */
  keyOf(field: NamedColumn, value: string | undefined): number | null
  /** To be called when a transaction was rolled back, or names were removed. */
  forget(): void
}

const REMEMBERED = 20_000
/** Longer texts are cut: a name is for lists and filters, the whole is in the details. */
const LONGEST = 1000

export function openNames(database: DatabaseSync): Names {
  const find = database.prepare('SELECT key FROM names WHERE field = ? AND value = ?')
  const add = database.prepare('INSERT INTO names (field, value, folded) VALUES (?, ?, ?)')
  const known = new Map<string, number>()

  const lookUp = (field: NamedColumn, value: string): number => {
    const found = find.get(field, value)?.['key']
    return Number(found ?? add.run(field, value, value.toLowerCase()).lastInsertRowid)
  }
  return {
    keyOf(field, value) {
      if (value === undefined) return null
      const text = value.slice(0, LONGEST)
      const name = `${field} ${text}`
      const remembered = known.get(name)
      if (remembered !== undefined) return remembered
      const key = lookUp(field, text)
      if (known.size >= REMEMBERED) known.clear()
      known.set(name, key)
      return key
    },
    forget: () => known.clear(),
  }
}
