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
  const isQualified = name.includes('/')
  const distance = distanceMeter()
  let scored: Scored[] = []
  let most = NOT_ALIKE
  for (const candidate of among) {
    const byName = likeness(wanted.last, candidate.last, most, distance)
    // The right model of another provider comes after the right model.
    const score = isQualified
      ? Math.min(likeness(wanted.whole, candidate.whole, most, distance), byName + 0.1)
      : byName
    if (score >= most) continue
    scored.push({ id: candidate.id, score })
    if (scored.length < 2 * PLENTY) continue
    // Once there are plenty, only better ones are worth the comparison.
    scored = scored.sort(byLikeness).slice(0, PLENTY)
    most = scored.at(-1)?.score ?? most
  }
  const found: string[] = []
  for (const { id } of scored.sort(byLikeness)) {
    if (found.length === limit) break
    if (accept(id)) found.push(id)
  }
  return found
}

const LONGEST = 120
const NOT_ALIKE = 1000
const PLENTY = 40
/** A name that another one begins with is as good as one typing error, and better the less is added. */
const PREFIX = 1

interface Scored {
  readonly id: string
  readonly score: number
}

const byLikeness = (a: Scored, b: Scored): number =>
  a.score - b.score || a.id.length - b.id.length || (a.id < b.id ? -1 : 1)

const condense = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** How far two condensed names are apart; `NOT_ALIKE` where it is `most` or more than typing errors explain. */
function likeness(a: string, b: string, most: number, distance: Distance): number {
  if (a === b) return 0
  if (a.length >= 3 && b.length >= 3 && (a.startsWith(b) || b.startsWith(a))) {
    return PREFIX + Math.abs(a.length - b.length) / 100
  }
  const errors = Math.min(Math.ceil(most) - 1, Math.max(1, Math.floor(Math.min(a.length, b.length) / 4)))
  if (Math.abs(a.length - b.length) > errors) return NOT_ALIKE
  // What both begin and end with costs nothing; most names of one list share a lot.
  let start = 0
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let end = 0
  const shortest = Math.min(a.length, b.length) - start
  while (end < shortest && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  return distance(a.slice(start, a.length - end), b.slice(start, b.length - end), errors)
}

/**
 * Damerau-Levenshtein distance (optimal string alignment), or `NOT_ALIKE` above `most`; only the band within it is looked
 * at. The rows are made once for many comparisons.
 */
function distanceMeter(): Distance {
  const row = () => new Uint16Array(2 * LONGEST)
  const rows = [row(), row(), row()] as const
  return (a, b, most) => {
    if (a === '' || b === '') return a.length + b.length
    let [before, last, current] = rows
    for (let column = 0; column <= b.length; column++) last[column] = column
    for (let row = 1; row <= a.length; row++) {
      const from = Math.max(1, row - most)
      const to = Math.min(b.length, row + most)
      // What borders on the band counts as far away; the rest of the row is never read.
      current[from - 1] = from === 1 && row <= most ? row : NOT_ALIKE
      if (to < b.length) current[to + 1] = NOT_ALIKE
      let least = NOT_ALIKE
      for (let column = from; column <= to; column++) {
        const letter = a.charCodeAt(row - 1)
        const other = b.charCodeAt(column - 1)
        let cost = Math.min(at(last, column), at(current, column - 1)) + 1
        cost = Math.min(cost, at(last, column - 1) + (letter === other ? 0 : 1))
        const isSwapped =
          row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && other === a.charCodeAt(row - 2)
        if (isSwapped) cost = Math.min(cost, at(before, column - 2) + 1)
        current[column] = cost
        least = Math.min(least, cost)
      }
      if (least > most) return NOT_ALIKE
      ;[before, last, current] = [last, current, before]
    }
    const total = at(last, b.length)
    return total <= most ? total : NOT_ALIKE
  }
}

type Distance = (a: string, b: string, most: number) => number

const at = (row: Uint16Array, column: number): number => row[column] ?? NOT_ALIKE
