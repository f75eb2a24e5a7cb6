import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { readContext, readStream, sse } from './builders.ts'

/** Events of the Messages API, one each. */
export const start = (usage: JsonObject = { input_tokens: 3, output_tokens: 1 }): JsonObject => ({
  type: 'message_start',
  message: { id: 'msg_x', type: 'message', role: 'assistant', model: 'm', content: [], usage },
})
export const open = (index: number, content_block: JsonObject): JsonObject => ({
  type: 'content_block_start',
  index,
  content_block,
})
export const delta = (index: number, fields: JsonObject): JsonObject => ({
  type: 'content_block_delta',
  index,
  delta: fields,
})
export const stop = (index: number): JsonObject => ({ type: 'content_block_stop', index })
export const finish = (stop_reason = 'end_turn', usage: JsonObject = { output_tokens: 9 }): JsonObject[] => [
  { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage },
  { type: 'message_stop' },
]
export const say = (text: string): JsonObject => ({ type: 'text_delta', text })

/** A reply with a block of each kind. */
export const FULL: JsonObject[] = [
  start({ input_tokens: 3, cache_read_input_tokens: 20, cache_creation_input_tokens: 5, output_tokens: 1 }),
  { type: 'ping' },
  open(0, { type: 'thinking', thinking: '', signature: '' }),
  delta(0, { type: 'thinking_delta', thinking: 'Hm ünd 👋' }),
  delta(0, { type: 'signature_delta', signature: 'sig' }),
  stop(0),
  open(1, { type: 'redacted_thinking', data: 'secret' }),
  stop(1),
  open(2, { type: 'text', text: '' }),
  delta(2, say('Hello ')),
  delta(2, {
    type: 'citations_delta',
    citation: { type: 'web_search_result_location', url: 'https://a.example', title: 'A' },
  }),
  delta(2, say('world')),
  stop(2),
  open(3, { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }),
  delta(3, { type: 'input_json_delta', partial_json: '{"query":"q"}' }),
  stop(3),
  open(4, { type: 'tool_use', id: 'toolu_1', name: 'Read', input: {} }),
  delta(4, { type: 'input_json_delta', partial_json: '{"path":' }),
  delta(4, { type: 'input_json_delta', partial_json: '"a"}' }),
  stop(4),
  ...finish('tool_use'),
]

/** The same reply, whole. */
export const WHOLE: JsonObject = {
  id: 'msg_x',
  model: 'm',
  content: [
    { type: 'thinking', thinking: 'Hm ünd 👋', signature: 'sig' },
    { type: 'redacted_thinking', data: 'secret' },
    {
      type: 'text',
      text: 'Hello world',
      citations: [{ type: 'web_search_result_location', url: 'https://a.example', title: 'A' }],
    },
    { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'q' } },
    { type: 'tool_use', id: 'toolu_1', name: 'Read', input: { path: 'a' } },
  ],
  stop_reason: 'tool_use',
  stop_sequence: null,
  usage: { input_tokens: 3, cache_read_input_tokens: 20, cache_creation_input_tokens: 5, output_tokens: 9 },
}

/** What is read of a stream of these events. */
export const reply = (events: readonly JsonObject[], context = readContext()) =>
  collect(readStream(sse(events), context))
/** Its blocks, as `kind: text`. */
export const texts = (events: readonly JsonObject[]) =>
  reply(events).blocks.map(block => `${block.head.type}: ${block.text}`)
