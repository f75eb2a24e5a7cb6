/** A list with one of its entries at another place. */
export function moveEntry<Entry>(entries: readonly Entry[], from: number, to: number): readonly Entry[] {
  const moved = entries[from]
  if (moved === undefined || to < 0 || to >= entries.length) return entries
  const others = entries.toSpliced(from, 1)
  return others.toSpliced(to, 0, moved)
}
