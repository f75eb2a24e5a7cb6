/** A name that can be suggested, prepared for comparison. */
export interface Suggestable {
  readonly id: string
  /** Letters and digits only, lower-case: of the whole id and of what follows its last `/`. */
  readonly whole: string
  readonly last: string
}

export const suggestable = (id: string): Suggestable => ({
  id,
  whole: condense(id),
  last: condense(id.slice(id.lastIndexOf('/') + 1)),
})

/**
 * Up to `limit` ids that resemble `name`, best first: those that it begins or that begin it, and those within a few
 * typing errors. Only ids that `accept` allows; it is asked as rarely as possible.
 */
export function suggest(options: {
  readonly name: string
  readonly among: readonly Suggestable[]
  readonly accept: (id: string) => boolean
  readonly limit?: number
}): string[] {
  const { name, among, accept, limit = 3 } = options
  const wanted = suggestable(name)
  if (wanted.whole === '' || wanted.whole.length > LONGEST) return []
  const scored = among
    .map(candidate => ({ id: candidate.id, score: scoreOf(wanted, candidate) }))
    .filter(({ score }) => score < NOT_ALIKE)
    .sort((a, b) => a.score - b.score || a.id.length - b.id.length || (a.id < b.id ? -1 : 1))
  const found: string[] = []
  for (const { id } of scored) {
    if (found.length === limit) break
    if (accept(id)) found.push(id)
  }
  return found
}

const LONGEST = 120
const NOT_ALIKE = 1000
/** A name that another one begins with is as good as one typing error, and better the less is added. */
const PREFIX = 1

const condense = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

function scoreOf(wanted: Suggestable, candidate: Suggestable): number {
  const byWhole = likeness(wanted.whole, candidate.whole)
  // A name without a provider is compared with the model's own name; with another provider's, at a small price.
  return byWhole === 0 ? 0 : Math.min(byWhole, likeness(wanted.last, candidate.last) + 0.1)
}

function likeness(a: string, b: string): number {
  if (a === b) return 0
  if (a.length >= 3 && b.length >= 3 && (a.startsWith(b) || b.startsWith(a))) {
    return PREFIX + Math.abs(a.length - b.length) / 100
  }
  const most = Math.max(1, Math.floor(Math.min(a.length, b.length) / 4))
  return Math.abs(a.length - b.length) > most ? NOT_ALIKE : distance(a, b, most)
}

/** Damerau-Levenshtein distance (optimal string alignment), or `NOT_ALIKE` above `most`; only the band within it is looked at. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current: number[] = new Array(b.length + 1).fill(NOT_ALIKE)
    if (row <= most) current[0] = row
    let least = NOT_ALIKE
    for (let column = Math.max(1, row - most); column <= Math.min(b.length, row + most); column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) cost = Math.min(cost, at(before, column - 2) + 1)
      current[column] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return NOT_ALIKE
    before = last
    last = current
  }
  const total = at(last, b.length)
  return total <= most ? total : NOT_ALIKE
}

const at = (row: readonly number[], column: number): number => row[column] ?? NOT_ALIKE
