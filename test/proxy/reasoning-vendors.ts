import type { Dialect } from '../../src-main/core/conversation.ts'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { sseText } from '../../src-main/core/text/sse.ts'
import { events, json, type ScriptedReply, type SeenRequest } from '../support/scripted.ts'

/** A vendor that reasons, calls a tool, and wants its reasoning back as it gave it. */
export interface ReasoningVendor {
  readonly preset: string
  readonly model: string
  /** The first turn, as a whole or as the events of its stream. */
  readonly whole: JsonObject
  readonly stream: readonly JsonObject[]
  /** What must be in the second request, and where it is there. */
  readonly proof: unknown
  find(second: JsonObject): unknown
}

const SIGNATURE = 'EqQBCkYIBxgCKkAx+/9sZ2luYXR1cmU_-bytes.that=must/not+change=='
const ENCRYPTED = 'gAAAAABqhb8aU-xtEG5BCemI_tYa6ye6XWujs053=='
const INPUT = '{"path":"größe.txt"}'

const thinking = { type: 'thinking', thinking: 'Erst lesen 🤔.', signature: SIGNATURE }
const use = { type: 'tool_use', id: 'toolu_1', name: 'read', input: JSON.parse(INPUT) }
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-4-8',
  stop_sequence: null,
}
const reasoning = {
  id: 'rs_1',
  type: 'reasoning',
  summary: [
    { type: 'summary_text', text: 'Erst lesen 🤔.' },
    { type: 'summary_text', text: 'Dann sehen.' },
  ],
  encrypted_content: ENCRYPTED,
}
const called = {
  id: 'fc_1',
  type: 'function_call',
  status: 'completed',
  call_id: 'call_1',
  name: 'read',
  arguments: INPUT,
}
const response = {
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  model: 'gpt-5.5',
  status: 'completed',
  output: [reasoning, called],
}
const details = [
  {
    type: 'reasoning.text',
    text: 'Erst lesen 🤔.',
    signature: SIGNATURE,
    format: 'anthropic-claude-v1',
    index: 0,
  },
  { type: 'reasoning.encrypted', data: ENCRYPTED, id: 'rs_2', format: 'openai-responses-v1', index: 1 },
]
const toolCall = { id: 'call_1', type: 'function', function: { name: 'read', arguments: INPUT } }
const chunk = (delta: JsonObject, finish_reason: string | null = null): JsonObject => ({
  id: 'gen-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'some/thinker',
  choices: [{ index: 0, delta, finish_reason }],
})

/** One vendor for each dialect. */
export const VENDORS: Readonly<Record<Dialect, ReasoningVendor>> = {
  messages: {
    preset: 'anthropic',
    model: 'claude-opus-4-8',
    whole: {
      ...message,
      content: [thinking, use],
      stop_reason: 'tool_use',
      usage: { input_tokens: 1, output_tokens: 2 },
    },
    stream: [
      {
        type: 'message_start',
        message: { ...message, content: [], stop_reason: null, usage: { input_tokens: 1, output_tokens: 0 } },
      },
      {
        type: 'content_block_start',
        index: 0,
        content_block: { type: 'thinking', thinking: '', signature: '' },
      },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Erst lesen ' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: '🤔.' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: SIGNATURE } },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: { ...use, input: {} } },
      { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: INPUT } },
      { type: 'content_block_stop', index: 1 },
      {
        type: 'message_delta',
        delta: { stop_reason: 'tool_use', stop_sequence: null },
        usage: { output_tokens: 2 },
      },
      { type: 'message_stop' },
    ],
    proof: thinking,
    find: ({ messages }) => asArray(asObject(asArray(messages)[1]).content)[0],
  },
  responses: {
    preset: 'openai',
    model: 'gpt-5.5',
    whole: response,
    stream: [
      { type: 'response.created', response: { ...response, status: 'in_progress', output: [] } },
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { ...reasoning, summary: [], encrypted_content: 'not yet' },
      },
      {
        type: 'response.reasoning_summary_text.delta',
        output_index: 0,
        summary_index: 0,
        delta: 'Erst lesen 🤔.',
      },
      {
        type: 'response.reasoning_summary_text.delta',
        output_index: 0,
        summary_index: 1,
        delta: 'Dann sehen.',
      },
      { type: 'response.output_item.done', output_index: 0, item: reasoning },
      {
        type: 'response.output_item.added',
        output_index: 1,
        item: { ...called, arguments: '', status: 'in_progress' },
      },
      { type: 'response.function_call_arguments.delta', output_index: 1, delta: INPUT },
      { type: 'response.output_item.done', output_index: 1, item: called },
      { type: 'response.completed', response },
    ],
    proof: { summary: reasoning.summary, encrypted_content: ENCRYPTED },
    find: ({ input }) => {
      const item = asArray(input)
        .map(asObject)
        .find(({ type }) => type === 'reasoning')
      return { summary: item?.summary, encrypted_content: item?.encrypted_content }
    },
  },
  chat: {
    preset: 'openrouter',
    model: 'some/thinker',
    whole: {
      id: 'gen-1',
      object: 'chat.completion',
      created: 1,
      model: 'some/thinker',
      choices: [
        {
          index: 0,
          finish_reason: 'tool_calls',
          message: {
            role: 'assistant',
            content: null,
            reasoning: 'Erst lesen 🤔.',
            reasoning_details: details,
            tool_calls: [toolCall],
          },
        },
      ],
    },
    stream: [
      chunk({ role: 'assistant', content: '' }),
      chunk({
        reasoning: 'Erst ',
        reasoning_details: [
          { type: 'reasoning.text', text: 'Erst ', format: 'anthropic-claude-v1', index: 0 },
        ],
      }),
      chunk({
        reasoning: 'lesen 🤔.',
        reasoning_details: [{ type: 'reasoning.text', text: 'lesen 🤔.', index: 0 }],
      }),
      chunk({ reasoning_details: [{ type: 'reasoning.text', signature: SIGNATURE, index: 0 }] }),
      chunk({ reasoning_details: [details[1] ?? {}] }),
      chunk({ tool_calls: [{ index: 0, ...toolCall }] }),
      chunk({}, 'tool_calls'),
    ],
    proof: details,
    find: ({ messages }) => asObject(asArray(messages)[1]).reasoning_details,
  },
}

/** What the vendor answers first, in the manner in which it is asked. */
export function firstTurn(dialect: Dialect, request: SeenRequest): ScriptedReply {
  const { whole, stream } = VENDORS[dialect]
  if (request.body.stream !== true) return json(whole)
  const texts = stream.map(event =>
    sseText(JSON.stringify(event), dialect === 'chat' ? undefined : String(event.type)),
  )
  return events(dialect === 'chat' ? [...texts, sseText('[DONE]')] : texts)
}
