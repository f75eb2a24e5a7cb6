import type { DatabaseSync } from 'node:sqlite'
import type { Logged } from '../../core/log/store.ts'
import { dayOf, PLACES } from './columns.ts'
import type { Texts } from './texts.ts'

/**
 * What a value is made of: `text`, `number` and `time` stand for the values that follow it, in their order; all else is as
 * it is. Times are told from the millisecond of the row's key.
 */
type Shape =
  | 'text'
  | 'number'
  | 'time'
  | boolean
  | null
  | readonly Shape[]
  | { readonly [name: string]: Shape }
/** A text, its number among the texts of the row's day, or a number. */
type Leaf = string | number

/**
 * An exchange in about a fifth of what it takes as JSON: its shape, which few exchanges do not share with others, and behind
 * it the texts and numbers that belong there. Any field of any kind comes back as it was.
 */
export function packDetails(
  { id: _, ...exchange }: Logged,
  key: number,
  texts: Pick<Texts, 'numberOf'>,
): string {
  const day = dayOf(key)
  const start = millisecondOf(key)
  const leaves: Leaf[] = []
  const addText = (text: string): Leaf => texts.numberOf(day, text) ?? text

  const shapeOf = (value: unknown, name: string): string => {
    if (typeof value === 'string') {
      leaves.push(addText(value))
      return '"text"'
    }
    if (typeof value === 'number' && Number.isFinite(value)) {
      const isTime = name === 'startedAt' && start + (value - start) === value
      leaves.push(isTime ? value - start : value)
      return isTime ? '"time"' : '"number"'
    }
    if (Array.isArray(value)) return `[${value.map(item => shapeOf(item, name))}]`
    if (typeof value === 'object' && value !== null) return shapeOfObject(value)
    return typeof value === 'boolean' ? String(value) : 'null'
  }
  const shapeOfObject = (value: object): string => {
    let shape = ''
    for (const [name, item] of Object.entries(value))
      if (item !== undefined) shape += `${shape && ','}${quoted(name)}:${shapeOf(item, name)}`
    return `{${shape}}`
  }

  const shape = shapeOf(exchange, '')
  return JSON.stringify([addText(shape), ...leaves])
}

/** Throws where it was not made by `packDetails`. */
function unpackDetails(content: string, { id, key, textAt }: Place): Logged {
  const [shape, ...leaves]: readonly Leaf[] = JSON.parse(content)
  const start = millisecondOf(key)
  let next = 0
  const textOf = (leaf: Leaf | undefined): string => (typeof leaf === 'string' ? leaf : textAt(Number(leaf)))

  const unpack = (part: Shape): unknown => {
    if (part === 'text') return textOf(leaves[next++])
    if (part === 'number') return leaves[next++]
    if (part === 'time') return start + Number(leaves[next++])
    if (Array.isArray(part)) return part.map(unpack)
    if (typeof part === 'object' && part !== null)
      return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, unpack(item)]))
    return part
  }

  // It was packed from one.
  return { id, ...(unpack(JSON.parse(textOf(shape))) as Omit<Logged, 'id'>) }
}

interface Place {
  readonly id: string
  readonly key: number
  readonly textAt: (number: number) => string
}

/** Reads the exchanges at these keys that are there, in their order. To be called in a transaction. */
export function readDetails(database: DatabaseSync, keys: readonly number[]): readonly Logged[] {
  const detailsAt = database.prepare('SELECT id, content FROM details WHERE key = ?')
  const find = database.prepare('SELECT value FROM texts WHERE day = ? AND number = ?')
  const known = new Map<string, string>()
  const textAt = (day: number, number: number): string => {
    const place = `${day} ${number}`
    const text = known.get(place) ?? find.get(day, number)?.['value']
    if (typeof text !== 'string') throw new Error(`text ${number} of day ${day} is missing in the log`)
    known.set(place, text)
    return text
  }
  return keys.flatMap(key => {
    const { id, content } = detailsAt.get(key) ?? {}
    if (typeof id !== 'string' || typeof content !== 'string') return []
    return unpackDetails(content, { id, key, textAt: number => textAt(dayOf(key), number) })
  })
}

/** Nearly all names are plain, and JSON's own way of quoting them takes longer than all the rest. */
const quoted = (name: string): string => (/^\w+$/.test(name) ? `"${name}"` : JSON.stringify(name))

const millisecondOf = (key: number): number => Math.floor(key / PLACES)
