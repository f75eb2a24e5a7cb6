import { parseJson } from '../json.ts'
import { textOf } from './bytes.ts'
import { skipScalar, skipSpace, stringSkipper } from './tokens.ts'

/** A member of an object in bytes of JSON. Offsets are of bytes; `start` and `end` are those of its value. */
export interface Member {
  readonly key: string
  readonly keyStart: number
  readonly start: number
  readonly end: number
}

export interface ScannedObject {
  /** In the order of the wire, repeated keys included. */
  readonly members: readonly Member[]
  /** The members of each object in the array that was watched; nothing for elements of another kind. */
  readonly elements: readonly (readonly Member[])[]
  /** A string, at any depth, begins with the prefix that was looked for, unescaped. Keys do not count. */
  readonly hasPrefix: boolean
}

/** What else to look for while scanning. */
interface Search {
  /** A member whose array's objects are told too. */
  readonly watch?: string
  readonly prefix?: Uint8Array
}

const QUOTE = 0x22
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const COMMA = 0x2c
const COLON = 0x3a

/**
 * Checks that the bytes are one JSON object (RFC 8259, nothing looser) and says where its members lie, in one pass, without
 * building anything and without recursion. Undefined for anything that is not an object. The encoding of strings is not
 * judged.
 */
export function scanObject(
  bytes: Uint8Array,
  from = 0,
  to = bytes.length,
  { watch, prefix }: Search = {},
): ScannedObject | undefined {
  const skipString = stringSkipper(bytes)
  const members: Member[] = []
  const elements: Member[][] = []
  // The closing byte of each container that is open.
  const open: number[] = []
  let top: Omit<Member, 'end'> | undefined
  let deep: Omit<Member, 'end'> | undefined
  let hasPrefix = false
  let at = skipSpace(bytes, from, to)
  if (bytes[at] !== OPEN_OBJECT) return undefined

  for (;;) {
    const first = at < to ? bytes[at] : undefined
    let keyNext = false
    if (first === OPEN_OBJECT || first === OPEN_ARRAY) {
      const isObject = first === OPEN_OBJECT
      open.push(isObject ? CLOSE_OBJECT : CLOSE_ARRAY)
      if (open.length === 3 && isObject && open[1] === CLOSE_ARRAY && watch && top?.key === watch)
        elements.push([])
      at = skipSpace(bytes, at + 1, to)
      if (at >= to || bytes[at] !== (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        if (!isObject) continue
        keyNext = true
      }
    } else {
      if (prefix && first === QUOTE) hasPrefix ||= startsWith(bytes, at + 1, prefix)
      at = first === QUOTE ? skipString(at + 1, to) : skipScalar(bytes, at, to)
      if (at < 0) return undefined
      if (open.length === 3 && deep) {
        elements.at(-1)?.push({ ...deep, end: at })
        deep = undefined
      }
      if (open.length === 1 && top) members.push({ ...top, end: at })
    }

    while (!keyNext) {
      at = skipSpace(bytes, at, to)
      if (open.length === 0) return at === to ? { members, elements, hasPrefix } : undefined
      const closer = open[open.length - 1]
      const next = at < to ? bytes[at] : undefined
      if (next === COMMA) {
        at = skipSpace(bytes, at + 1, to)
        if (closer === CLOSE_ARRAY) break
        keyNext = true
      } else if (next === closer) {
        at++
        open.pop()
        if (open.length === 3 && deep) {
          elements.at(-1)?.push({ ...deep, end: at })
          deep = undefined
        }
        if (open.length === 1 && top) members.push({ ...top, end: at })
      } else return undefined
    }
    if (!keyNext) continue

    const keyStart = at
    if (at >= to || bytes[at] !== QUOTE) return undefined
    const keyEnd = skipString(at + 1, to)
    if (keyEnd < 0) return undefined
    at = skipSpace(bytes, keyEnd, to)
    if (at >= to || bytes[at] !== COLON) return undefined
    at = skipSpace(bytes, at + 1, to)
    if (open.length === 1) top = { key: keyText(bytes.subarray(keyStart, keyEnd)), keyStart, start: at }
    else if (open.length === 3 && watch && top?.key === watch && open[1] === CLOSE_ARRAY)
      deep = { key: keyText(bytes.subarray(keyStart, keyEnd)), keyStart, start: at }
  }
}

function startsWith(bytes: Uint8Array, at: number, prefix: Uint8Array): boolean {
  return bytes[at] === prefix[0] && prefix.every((byte, index) => bytes[at + index] === byte)
}

/** The key as JSON reads it. */
function keyText(token: Uint8Array): string {
  const text = textOf(token)
  const key = parseJson(text)
  return typeof key === 'string' ? key : text
}
