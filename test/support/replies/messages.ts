import type { JsonObject } from '../../../src-main/core/json.ts'
import { joined, type Saying, TOKENS } from './saying.ts'

const inputUsage = { input_tokens: TOKENS.input - TOKENS.cached, cache_read_input_tokens: TOKENS.cached }

const parsed = (text: string): JsonObject => JSON.parse(text || '{}')

function message(saying: Saying, content: JsonObject[]): JsonObject {
  return {
    id: 'msg_up1',
    type: 'message',
    role: 'assistant',
    model: saying.model ?? 'm',
    content,
    stop_reason: null,
    stop_sequence: null,
    usage: { ...inputUsage, output_tokens: 1 },
  }
}

const stopReason = (saying: Saying) =>
  saying.stop === 'length' ? 'max_tokens' : saying.calls?.length ? 'tool_use' : 'end_turn'

export function whole(saying: Saying): JsonObject {
  const content: JsonObject[] = []
  if (saying.reasoning)
    content.push({ type: 'thinking', thinking: joined(saying.reasoning), signature: 'c2lnbmVk' })
  if (saying.text) content.push({ type: 'text', text: joined(saying.text) })
  for (const call of saying.calls ?? [])
    content.push({ type: 'tool_use', id: call.id, name: call.name, input: parsed(joined(call.input)) })
  return {
    ...message(saying, content),
    stop_reason: stopReason(saying),
    usage: { ...inputUsage, output_tokens: TOKENS.output },
  }
}

export function stream(saying: Saying): string[] {
  const say = (type: string, fields: JsonObject = {}) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`
  const blocks: [JsonObject, JsonObject[]][] = []
  if (saying.reasoning)
    blocks.push([
      { type: 'thinking', thinking: '', signature: '' },
      [
        ...saying.reasoning.map(thinking => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: 'c2lnbmVk' },
      ],
    ])
  if (saying.text)
    blocks.push([{ type: 'text', text: '' }, saying.text.map(text => ({ type: 'text_delta', text }))])
  for (const call of saying.calls ?? [])
    blocks.push([
      { type: 'tool_use', id: call.id, name: call.name, input: {} },
      call.input.map(partial_json => ({ type: 'input_json_delta', partial_json })),
    ])
  return [
    say('message_start', { message: message(saying, []) }),
    say('ping'),
    ...blocks.flatMap(([content_block, deltas], index) => [
      say('content_block_start', { index, content_block }),
      ...deltas.map(delta => say('content_block_delta', { index, delta })),
      say('content_block_stop', { index }),
    ]),
    say('message_delta', {
      delta: { stop_reason: stopReason(saying), stop_sequence: null },
      usage: { output_tokens: TOKENS.output },
    }),
    say('message_stop'),
  ]
}

export const failureEvent = `event: error\ndata: ${JSON.stringify({
  type: 'error',
  error: { type: 'overloaded_error', message: 'the machine is on fire' },
})}\n\n`

export const errorBody = (text: string, type = 'invalid_request_error'): JsonObject => ({
  type: 'error',
  error: { type, message: text },
})
