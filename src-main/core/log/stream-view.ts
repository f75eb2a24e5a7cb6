import { bytesOf } from '../text/bytes.ts'
import { isEventStream } from './message-view.ts'
import { readEvents } from './read-events.ts'
import type { StoredMessage, StoredMessages } from './store.ts'
import type { StreamEventView } from './views.ts'

type ReplySide = StreamEventView['side']
export const REPLY_SIDES: readonly ReplySide[] = ['upstream-response', 'client-response']
/** Events of one side that are shown; a last entry says how many more there were. */
const MOST_EVENTS = 5_000

/**
 * The events of both replies in the order of time, comments among them, each at the moment in which it was complete. Without
 * credentials, images as hashes. Empty for replies that are no streams.
 */
export const streamEvents = (messages: StoredMessages): readonly StreamEventView[] =>
  REPLY_SIDES.flatMap(side => {
    const message = messages[side]
    return message && isEventStream(message.text) ? readSide(side, message) : []
  }).sort((one, other) => one.at - other.at)

function readSide(
  side: ReplySide,
  { text, truncated, times = [] }: StoredMessage,
): readonly StreamEventView[] {
  const events: StreamEventView[] = []
  let count = 0
  let at = 0
  readEvents([{ at: 0, bytes: bytesOf(text) }], ({ name, data }) => {
    at += times[count] ?? 0
    if (count < MOST_EVENTS) events.push({ at, side, name, data })
    count++
  })
  const more = count - MOST_EVENTS
  if (more > 0) events.push({ at, side, name: '…', data: `${more} more events are not shown.` })
  if (truncated) events.push({ at, side, name: '…', data: 'The rest was not recorded.' })
  return events
}
