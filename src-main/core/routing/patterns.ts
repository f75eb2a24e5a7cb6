/** A name with `*`, ready to be matched. `*` stands for any run of characters, `/` included; all else is literal. */
export interface Pattern {
  readonly text: string
  /** How many characters are not `*`: the measure of how specific it is. */
  readonly literals: number
  readonly wildcards: number
  /** What each `*` stood for, left to right, shortest first; undefined where the whole name does not match. */
  match(name: string): readonly string[] | undefined
}

/** Whether a name is a pattern rather than an exact name. */
export const isPattern = (text: string): boolean => text.includes('*')

/** Compiles a pattern. Matching walks the name once, with no backtracking, so that no pattern can be slow. */
export function compilePattern(text: string): Pattern {
  const [first = '', ...others] = text.split('*')
  const last = others.pop()
  const literals = text.length - text.split('*').length + 1
  const wildcards = text.length - literals
  if (last === undefined) {
    return { text, literals, wildcards, match: name => (name === text ? [] : undefined) }
  }
  const match = (name: string): readonly string[] | undefined => {
    const end = name.length - last.length
    if (end < first.length || !name.startsWith(first) || !name.endsWith(last)) return undefined
    const captures: string[] = []
    let at = first.length
    for (const literal of others) {
      const found = name.indexOf(literal, at)
      if (found < 0 || found + literal.length > end) return undefined
      captures.push(name.slice(at, found))
      at = found + literal.length
    }
    captures.push(name.slice(at, end))
    return captures
  }
  return { text, literals, wildcards, match }
}

/** Most literal characters first; equals keep their order in the file. */
export const bySpecificity = (a: { pattern: Pattern }, b: { pattern: Pattern }): number =>
  b.pattern.literals - a.pattern.literals

/** Puts captures in the place of each `*`, from left to right. */
export function fillPattern(text: string, captures: readonly string[]): string {
  const [first = '', ...others] = text.split('*')
  return others.reduce((filled, literal, index) => filled + (captures[index] ?? '') + literal, first)
}
