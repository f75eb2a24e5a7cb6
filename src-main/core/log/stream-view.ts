import { createParser } from 'eventsource-parser'
import { bytesOf, textOf } from '../text/bytes.ts'
import { eventCutter } from '../text/events.ts'
import { bodyText, type Decode } from './body-text.ts'
import type { HideSecrets } from './hide-secrets.ts'
import { withoutMedia } from './media.ts'
import { isEventStream } from './message-view.ts'
import type { RecordedChunk, RecordedMessage, Recording } from './recording.ts'
import type { StreamEventView } from './views.ts'

type ReplySide = StreamEventView['side']
const REPLY_SIDES: readonly ReplySide[] = ['upstream-response', 'client-response']
/** Events of one side that are shown; a last entry says how many more there were. */
const MOST_EVENTS = 5_000

/**
 * The events of both replies in the order of time, comments among them, each at the moment in which it was complete. Without
 * credentials, images as hashes. Empty for replies that are no streams.
 */
export function streamEvents(
  recording: Recording,
  hide: HideSecrets,
  decode?: Decode,
): readonly StreamEventView[] {
  const clean = (text: string) => hide(withoutMedia(text).text).text
  return REPLY_SIDES.flatMap(side => {
    const message = recording[side]
    return message ? readSide(side, message, clean, decode) : []
  }).sort((one, other) => one.at - other.at)
}

function readSide(
  side: ReplySide,
  message: RecordedMessage,
  clean: (text: string) => string,
  decode: Decode | undefined,
): readonly StreamEventView[] {
  const chunks = readable(message, decode)
  const events: StreamEventView[] = []
  let more = 0
  let at = 0
  const add = (name: string, data: string): void => {
    if (events.length < MOST_EVENTS) events.push({ at, side, name, data: clean(data) })
    else more++
  }
  const parser = createParser({
    onEvent: ({ event, data }) => add(event ?? 'message', data),
    onComment: comment => add('comment', comment.trim()),
  })
  const cutter = eventCutter()
  for (const chunk of chunks) {
    at = chunk.at
    parser.feed(textOf(cutter.feed(chunk.bytes).bytes))
  }
  const rest = textOf(cutter.rest())
  // Providers do forget the blank line behind their last event; one that was cut is shown as far as it came.
  if (rest !== '') parser.feed(`${rest}\n\n`)
  if (more > 0) events.push({ at, side, name: '…', data: `${more} more events are not shown.` })
  if (message.truncated) events.push({ at, side, name: '…', data: 'The rest was not recorded.' })
  return events
}

/** The pieces of a stream as text has them; none where it is no stream. What went by compressed has one moment only. */
function readable(message: RecordedMessage, decode: Decode | undefined): readonly RecordedChunk[] {
  const body = bodyText(message, decode)
  if (body.kind !== 'text' || !isEventStream(body.text)) return []
  const encoding = message.headers['content-encoding'] ?? 'identity'
  const last = message.chunks.at(-1)
  if (encoding === 'identity' || !last || isEventStream(textOf(message.chunks[0]?.bytes ?? last.bytes)))
    return message.chunks
  return [{ at: last.at, bytes: bytesOf(body.text) }]
}
