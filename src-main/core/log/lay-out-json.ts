const QUOTE = '"'
const OPEN = /[{[]/
const CLOSE = /[}\]]/
const SPACE = /[ \t\r\n]/

/**
 * JSON laid out for people, two spaces a level. Only the white space between its parts changes: numbers, escapes, repeated keys
 * and their order stay as they were sent. Of text that is cut short or no JSON, what is there is laid out the same way.
 */
export function layOutJson(text: string): string {
  const out: string[] = []
  let depth = 0
  let at = skipSpace(text, 0)
  const line = () => `\n${'  '.repeat(depth)}`
  while (at < text.length) {
    const char = text.charAt(at)
    const next = skipSpace(text, at + 1)
    if (char === QUOTE) {
      const closed = stringEnd(text, at)
      const end = closed < 0 ? text.length : closed
      out.push(text.slice(at, end))
      at = skipSpace(text, end)
      continue
    }
    if (OPEN.test(char)) {
      if (CLOSE.test(text.charAt(next))) {
        out.push(char, text.charAt(next))
        at = skipSpace(text, next + 1)
        continue
      }
      depth++
      out.push(char, line())
    } else if (CLOSE.test(char)) {
      depth = Math.max(0, depth - 1)
      out.push(line(), char)
    } else if (char === ',') out.push(char, line())
    else if (char === ':') out.push(': ')
    else out.push(char)
    at = next
  }
  return out.join('')
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && SPACE.test(text.charAt(at))) at++
  return at
}

/** Behind the closing quote of the string that begins here; -1 where there is none. */
export function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf(QUOTE, start + 1); quote >= 0; quote = text.indexOf(QUOTE, quote + 1)) {
    let slashes = 0
    while (text.charAt(quote - 1 - slashes) === '\\') slashes++
    if (slashes % 2 === 0) return quote + 1
  }
  return -1
}
