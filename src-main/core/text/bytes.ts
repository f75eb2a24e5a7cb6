import { utf8 } from '@scure/base'

/** UTF-8 as text; bytes that are no UTF-8 come one character each, for they are only looked at, never sent on. */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.encode(bytes)
  } catch {
    return Array.from(bytes, byte => String.fromCharCode(byte)).join('')
  }
}

export const bytesOf = (text: string): Uint8Array => utf8.decode(text)

/** One after the other, copied. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  if (parts.length === 1 && only) return only
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
