import type { Dialect } from '../../src-main/core/conversation.ts'

/** Text deltas in each canned stream. */
const DELTAS = 200
const words = Array.from({ length: DELTAS }, (_, index) => `word ${index} `)
const text = words.join('')
const json = (value: unknown) => JSON.stringify(value)
const named = (value: { type: string }) => `event: ${value.type}\ndata: ${json(value)}\n\n`

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${json({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'model', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`

const item = (status: string, content: object[]) => ({
  id: 'msg_1',
  type: 'message',
  status,
  role: 'assistant',
  content,
})
const part = (value: string) => ({ type: 'output_text', text: value, annotations: [], logprobs: [] })
const response = (status: string, output: object[]) => ({
  ...{ id: 'resp_1', object: 'response', created_at: 1, model: 'model', status, output },
  usage: {
    input_tokens: 10,
    output_tokens: 200,
    total_tokens: 210,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  },
})
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 }
const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'model', stop_sequence: null }

/** One event a write, as a provider would send them. */
export const streams: Record<Dialect, string[]> = {
  chat: [
    chunk({ role: 'assistant', content: '' }),
    ...words.map(content => chunk({ content })),
    chunk({}, 'stop'),
    // As it comes where it is asked for, which translation does.
    `data: ${json({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'model', choices: [], usage: { prompt_tokens: 10, completion_tokens: 200, total_tokens: 210 } })}\n\n`,
    'data: [DONE]\n\n',
  ],
  responses: [
    { type: 'response.created', response: response('in_progress', []) },
    { type: 'response.output_item.added', output_index: 0, item: item('in_progress', []) },
    { type: 'response.content_part.added', ...at, part: part('') },
    ...words.map(delta => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...at, text, logprobs: [] },
    { type: 'response.content_part.done', ...at, part: part(text) },
    { type: 'response.output_item.done', output_index: 0, item: item('completed', [part(text)]) },
    { type: 'response.completed', response: response('completed', [item('completed', [part(text)])]) },
  ].map((event, index) => named({ ...event, ...{ sequence_number: index } })),
  messages: [
    {
      type: 'message_start',
      message: { ...message, content: [], stop_reason: null, usage: { input_tokens: 10, output_tokens: 1 } },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    ...words.map(word => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text: word },
    })),
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 200 },
    },
    { type: 'message_stop' },
  ].map(named),
}

export const wholes: Record<Dialect, string> = {
  chat: json({
    ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'model' },
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 200, total_tokens: 210 },
  }),
  responses: json(response('completed', [item('completed', [part(text)])])),
  messages: json({
    ...message,
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 10, output_tokens: 200 },
  }),
}

export const paths: Record<Dialect, string> = {
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
  messages: '/v1/messages',
}

/** What a prompt is made of: prose with a line end now and then, or short lines of code with quotes. */
export type Filling = keyof typeof FILLINGS
const FILLINGS = {
  prose: `${'A paragraph of plain words, as they stand in a file of notes. '.repeat(4)}\n`,
  code: 'const name = "value"\n',
}

/** Text that takes about so many bytes in JSON. */
export function fill(filling: Filling, size: number): string {
  const filler = FILLINGS[filling]
  return filler.repeat(Math.max(1, Math.round(size / json(filler).length)))
}

/** A body of about so many bytes. */
export function requestBody(
  dialect: Dialect,
  options: { model: string; size?: number; filling?: Filling; stream?: boolean },
): string {
  const content = fill(options.filling ?? 'code', options.size ?? 1000)
  const turns = [{ role: 'user', content }]
  const common = { model: options.model, ...(options.stream ? { stream: true } : {}) }
  if (dialect === 'responses') return json({ ...common, input: turns })
  return json(
    dialect === 'chat' ? { ...common, messages: turns } : { ...common, max_tokens: 1000, messages: turns },
  )
}
