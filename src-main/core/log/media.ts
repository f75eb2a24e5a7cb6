import { sha256 } from '@noble/hashes/sha2.js'
import { base64, hex } from '@scure/base'
import { base64Runs, type Run } from './base64-runs.ts'
import { countBytes } from './body-text.ts'
import { sniffMediaType } from './media-type.ts'

/** An image, file or sound that stood in a text as base64. */
export interface Media {
  /** What stands in its place: `sha256:… (1,234 bytes, image/png)`. */
  readonly mark: string
  /** Of its bytes, in hexadecimal digits. */
  readonly hash: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly base64: string
}

/** Shorter ones cost no more than their hash does, unless they say themselves what they are. */
const SHORTEST = 48
/** What is told by its first characters alone must be so long that no word is meant. */
const SHORTEST_UNNAMED = 256
const DATA_URL = /data:([a-z0-9.+-]+(?:\\?\/)[a-z0-9.+-]+)?(?:;[a-z0-9_.=-]+)*;base64,$/i
const LONGEST_DATA_PREFIX = 200

/**
 * Puts hashes in the place of base64: data URLs anywhere, and strings of JSON that are told to be a file by the fields beside
 * them, their key, or their own first bytes. Encrypted reasoning and signatures stay. JSON stays JSON.
 */
export function withoutMedia(text: string): { readonly text: string; readonly media: readonly Media[] } {
  const media = new Map<string, Media>()
  const pieces: string[] = []
  let at = 0
  for (const run of base64Runs(text, SHORTEST)) {
    const found = identify(text, run)
    if (!found) continue
    const encoded = text.slice(run.start, run.end).replaceAll('\\', '')
    const one = media.get(encoded) ?? readMedia(encoded, found.mediaType)
    if (!one) continue
    media.set(encoded, one)
    pieces.push(text.slice(at, found.start), one.mark)
    at = run.end
  }
  if (at === 0) return { text, media: [] }
  return { text: pieces.join('') + text.slice(at), media: [...media.values()] }
}

interface Found {
  /** Where that begins which a mark stands for: the base64, or the URL that holds it. */
  readonly start: number
  readonly mediaType: string
}

function identify(text: string, { start, end }: Run): Found | undefined {
  const before = text.slice(Math.max(0, start - LONGEST_DATA_PREFIX), start)
  const url = DATA_URL.exec(before)
  if (url) {
    const mediaType = url[1]?.replace('\\', '').toLowerCase() ?? sniff(text, start)
    return { start: start - url[0].length, mediaType: mediaType ?? UNKNOWN }
  }
  // The end of a body that was cut ends its last string, too.
  const isString = before.endsWith('"') && (end === text.length || /^\\*"/.test(text.slice(end, end + 3)))
  if (!isString) return undefined
  const mediaType = namedBeside(text, start, end)
  return mediaType === undefined ? undefined : { start, mediaType }
}

const UNKNOWN = 'application/octet-stream'
const BESIDE = 300
const MEDIA_TYPE = /\\*"(?:media_type|mime_type|mimeType)\\*"\s*:\s*\\*"([\w.+-]+\\*\/[\w.+-]+)/
const AUDIO_FORMAT = /\\*"format\\*"\s*:\s*\\*"(wav|mp3|flac|opus|ogg|aac|pcm16|m4a|webm)\\*"/
const AUDIO = /"type"\s*:\s*"(?:response\.(?:output_)?audio\.delta|speech\.audio\.delta)"/
/** Keys that hold nothing else. */
const FILE_KEY = /"(?:b64_json|file_data|partial_image_b64|image_base64|audio_base64)\\*"\s*:\s*\\*"$/
/** Objects whose long strings are a vendor's own proof. */
const PROOF = /redacted_thinking|encrypted_content|"signature/

function namedBeside(text: string, start: number, end: number): string | undefined {
  const before = text.slice(Math.max(0, start - BESIDE), start)
  const after = text.slice(end, end + BESIDE)
  const open = Math.max(before.lastIndexOf('{'), before.lastIndexOf('}'))
  const close = after.search(/[{}]/)
  const beside = `${before.slice(open + 1)}|${close < 0 ? after : after.slice(0, close)}`
  if (PROOF.test(beside)) return undefined
  const named = MEDIA_TYPE.exec(beside)?.[1]?.replaceAll('\\', '').toLowerCase()
  if (named !== undefined) return named.startsWith('text/') ? undefined : named
  const format = AUDIO_FORMAT.exec(beside)?.[1]
  if (format !== undefined) return `audio/${format}`
  const sniffed = sniff(text, start)
  if (FILE_KEY.test(before)) return sniffed ?? UNKNOWN
  if (AUDIO.test(beside)) return sniffed ?? 'audio/pcm'
  // The voice of Chat: its format stands in the request only.
  if (/"audio"\s*:\s*\{[^{}]*"data"\s*:\s*"$/.test(before)) return sniffed ?? 'audio/pcm'
  return end - start >= SHORTEST_UNNAMED ? sniffed : undefined
}

const sniff = (text: string, start: number): string | undefined =>
  sniffMediaType(text.slice(start, start + 32).replaceAll('\\', ''))

function readMedia(encoded: string, mediaType: string): Media | undefined {
  const bytes = decodeLoosely(encoded)
  return bytes && { ...hashOf(bytes, mediaType), base64: encoded }
}

/** A whole body that is an image, file or sound. */
export const mediaOf = (bytes: Uint8Array, mediaType: string): Media => ({
  ...hashOf(bytes, mediaType),
  base64: base64.encode(bytes),
})

function hashOf(bytes: Uint8Array, mediaType: string): Omit<Media, 'base64'> {
  const hash = hex.encode(sha256(bytes))
  const mark = `sha256:${hash} (${countBytes(bytes.length)}, ${mediaType})`
  return { mark, hash, mediaType, size: bytes.length }
}

/** Padding is forgotten by some, and a body that was cut ends in the middle of a group. */
function decodeLoosely(encoded: string): Uint8Array | undefined {
  const bare = encoded.replace(/=+$/, '')
  const whole = bare.length % 4 === 1 ? bare.slice(0, -1) : bare
  try {
    return base64.decode(whole.padEnd(Math.ceil(whole.length / 4) * 4, '='))
  } catch {
    return undefined
  }
}
