import { utf8 } from '@scure/base'
import { concatBytes, textOf } from '../text/bytes.ts'
import type { RecordedMessage } from './recording.ts'

/** Undoes a content encoding (`gzip`, `br`, …); undefined where it cannot. */
export type Decode = (bytes: Uint8Array, encoding: string) => Uint8Array | undefined

/** A body that is no text, and what it is in words. */
export interface BodyBytes {
  readonly kind: 'bytes'
  readonly text: string
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** Reads a body as text. What is no text is said as a sentence: `(12,345 bytes of audio/mpeg)`. */
export function bodyText(
  message: RecordedMessage,
  decode?: Decode,
): BodyBytes | { readonly kind: 'text'; readonly text: string } {
  const mediaType = mediaTypeOf(message.headers)
  if (message.chunks.length === 0 && message.size > 0)
    return {
      kind: 'bytes',
      text: `(${countBytes(message.size)} of ${mediaType}, not recorded)`,
      bytes: new Uint8Array(),
      mediaType,
    }
  const recorded = concatBytes(message.chunks.map(({ bytes }) => bytes))
  const encoding = message.headers['content-encoding']?.trim().toLowerCase() || 'identity'
  const decoded = encoding === 'identity' ? undefined : decode?.(recorded, encoding)
  const bytes = decoded ?? recorded
  const text = readText(bytes, message.truncated, isTextual(mediaType))
  if (text !== undefined) return { kind: 'text', text }
  const isCompressed = encoding !== 'identity' && !decoded
  const what = isCompressed ? `${mediaType}, compressed with ${encoding}` : mediaType
  return { kind: 'bytes', text: `(${countBytes(message.size)} of ${what})`, bytes, mediaType }
}

/** The media type that the headers name, without its parameters. */
const mediaTypeOf = (headers: RecordedMessage['headers']): string =>
  headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() || 'an unnamed type'

/** `12,345 bytes`. */
export const countBytes = (count: number): string =>
  `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${count === 1 ? 'byte' : 'bytes'}`

const isTextual = (mediaType: string): boolean =>
  /^text\/|[/+](?:json|xml)$|x-www-form-urlencoded/.test(mediaType)

/** How many bytes at an end may belong to a character that was cut. */
const CUT_CHARACTER = 3

function readText(bytes: Uint8Array, truncated: boolean, isTextual: boolean): string | undefined {
  const cuts = truncated ? CUT_CHARACTER : 0
  for (let cut = 0; cut <= cuts; cut++) {
    try {
      const text = utf8.encode(bytes.subarray(0, bytes.length - cut))
      // Bytes of formats that happen to be UTF-8 hold zeros nearly always; text never does, whatever the headers say. Of
      // UTF-16 every other byte is one, and no credential in it would be known.
      return text.includes('\0') ? undefined : text
    } catch {
      // No UTF-8; perhaps only its last character is not whole.
    }
  }
  return isTextual && !isCompressed(bytes) && !bytes.includes(0) ? textOf(bytes) : undefined
}

/** The first bytes of gzip and zstd; brotli has none, but what it makes is no text either way. */
const isCompressed = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0x28 && bytes[1] === 0xb5)
