import { bytesOf, concatBytes, textOf } from '../text/bytes.ts'
import { type BodyBytes, bodyText, type Decode } from './body-text.ts'
import { hideInPieces } from './hide-in-pieces.ts'
import { type Hidden, type HideSecrets, secretHider } from './hide-secrets.ts'
import { type Media, mediaOf, withoutMedia } from './media.ts'
import { isEventStream } from './message-view.ts'
import { readEvents } from './read-events.ts'
import { type RecordedMessage, type Recording, SIDES, type Side } from './recording.ts'
import type { StoredMessage, StoredMessages } from './store.ts'

/**
 * What may be kept and shown of a recording: bodies as text without these secrets and without what looks like one, images and
 * files as their hashes. Without `decode`, bodies that went by compressed are said in words.
 */
export function storedMessages(
  recording: Recording,
  secrets: readonly string[],
  decode?: Decode,
): StoredMessages {
  return readRecording(recording, secretHider(secrets), decode).messages
}

/** The same, and the images and files that were in it: what views of bodies in memory are made from. */
export function readRecording(
  recording: Recording,
  hide: HideSecrets,
  decode?: Decode,
): { readonly messages: StoredMessages; readonly media: readonly Media[] } {
  const messages: { [S in Side]?: StoredMessage } = {}
  const media = new Map<string, Media>()
  for (const side of SIDES) {
    const message = recording[side]
    if (!message) continue
    const read = storeMessage(message, hide, decode)
    messages[side] = read.stored
    for (const one of read.media) media.set(one.mark, one)
  }
  return { messages, media: [...media.values()] }
}

function storeMessage(
  message: RecordedMessage,
  hide: HideSecrets,
  decode?: Decode,
): { readonly stored: StoredMessage; readonly media: readonly Media[] } {
  const { method, url, status, size, truncated } = message
  const body = bodyText(message, decode)
  const { text, media } = body.kind === 'text' ? withoutMedia(body.text) : wholeMedia(body)
  const isStream = isEventStream(text)
  const shown = isStream ? hideInStream(text, hide) : hide(text)
  return {
    stored: {
      headers: hideInHeaders(message.headers, hide),
      ...(method !== undefined && { method }),
      ...(url !== undefined && { url: hide(url).text }),
      ...(status !== undefined && { status }),
      text: shown.text,
      size,
      truncated,
      hidden: shown.hidden,
      ...(isStream && { times: timesOf(message, text) }),
    },
    media,
  }
}

/** In its pieces first: what is hidden in one of them leaves the rest of it in the next unknown. */
function hideInStream(text: string, hide: HideSecrets): Hidden {
  const pieces = hideInPieces(text, hide)
  const whole = hide(pieces.text)
  return { text: whole.text, hidden: pieces.hidden + whole.hidden }
}

/** What went by compressed has one moment only. */
function timesOf({ chunks }: RecordedMessage, text: string): readonly number[] {
  const last = chunks.at(-1)
  const isPlain = isEventStream(textOf(concatBytes(chunks.map(({ bytes }) => bytes)).subarray(0, BEGIN)))
  const times: number[] = []
  let before = 0
  readEvents(isPlain || !last ? chunks : [{ at: last.at, bytes: bytesOf(text) }], ({ at }) => {
    times.push(at - before)
    before = at
  })
  return times
}

/** Bytes in which a stream is known as one. */
const BEGIN = 200

const hideInHeaders = (headers: RecordedMessage['headers'], hide: HideSecrets): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hide(value).text]))

/** A picture is shown by its hash, everything else in words. */
function wholeMedia({ text, bytes, mediaType }: BodyBytes): { text: string; media: readonly Media[] } {
  if (!mediaType.startsWith('image/')) return { text, media: [] }
  const picture = mediaOf(bytes, mediaType)
  return { text: picture.mark, media: [picture] }
}
