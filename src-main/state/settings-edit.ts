import type { Node } from 'jsonc-parser'
import { cutEntries, joinPieces, lineEndOf, nodeAt, type Path, printEntries } from './settings-entries.ts'

/** How a text is laid out. */
interface Layout {
  readonly lineEnd: string
  /** One step of indentation. */
  readonly step: string
}

/**
 * The text with one value set, or taken out when `value` is undefined. What is not touched stays byte for byte: comments,
 * order, layout, line ends and a byte order mark. A comment beside an entry goes with it, those above it stay. Throws where
 * the path leads through something that has no names.
 */
export function editSettingsText(text: string, path: Path, value: unknown): string {
  const node = nodeAt(text, path)
  if (value === undefined) return node ? withoutEntry(text, node) : text
  const layout = layoutOf(text)
  if (!node) return withEntry(text, path, value, layout)
  const printed = printValue(value, indentAt(text, node.offset), layout)
  return text.slice(0, node.offset) + printed + text.slice(node.offset + node.length)
}

const layoutOf = (text: string): Layout => ({
  lineEnd: lineEndOf(text),
  step: /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ',
})

/** The white space that the line of a place begins with. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}

/** Makes what is missing on the way. */
function withEntry(text: string, path: Path, value: unknown, layout: Layout): string {
  let depth = path.length - 1
  while (depth > 0 && !nodeAt(text, path.slice(0, depth))) depth--
  const container = nodeAt(text, path.slice(0, depth))
  const [name = '', ...inner] = path.slice(depth).map(String)
  const whole = inner.reduceRight<unknown>((made, key) => ({ [key]: made }), value)
  if (!container) return joinPieces([text, printValue({ [name]: whole }, '', layout)], layout.lineEnd)
  if (container.type !== 'object')
    throw new Error(`${path.slice(0, depth).join('.')} is no object that could have a "${name}"`)
  return withLast(text, container, name, whole, layout)
}

/** A new entry stands behind the last one, on a line of its own if that does. */
function withLast(text: string, container: Node, name: string, value: unknown, layout: Layout): string {
  const { lineEnd, step } = layout
  const { head, entries, trailingComma, tail } = cutEntries(text, container)
  const indent = indentAt(text, container.offset)
  const last = entries.at(-1)
  const before = last ? (/(?:\r?\n)?[ \t]*$/.exec(last.before)?.[0] ?? '') : lineEnd + indent + step
  const ownIndent = before.includes('\n') ? before.replace(/^\r?\n/, '') : indent
  const body = `${JSON.stringify(name)}: ${printValue(value, ownIndent, layout)}`
  const closing = !last && /^[ \t]*\}/.test(tail) ? lineEnd + indent + tail.trimStart() : tail
  return joinPieces(
    [head, ...printEntries([...entries, { before, body, beside: '' }], trailingComma), closing],
    lineEnd,
  )
}

function withoutEntry(text: string, node: Node): string {
  const child = node.parent?.type === 'property' ? node.parent : node
  const container = child.parent
  if (!container) return text
  const { head, entries, trailingComma, tail } = cutEntries(text, container)
  const at = (container.children ?? []).indexOf(child)
  const above = entries[at]?.before.trimEnd() ?? ''
  const left = printEntries(entries.toSpliced(at, 1), trailingComma).toSpliced(at, 0, above)
  const isEmpty = left.join('') === '' && head.endsWith('{')
  return joinPieces([head, ...left, isEmpty ? tail.trimStart() : tail], lineEndOf(text))
}

/** Lists on one line, the entries of objects on lines of their own. */
function printValue(value: unknown, indent: string, layout: Layout): string {
  if (Array.isArray(value)) return `[${value.map(item => printValue(item, indent, layout)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = indent + layout.step
  const lines = Object.entries(value)
    .filter(([, given]) => given !== undefined)
    .map(([name, given]) => `${inner}${JSON.stringify(name)}: ${printValue(given, inner, layout)}`)
  if (lines.length === 0) return '{}'
  return ['{', lines.join(`,${layout.lineEnd}`), `${indent}}`].join(layout.lineEnd)
}
