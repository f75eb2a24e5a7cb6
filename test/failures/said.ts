import type { JsonObject } from '../../src-main/core/json.ts'
import { chunk } from '../core/dialects/chat/builders.ts'
import type { Streamed } from '../support/translating.ts'

export { chunk }

export const says = (content: string): JsonObject => chunk({ content })
export const thinks = (reasoning_content: string): JsonObject => chunk({ reasoning_content })
export const ends = (reason: string, more: JsonObject = {}): JsonObject => chunk({}, reason, more)

/** A piece of a call as Chat streams it. */
export const calls = (index: number, input: string, id?: string, name?: string): JsonObject =>
  chunk({
    tool_calls: [
      {
        index,
        ...(id && { id, type: 'function' }),
        function: { ...(name && { name }), arguments: input },
      },
    ],
  })

/** An event of Responses. */
export const event = (type: string, fields: JsonObject = {}): JsonObject => ({ type, ...fields })

export const created = event('response.created', {
  response: { id: 'resp_1', object: 'response', status: 'in_progress', output: [] },
})

export const completed = (output: JsonObject[], more: JsonObject = {}): JsonObject =>
  event('response.completed', {
    response: { id: 'resp_1', object: 'response', status: 'completed', output, ...more },
  })

/** The first event of Messages. */
export const opened = (usage: JsonObject = {}): JsonObject => ({
  type: 'message_start',
  message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], usage },
})

/** One block of Messages, whole. */
export const block = (index: number, content_block: JsonObject, ...deltas: JsonObject[]): JsonObject[] => [
  { type: 'content_block_start', index, content_block },
  ...deltas.map(delta => ({ type: 'content_block_delta', index, delta })),
  { type: 'content_block_stop', index },
]

export const closed = (stop_reason: string, usage: JsonObject = { output_tokens: 1 }): JsonObject[] => [
  { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage },
  { type: 'message_stop' },
]

export const types = ({ wire }: Streamed): string[] => wire.map(({ type }) => type)

/** The kinds of blocks of a Messages stream, in order. */
export const kinds = ({ wire }: Streamed): unknown[] =>
  wire
    .filter(({ type }) => type === 'content_block_start')
    .map(({ body }) => (body.content_block as JsonObject).type)
