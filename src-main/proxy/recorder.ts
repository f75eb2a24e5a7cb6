import type { RecordedChunk, RecordedMessage, Recording } from '../core/log/recording.ts'
import { HIDDEN, redactHeaders, redactText } from '../core/redact.ts'

type Headers = Readonly<Record<string, string | readonly string[] | number | undefined>>

/** Bytes of one message that are kept: agents send up to 10 MB, with images. */
const MOST_KEPT = 16 * 1024 * 1024

/** A request as it is about to be sent; `secret` names the headers that prove who sends it. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly secret?: readonly string[]
}

/**
 * Keeps what goes over the wire of one request. Bytes are kept as references, so nobody may change them afterwards; nothing
 * is copied, parsed or redacted while the request runs.
 */
export interface Recorder {
  /** The client's body, whole and decompressed. */
  clientBody(body: Uint8Array | readonly Uint8Array[]): void
  /** The size of a body that is not to be kept. */
  clientSize(size: number): void
  /** A request to a provider. What was kept of an attempt before it is forgotten. */
  upstreamRequest(request: SentRequest, body: Uint8Array | readonly Uint8Array[] | undefined): void
  /** The same where the body is not to be kept. */
  upstreamSize(request: SentRequest, size: number): void
  upstreamResponse(status: number, headers: Headers): void
  /** From here on the provider's bytes are told as they are behind their compression. */
  upstreamDecoded(): void
  upstreamChunk(bytes: Uint8Array): void
  clientResponse(status: number, headers: Headers): void
  clientChunk(bytes: Uint8Array): void
  /** As far as it is known; the caller's own copy. */
  recording(): Recording
}

/** Records nothing. */
export const noRecorder: Recorder = {
  clientBody() {},
  clientSize() {},
  upstreamRequest() {},
  upstreamSize() {},
  upstreamResponse() {},
  upstreamDecoded() {},
  upstreamChunk() {},
  clientResponse() {},
  clientChunk() {},
  recording: () => ({}),
}

/** `now` in milliseconds since the request came. A body that is never read counts as its headers announce it. */
export function createRecorder(client: SentRequest, now: () => number): Recorder {
  const asked = createTape({ request: client, size: announced(client.headers) })
  let sent: Tape | undefined
  let heard: Tape | undefined
  let told: Tape | undefined

  return {
    clientBody(body) {
      asked.restart()
      asked.isDecoded = true
      for (const piece of piecesOf(body)) asked.add({ at: now(), bytes: piece })
    },
    clientSize: size => asked.restart(size),
    upstreamRequest(request, body) {
      sent = createTape({ request })
      heard = undefined
      if (body) for (const piece of piecesOf(body)) sent.add({ at: now(), bytes: piece })
    },
    upstreamSize(request, size) {
      sent = createTape({ request, size })
      heard = undefined
    },
    upstreamResponse(status, headers) {
      heard = createTape({ status, headers })
    },
    upstreamDecoded() {
      if (heard) heard.isDecoded = true
    },
    upstreamChunk: bytes => heard?.add({ at: now(), bytes }),
    clientResponse(status, headers) {
      told = createTape({ status, headers })
    },
    clientChunk(bytes) {
      const last = heard?.last()
      told?.add(last && isSame(last.bytes, bytes) ? last : { at: now(), bytes })
    },
    recording: () => ({
      'client-request': asked.message(),
      ...(sent && { 'upstream-request': sent.message() }),
      ...(heard && { 'upstream-response': heard.message() }),
      ...(told && { 'client-response': told.message() }),
    }),
  }
}

interface Tape {
  isDecoded: boolean
  add(chunk: RecordedChunk): void
  last(): RecordedChunk | undefined
  /** Forgets what was added; `size` is that of a body that is not kept. */
  restart(size?: number): void
  message(): RecordedMessage
}

type Head =
  | { readonly request: SentRequest; readonly size?: number }
  | { readonly status: number; readonly headers: Headers; readonly size?: number }

/** One message, as it grows. */
function createTape(head: Head): Tape {
  let chunks: RecordedChunk[] = []
  let size = head.size ?? 0
  let kept = 0
  const tape: Tape = {
    isDecoded: false,
    add(chunk) {
      const { length } = chunk.bytes
      const isWhole = kept === size
      size += length
      if (!isWhole || length === 0) return
      const room = MOST_KEPT - kept
      const bytes = length <= room ? chunk.bytes : chunk.bytes.subarray(0, room)
      kept += bytes.length
      // A few bytes of a very large body would hold all of it in memory.
      const isPart = bytes.length < length || bytes.buffer.byteLength > MOST_KEPT
      chunks.push(isPart ? { at: chunk.at, bytes: bytes.slice() } : chunk)
    },
    last: () => chunks.at(-1),
    restart(given = 0) {
      chunks = []
      kept = 0
      size = given
    },
    // Assigned to rather than spread, which would read what is only made when it is looked at.
    message: () =>
      Object.assign(shown(head, tape.isDecoded), {
        chunks: chunks.slice(),
        size,
        truncated: kept < size,
      }),
  }
  return tape
}

type Shown = Pick<RecordedMessage, 'headers' | 'method' | 'url' | 'status'>

/** Most recordings are never looked at, so that credentials are taken out when one is. */
function shown(head: Head, isDecoded: boolean): Shown {
  let headers: Record<string, string> | undefined
  if ('status' in head) {
    return {
      status: head.status,
      get headers() {
        headers ??= shownHeaders(head.headers, isDecoded)
        return headers
      },
    }
  }
  const { request } = head
  return {
    method: request.method,
    get url() {
      return redactText(request.url)
    },
    get headers() {
      headers ??= { ...shownHeaders(request.headers, isDecoded), ...hidden(request) }
      return headers
    },
  }
}

const hidden = ({ secret = [] }: SentRequest): Record<string, string> =>
  Object.fromEntries(secret.map(name => [name, HIDDEN]))

/** A body that was decompressed has no encoding any more, and another length. */
const OF_ENCODED = new Set(['content-encoding', 'content-length'])

function shownHeaders(headers: Headers, isDecoded: boolean): Record<string, string> {
  const isEncoded = isDecoded && headers['content-encoding'] !== undefined
  const kept = Object.entries(headers).filter(([name]) => !(isEncoded && OF_ENCODED.has(name)))
  return redactHeaders(
    Object.fromEntries(
      kept.map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
    ),
  )
}

const announced = (headers: Headers): number => Number(headers['content-length'] ?? 0) || 0

const piecesOf = (body: Uint8Array | readonly Uint8Array[]): readonly Uint8Array[] =>
  body instanceof Uint8Array ? [body] : body

/** Bytes that are passed on are those that came, though the view on them may be another. */
const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one === other ||
  (one.length === other.length && one.byteOffset === other.byteOffset && one.buffer === other.buffer)
