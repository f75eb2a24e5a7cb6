import type { Json, JsonObject } from '../../../../src-main/core/json.ts'

/** Messages of Chat and Messages, which Responses takes as well. */
export const user = (content: Json): JsonObject => ({ role: 'user', content })
export const assistant = (content: Json, fields: JsonObject = {}): JsonObject => ({
  role: 'assistant',
  content,
  ...fields,
})

/** The smallest PNG's first bytes, as images are told apart by them. */
export const PNG = 'iVBORw0KGgo='
/** A PDF's. */
export const PDF = 'JVBERi0='

/** Call and result in Messages' words. */
export const toolUse = (id: string, input: JsonObject = {}): JsonObject => ({
  type: 'tool_use',
  id,
  name: 'f',
  input,
})
export const toolResult = (id: string, content: Json, fields: JsonObject = {}): JsonObject => ({
  type: 'tool_result',
  tool_use_id: id,
  content,
  ...fields,
})

/** A text block of Messages. */
export const text = (words: string): JsonObject => ({ type: 'text', text: words })
