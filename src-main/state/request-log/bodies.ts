import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { StoredMessages } from '../../core/log/store.ts'

/** The window is wide enough for what was sent on to be found in what was sent. */
const LEVEL = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_windowLog]: 23 },
}

export const packBodies = (messages: StoredMessages): Uint8Array =>
  zstdCompressSync(JSON.stringify(messages), LEVEL)

/** The bodies in a column; none where it has none. Throws on what was not made by `packBodies`. */
export const unpackBodies = (content: unknown): StoredMessages =>
  content instanceof Uint8Array ? JSON.parse(zstdDecompressSync(content).toString('utf8')) : {}
