import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'

type Path = readonly (string | number)[]

/**
 * The text with the entries of one object, or the texts of one list, in another order; what `order` does not name comes
 * behind, as it stood. Comments move with the entry below or beside them. Unchanged where there is nothing to order.
 */
export function reorderSettingsText(text: string, path: Path, order: readonly string[]): string {
  const container = nodeAt(text, path)
  const children = container?.children ?? []
  if (!container || children.length < 2) return text
  const entries = cutEntries(text, container, children)
  const left = [...entries.entries]
  const named = order.flatMap(name => {
    const at = left.findIndex(entry => entry.name === name)
    return at < 0 ? [] : left.splice(at, 1)
  })
  const printed = [...named, ...left].map((entry, index, all) => {
    const hasComma = index < all.length - 1 || entries.trailingComma
    return entry.before + entry.body + (hasComma ? ',' : '') + entry.beside
  })
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  return [entries.head, ...printed, entries.tail].reduce((done, next) => done + glue(done, next, eol) + next)
}

/** The text with one entry under another name, in its place. Unchanged where there is no such entry. */
export function renameSettingsText(text: string, path: Path, name: string): string {
  const value = nodeAt(text, path)
  const key = value?.parent?.type === 'property' ? value.parent.children?.[0] : undefined
  if (!key) return text
  return text.slice(0, key.offset) + JSON.stringify(name) + text.slice(key.offset + key.length)
}

interface Entry {
  readonly name: string
  /** Space and comments above it. */
  readonly before: string
  readonly body: string
  /** A comment on its line. */
  readonly beside: string
}

interface Entries {
  readonly head: string
  readonly entries: readonly Entry[]
  readonly trailingComma: boolean
  readonly tail: string
}

function nodeAt(text: string, path: Path): Node | undefined {
  // A byte order mark would count as an error and as one character: a space keeps all offsets.
  const root = parseTree(text.replace(/^\uFEFF/, ' '), [], { allowTrailingComma: true })
  return root && findNodeAtLocation(root, [...path])
}

function cutEntries(text: string, container: Node, children: readonly Node[]): Entries {
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

/** A comment to the end of the line needs that end. */
const glue = (done: string, next: string, eol: string): string =>
  /\/\/[^\r\n]*$/.test(done.slice(done.lastIndexOf('\n') + 1).replace(/"(?:[^"\\]|\\.)*"/g, '""')) &&
  !/^\r?\n/.test(next)
    ? eol
    : ''
