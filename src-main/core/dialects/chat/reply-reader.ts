import { asArray, asObject, isObject, type JsonObject } from '../../json.ts'
import type { ReplyEvent } from '../../reply.ts'
import type { ReadContext } from '../dialect.ts'
import { streamReader } from './stream-reader.ts'

/** The events of a whole reply: it is read as a stream of one chunk, so that both ways cannot disagree. */
export function readReply(body: JsonObject, context: ReadContext): ReplyEvent[] {
  const reader = streamReader(context)
  const chunk = { ...body, choices: asArray(body.choices).map(choice => asDelta(asObject(choice))) }
  const isReply = Array.isArray(body.choices)
  const events = reader.read({ data: JSON.stringify(isReply ? chunk : body) })
  return [...events, ...(isReply ? reader.read({ data: '[DONE]' }) : reader.end())]
}

/** Calls of a whole message are apart, whatever indices and ids they have. */
function asDelta({ message, delta, ...choice }: JsonObject): JsonObject {
  // Perplexity fills both; the message is the whole.
  const said = isObject(message) ? message : asObject(delta)
  const calls = asArray(said.tool_calls).map((call, index) => ({ ...asObject(call), index }))
  return { ...choice, delta: { ...said, ...(calls.length > 0 && { tool_calls: calls }) } }
}
