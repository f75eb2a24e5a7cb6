import { asString, type Json, type JsonObject, parseJson } from '../core/json.ts'
import type { Failure } from '../core/reply.ts'
import { bytesOf } from '../core/text/bytes.ts'
import { type Peek, peek } from '../core/text/peek.ts'
import { removalEdits, splice } from '../core/text/splice.ts'
import { checkSize, tooLarge } from './body.ts'
import { refused } from './outcome.ts'

/** A message that asks for a reply. */
export interface CreateMessage {
  /** The body that `POST /v1/responses` would have: what only websockets know is taken out, all else is as it came. */
  readonly body: Uint8Array
  /** The lane to answer in; undefined for the one without a name. */
  readonly streamId: string | undefined
  /** The caller's turn is to be remembered, and nothing to be generated (`generate: false`). */
  readonly isPreparation: boolean
}

export interface RefusedMessage {
  readonly failure: Failure
  readonly streamId?: string
  /** What the caller is told in place of an error message. */
  readonly told?: JsonObject
}

export type ClientMessage =
  | ({ readonly kind: 'create' } & CreateMessage)
  | ({ readonly kind: 'refused' } & RefusedMessage)

/** `type` and its like are the envelope; `stream` goes without saying and is said to the road that serves HTTP. */
const ENVELOPE = new Set(['type', 'stream_id', 'generate', 'stream'])
const OPEN = 0x7b
const STREAM_ID = /^[\w.-]{1,256}$/

/** Reads one message of a client. Never throws. */
export function readMessage(bytes: Uint8Array): ClientMessage {
  const size = checkSize(bytes.length)
  if (!size.ok) return { kind: 'refused', failure: size.failure }
  const seen = peek(bytes)
  if (!seen) return no('invalid_json', 'A message is one JSON object. Correct it and send it again.')
  if (seen.start > 0) return readMessage(bytes.subarray(seen.start))
  const value = (key: string) => {
    const member = seen.members.findLast(candidate => candidate.key === key)
    return member && parseJson(Buffer.from(bytes.subarray(member.start, member.end)).toString())
  }
  const type = value('type')
  if (type === 'response.steer')
    return noSteering(value('input') ?? '', asString(value('previous_response_id')) ?? '')
  if (type !== 'response.create') {
    const named = JSON.stringify(type ?? null).slice(0, 100)
    return no(
      'unknown_event_type',
      `Events of type ${named} are not understood. Send "response.create".`,
      'type',
    )
  }
  const streamId = value('stream_id') ?? undefined
  if (streamId !== undefined && (typeof streamId !== 'string' || !STREAM_ID.test(streamId))) {
    const what =
      '1 to 256 letters, digits, underscores, hyphens and periods; leave it out for the lane without a name'
    return no('invalid_stream_id', `\`stream_id\` has ${what}.`, 'stream_id')
  }
  if (value('background') === true) {
    const message = 'Replies on a websocket are not made in the background. Send it without `background`.'
    return { ...no('invalid_value', message, 'background'), streamId }
  }
  return { kind: 'create', body: bodyOf(bytes, seen), streamId, isPreparation: value('generate') === false }
}

/** What is said of a message at which the library gave up. Its client hears only the code that the connection ends with. */
export function unreadable(error: Error): RefusedMessage {
  const isTooLong = 'code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
  if (isTooLong) return tooLarge()
  const message = `This is no message of a websocket: ${error.message}. The connection was closed; open another one.`
  return refused(400, 'invalid_message', message)
}

/** The same object, without the envelope, with `stream: true` as its first member. */
function bodyOf(bytes: Uint8Array, { members }: Peek): Uint8Array {
  const isEmpty = members.every(({ key }) => ENVELOPE.has(key))
  const first = bytes.indexOf(OPEN) + 1
  const stream = { start: first, end: first, bytes: bytesOf(`"stream":true${isEmpty ? '' : ','}`) }
  return splice(bytes, [stream, ...removalEdits(members, key => ENVELOPE.has(key))])
}

const no = (code: string, message: string, param?: string): Extract<ClientMessage, { kind: 'refused' }> => ({
  kind: 'refused',
  failure: refused(400, code, message, { type: 'invalid_request_error', param }).failure,
})

/** A turn that runs cannot be turned: no provider offers it over HTTP. Told in the vendor's words. */
function noSteering(input: Json, responseId: string): ClientMessage {
  const code = 'steering_not_supported'
  const message =
    'A reply that is being made cannot be steered here. Send the input with the next response.create.'
  const told = {
    type: 'response.steer.failed',
    sequence_number: 0,
    error: { type: 'invalid_request_error', code, message },
    steer: { input, previous_response_id: responseId },
  }
  return { ...no(code, message), told }
}
