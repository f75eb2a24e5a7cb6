import type { Readable } from 'node:stream'
import type { ServerEvent } from '../core/dialects/dialect.ts'
import { sseParser } from '../core/text/sse.ts'
import { LONGEST_EVENT, LONGEST_REPLY } from './trip.ts'

/** A reply by what it is, not by what its headers call it: events as they come, or the text of the whole. */
export type ReplyPiece =
  | { readonly kind: 'events'; readonly events: readonly ServerEvent[] }
  | { readonly kind: 'whole'; readonly text: string }
  /** More than can be held; nothing comes after it. */
  | { readonly kind: 'endless' }

const STREAM_BEGIN = /^(?::|(?:data|event|id|retry)(?:[:\r\n]|$))/
/** Enough to tell `event:` from text. */
const BEGIN_LENGTH = 6

/**
 * Reads a body to its end, cuts inside of characters included; `see` gets its bytes as they come. Throws what the connection
 * throws; does not close it.
 */
export async function* readPieces(
  source: Readable,
  see?: (bytes: Uint8Array) => void,
): AsyncGenerator<ReplyPiece> {
  const decoder = new TextDecoder()
  const parser = sseParser()
  let text = ''
  let isStream: boolean | undefined
  let held = 0
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    see?.(chunk)
    held += chunk.length
    if (held > (isStream ? LONGEST_EVENT : LONGEST_REPLY)) {
      yield { kind: 'endless' }
      return
    }
    text += decoder.decode(chunk, { stream: true })
    if (isStream === undefined) {
      const begin = text.trimStart()
      if (begin.length >= BEGIN_LENGTH) isStream = STREAM_BEGIN.test(begin)
    }
    if (!isStream) continue
    const events = parser.feed(text)
    text = ''
    if (events.length === 0) continue
    held = 0
    yield { kind: 'events', events }
  }
  text += decoder.decode()
  if (isStream ?? STREAM_BEGIN.test(text.trimStart())) {
    yield { kind: 'events', events: [...parser.feed(text), ...parser.end()] }
  } else yield { kind: 'whole', text }
}

/** How long a provider has to end a stream after its last word, so that the connection can be used again. */
const GRACE = 1_000

/** Lets a body that is done with come to its end, or ends it. */
export function release(body: Readable): void {
  if (body.readableEnded || body.destroyed) return
  body.on('error', () => undefined)
  body.resume()
  const timer = setTimeout(() => body.destroy(), GRACE)
  timer.unref()
  body.once('close', () => clearTimeout(timer))
}
