import type { TableLine } from './group-models.ts'

/** Where a key leads in the table, in models. */
export const MOVES: Readonly<Record<string, number>> = {
  j: 1,
  ArrowDown: 1,
  k: -1,
  ArrowUp: -1,
  PageDown: 15,
  PageUp: -15,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/**
 * The line of the model that is so many models away from a line, or the last one on the way; heads of groups are no place to
 * stand. From no line (-1) it begins at the end that it comes from. -1 where there is no model.
 */
export function nextModel(lines: readonly TableLine[], from: number, by: number): number {
  const step = Math.sign(by)
  let left = Math.abs(by)
  let last = from
  for (let at = (from < 0 && by < 0 ? lines.length : from) + step; left > 0; at += step) {
    const line = lines[at]
    if (!line) return last
    if (line.type !== 'model') continue
    last = at
    left--
  }
  return last
}
