import { createParser } from 'eventsource-parser'
import { textOf } from '../text/bytes.ts'
import { eventCutter } from '../text/events.ts'
import type { RecordedChunk } from './recording.ts'

/** A comment, or an event by its name. */
export interface StreamEvent {
  readonly at: number
  readonly name: string
  readonly data: string
}

/** Reads a stream's events, comments among them, in their order, each at the moment in which it was complete. */
export function readEvents(chunks: readonly RecordedChunk[], onEvent: (event: StreamEvent) => void): void {
  let at = 0
  const parser = createParser({
    onEvent: ({ event, data }) => onEvent({ at, name: event ?? 'message', data }),
    onComment: comment => onEvent({ at, name: 'comment', data: comment.trim() }),
  })
  const cutter = eventCutter()
  for (const chunk of chunks) {
    at = chunk.at
    parser.feed(textOf(cutter.feed(chunk.bytes).bytes))
  }
  const rest = textOf(cutter.rest())
  // Providers do forget the blank line behind their last event; one that was cut is shown as far as it came.
  if (rest !== '') parser.feed(`${rest}\n\n`)
}
