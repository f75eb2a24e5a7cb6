/** Where characters of base64 stand in a row: `start` to `end`, padding included. */
export interface Run {
  readonly start: number
  readonly end: number
}

/** Of the alphabet of RFC 4648 §4; `\/` counts as one, as some writers of JSON escape the slash. */
const IN_RUN = new Uint8Array(128)
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
  IN_RUN[char.charCodeAt(0)] = 1

const BACKSLASH = 0x5c
const SLASH = 0x2f
const EQUALS = 0x3d

/**
 * Finds the runs that have at least `least` characters, in order. Looks at every `least`-th character only until one fits,
 * so that prose costs next to nothing.
 */
export function* base64Runs(text: string, least: number): Generator<Run> {
  const fits = (at: number): boolean => {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) return text.charCodeAt(at + 1) === SLASH
    return code < 128 && IN_RUN[code] === 1
  }
  let begin = 0
  let probe = least - 1
  while (probe < text.length) {
    // Backwards to what breaks the run that would end here: nothing before it can be part of a run that is long enough.
    let back = probe
    while (back >= begin && fits(back)) back--
    if (back >= begin) {
      begin = back + 1
      probe = back + least
      continue
    }
    let end = probe + 1
    while (end < text.length && fits(end)) end++
    while (end < text.length && text.charCodeAt(end) === EQUALS) end++
    yield { start: begin, end }
    begin = end
    probe = end + least - 1
  }
}
