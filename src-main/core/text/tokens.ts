const QUOTE = 0x22
const BACKSLASH = 0x5c
const UNICODE = 0x75

/** What a byte is inside of a string: 0 where it stands for itself. */
const STOPS = new Uint8Array(256).fill(1, 0, 0x20)
STOPS[QUOTE] = 1
STOPS[BACKSLASH] = 1

/** Lengths of escapes, by the byte behind the backslash. */
const ESCAPES = new Uint8Array(256)
for (const char of '"\\/bfnrt') ESCAPES[char.charCodeAt(0)] = 2
ESCAPES[UNICODE] = 6

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

  /** The first byte at or after `at` that does not stand for itself, or `to`. */
  const stopAt = (at: number, to: number): number => {
    let word = (base + at) >> 2
    const end = (base + to) >> 2
    if (word < end) {
      // What lies before `at` in its word was looked at: spaces in its place, as a stop there makes false marks behind it.
      const ahead = -1 << (((base + at) & 3) << 3)
      let stops = stopsOf(((words[word] ?? 0) & ahead) | (0x20202020 & ~ahead))
      while (stops === 0 && ++word < end) stops = stopsOf(words[word] ?? 0)
      const byte = (word << 2) - base
      // The lowest mark is at the highest bit of its byte; little-endian, as every machine that Electron runs on.
      if (stops !== 0) return byte + ((31 - Math.clz32(stops & -stops)) >> 3)
      at = byte
    }
    while (at < to && STOPS[bytes[at] ?? 0] === 0) at++
    return at
  }

  return (at, to) => {
    for (;;) {
      at = stopAt(at, to)
      if (at >= to) return -1
      if (bytes[at] === QUOTE) return at + 1
      if (bytes[at] !== BACKSLASH) return -1
      const next = bytes[at + 1] ?? 0
      const length = next === UNICODE ? escapeLength(bytes, at) : (ESCAPES[next] ?? 0)
      if (length === 0 || at + length > to) return -1
      at += length
    }
  }
}

/**
 * Marks the highest bit of each of four bytes that is a quote, a backslash or a control character; the lowest mark is exact,
 * those above it may be false ("hasless" of Bit Twiddling Hacks). The change of one bit puts the quote next to the control
 * characters, so that one comparison finds both.
 */
function stopsOf(word: number): number {
  const low = word ^ 0x02020202
  const backslash = word ^ 0x5c5c5c5c
  return (((low - 0x21212121) & ~low) | ((backslash - 0x01010101) & ~backslash)) & 0x80808080
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
