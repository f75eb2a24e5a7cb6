const QUOTE = 0x22
const BACKSLASH = 0x5c

/** What a byte is inside of a string: 0 where it stands for itself. */
const STOPS = new Uint8Array(256).fill(1, 0, 0x20)
STOPS[QUOTE] = 1
STOPS[BACKSLASH] = 1

/** Lengths of escapes, by the byte behind the backslash. */
const ESCAPES = new Uint8Array(256)
for (const char of '"\\/bfnrt') ESCAPES[char.charCodeAt(0)] = 2
ESCAPES[0x75] = 6

/** The first byte at or after `at` that is no JSON white space. */
export function skipSpace(bytes: Uint8Array, at: number, to: number): number {
  while (at < to) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break
    at++
  }
  return at
}

/**
 * Skips strings in these bytes: from behind the opening quote to behind the closing one; -1 for a string that does not end or
 * holds a control character or a wrong escape. Nearly all bytes of a body lie in strings, so four are looked at at once.
 */
export function stringSkipper(bytes: Uint8Array): (at: number, to: number) => number {
  const base = bytes.byteOffset
  const words = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2)

  return (at, to) => {
    for (;;) {
      while (at < to && ((base + at) & 3) !== 0 && STOPS[bytes[at] ?? 0] === 0) at++
      if (((base + at) & 3) === 0) {
        const end = (base + to) >> 2
        let word = (base + at) >> 2
        while (word < end && isPlainWord(words[word] ?? 0)) word++
        at = (word << 2) - base
      }
      while (at < to && STOPS[bytes[at] ?? 0] === 0) at++
      if (at >= to) return -1
      if (bytes[at] === QUOTE) return at + 1
      if (bytes[at] !== BACKSLASH) return -1
      const length = escapeLength(bytes, at)
      if (length === 0 || at + length > to) return -1
      at += length
    }
  }
}

/** Whether none of four bytes is a quote, a backslash or a control character ("haszero" of Bit Twiddling Hacks). */
function isPlainWord(word: number): boolean {
  const quote = word ^ 0x22222222
  const backslash = word ^ 0x5c5c5c5c
  const marks =
    ((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((word - 0x20202020) & ~word)
  return (marks & 0x80808080) === 0
}

/** Length of the escape at `at`, or 0. */
function escapeLength(bytes: Uint8Array, at: number): number {
  const length = ESCAPES[bytes[at + 1] ?? 0] ?? 0
  for (let digit = at + 2; digit < at + length; digit++) if (!isHex(bytes[digit] ?? 0)) return 0
  return length
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39
const isHex = (byte: number): boolean => isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)

const LITERALS = ['true', 'false', 'null'].map(word => [...word].map(char => char.charCodeAt(0)))

/** Skips a number or a literal; -1 for anything else. */
export function skipScalar(bytes: Uint8Array, at: number, to: number): number {
  const literal = LITERALS.find(word => word[0] === bytes[at])
  if (literal === undefined) return skipNumber(bytes, at, to)
  const end = at + literal.length
  return end <= to && literal.every((byte, index) => bytes[at + index] === byte) ? end : -1
}

function skipNumber(bytes: Uint8Array, at: number, to: number): number {
  const digits = (from: number): number => {
    let end = from
    while (end < to && isDigit(bytes[end])) end++
    return end
  }
  if (at < to && bytes[at] === 0x2d) at++
  const whole = digits(at)
  if (whole === at || (bytes[at] === 0x30 && whole > at + 1)) return -1
  at = whole
  if (at < to && bytes[at] === 0x2e) {
    const fraction = digits(at + 1)
    if (fraction === at + 1) return -1
    at = fraction
  }
  if (at < to && ((bytes[at] ?? 0) | 0x20) === 0x65) {
    const sign = at + 1 < to && (bytes[at + 1] === 0x2b || bytes[at + 1] === 0x2d) ? 1 : 0
    const exponent = digits(at + 1 + sign)
    return exponent === at + 1 + sign ? -1 : exponent
  }
  return at
}
