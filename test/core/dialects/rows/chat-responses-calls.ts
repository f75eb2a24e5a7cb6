import type { Json, JsonObject } from '../../../../src-main/core/json.ts'
import type { Fate, Row } from './row.ts'
import { assistant, user } from './turns.ts'

/** Messages behind a first one of the user, on their way to Responses, and items on their way to Chat. */
export const to = (messages: JsonObject[], fate: Fate, quirks?: Row[4], more: JsonObject = {}): Row => [
  'chat',
  'responses',
  { messages: [user('a'), ...messages], ...more },
  fate,
  quirks,
]
export const back = (input: JsonObject[], fate: Fate, quirks?: Row[4], more: JsonObject = {}): Row => [
  'responses',
  'chat',
  { input: [user('a'), ...input], ...more },
  fate,
  quirks,
]

/** A call and its result in Chat. */
export const call = (id: string, args: Json = '{}', name = 'f'): JsonObject => ({
  id,
  type: 'function',
  function: { name, arguments: args },
})
export const calls = (...tool_calls: JsonObject[]): JsonObject => assistant(null, { tool_calls })
export const result = (tool_call_id: string, content: Json): JsonObject => ({
  role: 'tool',
  tool_call_id,
  content,
})
/** A call and its result in Responses. */
export const item = (call_id: string, args: Json = '{}', fields: JsonObject = {}): JsonObject => ({
  type: 'function_call',
  call_id,
  name: 'f',
  arguments: args,
  ...fields,
})
export const output = (call_id: string, said: Json): JsonObject => ({
  type: 'function_call_output',
  call_id,
  output: said,
})

/** What is written of what stands behind the user's first message, in Responses and in Chat. */
export const input = (...items: JsonObject[]): JsonObject => ({ input: [{ role: 'user' }, ...items] })
export const messages = (...said: JsonObject[]): JsonObject => ({ messages: [user('a'), ...said] })
export const said = (role: string, text: string): JsonObject => ({
  type: 'message',
  role,
  content: [{ text }],
})
