import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'

/** Bytes that a recorded body may become: the proxy's own limit for one. */
const MOST = { maxOutputLength: 64 * 1024 * 1024 }

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: bytes => gunzipSync(bytes, MOST),
  'x-gzip': bytes => gunzipSync(bytes, MOST),
  deflate: bytes => inflateSync(bytes, MOST),
  br: bytes => brotliDecompressSync(bytes, MOST),
  zstd: bytes => zstdDecompressSync(bytes, MOST),
}

/** Undoes a content encoding; undefined where it is none that we know, or the bytes are not whole. */
export function decode(bytes: Uint8Array, encoding: string): Uint8Array | undefined {
  try {
    return Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding]?.(bytes) : undefined
  } catch {
    return undefined
  }
}
