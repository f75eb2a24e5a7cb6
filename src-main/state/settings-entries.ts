import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'

export type Path = readonly (string | number)[]

/** One entry of an object or list in a text, with its comments. */
interface Entry {
  readonly name: string
  /** Space and comments above it. */
  readonly before: string
  readonly body: string
  /** A comment on its line. */
  readonly beside: string
}

/** A whole text, cut at the entries of one object or list in it. */
interface Entries {
  readonly head: string
  readonly entries: readonly Entry[]
  readonly trailingComma: boolean
  readonly tail: string
}

/** What stands at a path; undefined where nothing does. Its offsets are those of the text, a byte order mark included. */
export function nodeAt(text: string, path: Path): Node | undefined {
  // A byte order mark would count as an error and as one character: a space keeps all offsets.
  const root = parseTree(text.replace(/^\uFEFF/, ' '), [], { allowTrailingComma: true })
  return root && findNodeAtLocation(root, [...path])
}

/** Cuts a text at the entries of one of its objects or lists; its pieces joined again are the text. */
export function cutEntries(text: string, container: Node): Entries {
  const children = container.children ?? []
  const end = container.offset + container.length - 1
  const first = children[0]?.offset ?? end
  const opened = container.offset + 1
  let at = opened + besideLength(text.slice(opened, first))
  const head = text.slice(0, at)
  let trailingComma = false
  const entries = children.map((child, index): Entry => {
    const bodyEnd = child.offset + child.length
    const gap = text.slice(bodyEnd, children[index + 1]?.offset ?? end)
    const comma = commaIn(gap)
    const length = besideLength(gap)
    const before = text.slice(at, child.offset)
    at = bodyEnd + length
    if (index === children.length - 1) trailingComma = comma !== undefined
    const beside = gap.slice(0, length)
    return {
      name: nameOf(child),
      before,
      body: text.slice(child.offset, bodyEnd),
      beside: comma === undefined ? beside : beside.slice(0, comma) + beside.slice(comma + 1),
    }
  })
  return { head, entries, trailingComma, tail: text.slice(at) }
}

const nameOf = (child: Node): string =>
  String((child.type === 'property' ? child.children?.[0] : child)?.value ?? '')

/** What may stand between two entries: comments, line ends, one comma, space. */
const GAP = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|\r\n|[\r\n]|,|[^\S\r\n]+/g

const commaIn = (gap: string): number | undefined =>
  [...gap.matchAll(GAP)].find(([part]) => part === ',')?.index

/** How much of a gap belongs to the entry before it: to the end of its line, or to its comma where no line ends. */
function besideLength(gap: string): number {
  const comma = commaIn(gap)
  const lineEnd = [...gap.matchAll(GAP)].find(([part]) => part === '\n' || part === '\r\n' || part === '\r')
  const shortest = comma === undefined ? 0 : comma + 1
  return lineEnd === undefined ? shortest : Math.max(lineEnd.index, shortest)
}

/** Entries as text, with the commas that they need. */
export const printEntries = (entries: readonly Omit<Entry, 'name'>[], trailingComma: boolean): string[] =>
  entries.map(
    ({ before, body, beside }, index) =>
      `${before}${body}${index < entries.length - 1 || trailingComma ? ',' : ''}${beside}`,
  )

/** The line end that a text has. */
export const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** One text of its pieces. */
export const joinPieces = (pieces: readonly string[], lineEnd: string): string =>
  pieces.reduce((done, next) => done + glue(done, next, lineEnd) + next)

/** A comment to the end of the line needs that end. */
const glue = (done: string, next: string, lineEnd: string): string =>
  /\/\/[^\r\n]*$/.test(done.slice(done.lastIndexOf('\n') + 1).replace(/"(?:[^"\\]|\\.)*"/g, '""')) &&
  !/^\r?\n/.test(next)
    ? lineEnd
    : ''
