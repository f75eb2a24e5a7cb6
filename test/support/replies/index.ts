import type { Dialect } from '../../../src-main/core/conversation.ts'
import { asString, type JsonObject } from '../../../src-main/core/json.ts'
import { body, events, json, type ScriptedReply, type SeenRequest } from '../scripted.ts'
import * as chat from './chat.ts'
import * as messages from './messages.ts'
import * as responses from './responses.ts'
import { HELLO, type Saying } from './saying.ts'

export const PATHS: Readonly<Record<Dialect, string>> = {
  chat: '/chat/completions',
  responses: '/responses',
  messages: '/messages',
}

/** One saying as a provider of a dialect prints it. */
export const PRINTERS: Readonly<
  Record<
    Dialect,
    { whole(saying: Saying): JsonObject; stream(saying: Saying): string[]; failureEvent: string }
  >
> = { chat, responses, messages }

/** An error body in a provider's words. */
export const ERROR_BODIES: Readonly<Record<Dialect, (message: string, code?: string) => JsonObject>> = {
  chat: chat.errorBody,
  responses: chat.errorBody,
  messages: message => messages.errorBody(message),
}

export function dialectOf(request: SeenRequest): Dialect | undefined {
  return (['chat', 'responses', 'messages'] as const).find(dialect => request.path.endsWith(PATHS[dialect]))
}

/** Says it in the dialect and manner (whole or stream) in which it was asked; the model is the one asked for. */
export function say(saying: Saying, request: SeenRequest): ScriptedReply {
  const dialect = dialectOf(request) ?? 'chat'
  const named = { model: asString(request.body.model), ...saying }
  return request.body.stream === true
    ? events(PRINTERS[dialect].stream(named))
    : json(PRINTERS[dialect].whole(named))
}

/** The minimal valid reply that an upstream without a script gives. */
export function replyTo(request: SeenRequest): ScriptedReply {
  if (dialectOf(request)) return say(HELLO, request)
  if (request.path.endsWith('/count_tokens')) return json({ input_tokens: 4711 })
  if (request.path.endsWith('/embeddings'))
    return json({
      object: 'list',
      model: request.body.model,
      data: [{ object: 'embedding', index: 0, embedding: [1] }],
    })
  return body(['no such path'], 'text/plain', { status: 404 })
}
