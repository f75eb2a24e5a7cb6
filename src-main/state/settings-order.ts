import { cutEntries, joinPieces, lineEndOf, nodeAt, type Path, printEntries } from './settings-entries.ts'

/**
 * The text with the entries of one object, or the texts of one list, in another order; what `order` does not name comes
 * behind, as it stood. Comments move with the entry below or beside them. Unchanged where there is nothing to order.
 */
export function reorderSettingsText(text: string, path: Path, order: readonly string[]): string {
  const container = nodeAt(text, path)
  if (!container || (container.children ?? []).length < 2) return text
  const { head, entries, trailingComma, tail } = cutEntries(text, container)
  const left = [...entries]
  const named = order.flatMap(name => {
    const at = left.findIndex(entry => entry.name === name)
    return at < 0 ? [] : left.splice(at, 1)
  })
  return joinPieces([head, ...printEntries([...named, ...left], trailingComma), tail], lineEndOf(text))
}

/** The text with one entry under another name, in its place. Unchanged where there is no such entry. */
export function renameSettingsText(text: string, path: Path, name: string): string {
  const value = nodeAt(text, path)
  const key = value?.parent?.type === 'property' ? value.parent.children?.[0] : undefined
  if (!key) return text
  return text.slice(0, key.offset) + JSON.stringify(name) + text.slice(key.offset + key.length)
}
