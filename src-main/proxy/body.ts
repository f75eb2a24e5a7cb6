import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import getRawBody from 'raw-body'
import type { CallerRequest } from './caller.ts'
import { found, type Result, refused } from './outcome.ts'

/** Coding agents send images and files: 10 MB is usual, 64 MB is the end. Decompressed bytes count. */
export const LARGEST_BODY = 64 * 1024 * 1024
const LARGEST_TEXT = '64 MB'

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

/** The readable behind its content encodings; undefined where one of them is not known. */
export function decoded(body: Readable, encoding: string | undefined): Readable | undefined {
  const names = (encoding ?? '')
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '' && name !== 'identity')
  let out = body
  for (const name of names.reverse()) {
    const decoder = DECODERS[name]
    if (!decoder) return undefined
    // Errors come out of the last stream; `pipeline` only has to carry them there and to close what lies before.
    out = pipeline(out, decoder(), () => undefined)
    out.on('error', () => undefined)
  }
  return out
}

/** The body of a request, decompressed, at most 64 MB of it. */
export async function readBody(request: CallerRequest): Promise<Result<Uint8Array>> {
  const encoding = request.headers['content-encoding']
  const length = request.headers['content-length']
  if (length !== undefined && Number(length) > LARGEST_BODY) return tooLarge()
  const stream = decoded(request, encoding)
  if (!stream) {
    return refused(
      415,
      'unsupported_encoding',
      `The content-encoding "${encoding}" is not understood. Send the body plain, or as gzip, deflate, br or zstd.`,
    )
  }
  try {
    const isPlain = stream === request
    return found(await getRawBody(stream, { limit: LARGEST_BODY, length: isPlain ? length : undefined }))
  } catch (error) {
    const type = error instanceof Error && 'type' in error ? error.type : undefined
    if (type === 'entity.too.large') return tooLarge()
    if (type === 'request.aborted' || type === 'request.size.invalid')
      return refused(400, 'incomplete_body', 'The request ended before its body was complete.')
    return refused(
      400,
      'invalid_body',
      `The body could not be decompressed as ${encoding ?? 'what it claims'}.`,
    )
  }
}

/** Whether some words stand anywhere in a body. */
export const holds = (body: Uint8Array, words: Buffer): boolean =>
  Buffer.from(body.buffer, body.byteOffset, body.length).includes(words)

/** For a body that is there already. */
export const checkSize = (bytes: number): Result<undefined> =>
  bytes > LARGEST_BODY ? tooLarge() : found(undefined)

export const tooLarge = () =>
  refused(
    413,
    'body_too_large',
    `The body is larger than ${LARGEST_TEXT}. Send less, or refer to files by URL.`,
  )

/** A body that is not declared as JSON is refused: web pages can send such ones without asking. */
export function checkJsonType(type: string | undefined): Result<undefined> {
  const media = (type ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (media === 'application/json' || /^application\/[\w.-]+\+json$/.test(media)) return found(undefined)
  return refused(
    415,
    'unsupported_media_type',
    'Send the body as JSON, with the header "content-type: application/json".',
  )
}
