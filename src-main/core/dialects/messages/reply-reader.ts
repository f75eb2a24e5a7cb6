import { asArray, isObject, type JsonObject } from '../../json.ts'
import type { ReplyEvent } from '../../reply.ts'
import { stopScan } from '../../stop-scan.ts'
import type { ReadContext } from '../dialect.ts'
import { unsentStops } from './stops.ts'
import { objectReader } from './stream-reader.ts'

/** The events of a whole reply: those of the stream that it stands for, so that the two cannot disagree. */
export function readReply(body: JsonObject, context: ReadContext): ReplyEvent[] {
  const reader = objectReader(context)
  if (body.type === 'error' || isObject(body.error)) return reader.feed({ ...body, type: 'error' })
  if (typeof body.content !== 'string' && !Array.isArray(body.content)) return reader.feed(NO_MESSAGE)
  const blocks =
    typeof body.content === 'string' ? [{ type: 'text', text: body.content }] : asArray(body.content)
  const events = [
    { type: 'message_start', message: body },
    ...blocks.flatMap((block, index): JsonObject[] => [
      { type: 'content_block_start', index, content_block: block },
      { type: 'content_block_stop', index },
    ]),
    { type: 'message_delta', delta: body },
    { type: 'message_stop' },
  ]
  return stopScan(unsentStops(context.conversation.options))(events.flatMap(reader.feed))
}

const NO_MESSAGE: JsonObject = {
  type: 'error',
  error: {
    type: 'api_error',
    message: "The provider's answer holds no message. Check that its baseUrl is that of an API.",
  },
}
