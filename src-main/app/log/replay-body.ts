import type { RecordedMessage } from '../../core/log/recording.ts'
import type { StoredMessage } from '../../core/log/store.ts'
import { concatBytes } from '../../core/text/bytes.ts'
import { peek } from '../../core/text/peek.ts'
import { modelEdits, splice } from '../../core/text/splice.ts'

/** The client's message as it is still held: raw in memory, or as text on disk; undefined where it is held nowhere. */
export type HeldRequest =
  | { readonly held: 'memory'; readonly message: RecordedMessage }
  | { readonly held: 'disk'; readonly message: StoredMessage }

/** What to send, or why not, and what to do. */
export type Body =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly message: string }

/** The body to send again: the client's own bytes, or an edited one, with another model's name where one is wanted. */
export function replayBody(
  request: HeldRequest,
  wanted: { readonly model?: string; readonly body?: string },
): Body {
  const body = wanted.body === undefined ? ownBody(request) : found(Buffer.from(wanted.body))
  return body.ok && wanted.model !== undefined ? withModel(body.bytes, wanted.model) : body
}

function ownBody(request: HeldRequest): Body {
  const { held, message } = request
  if (message.truncated)
    return refused(
      'The body is not recorded, or not whole: it was an upload, was never read, or was too long. Edit it, so that it is whole, and send that.',
    )
  if (held === 'memory') return found(concatBytes(message.chunks.map(({ bytes }) => bytes)))
  if (message.hidden > 0)
    return refused(
      'Credentials were taken out of the body before it was stored, so it is not what the client sent. Edit it and send that.',
    )
  const bytes = Buffer.from(message.text)
  // Images and files stand as their hashes, and bytes that are no text as words.
  if (bytes.length !== message.size)
    return refused(
      'Images or files of the body are not stored, only their hashes, so it is not what the client sent. Edit it and send that.',
    )
  return found(bytes)
}

function withModel(bytes: Uint8Array, model: string): Body {
  const peeked = peek(bytes)
  if (typeof peeked?.model !== 'string')
    return refused(
      'The body names no model, so there is none to put another in the place of. Send it as it is.',
    )
  return found(splice(bytes, modelEdits(peeked.members, model)))
}

const found = (bytes: Uint8Array): Body => ({ ok: true, bytes })
const refused = (message: string): Body => ({ ok: false, message })
