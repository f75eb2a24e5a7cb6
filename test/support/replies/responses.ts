import type { JsonObject } from '../../../src-main/core/json.ts'
import { joined, type Saying, TOKENS } from './saying.ts'

const usage: JsonObject = {
  input_tokens: TOKENS.input,
  input_tokens_details: { cached_tokens: TOKENS.cached },
  output_tokens: TOKENS.output,
  output_tokens_details: { reasoning_tokens: TOKENS.reasoning },
  total_tokens: TOKENS.input + TOKENS.output,
}

const envelope = (saying: Saying, status: string, output: JsonObject[]): JsonObject => ({
  id: 'resp_up1',
  object: 'response',
  created_at: 1_760_000_000,
  status,
  model: saying.model ?? 'm',
  output,
  error: null,
  incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
  parallel_tool_calls: true,
  tool_choice: 'auto',
  tools: [],
  metadata: {},
  instructions: null,
})

/** The items, each with the events between its `added` and its `done`. */
function items(saying: Saying): { open: JsonObject; done: JsonObject; deltas: [string, JsonObject][] }[] {
  const list: { open: JsonObject; done: JsonObject; deltas: [string, JsonObject][] }[] = []
  if (saying.reasoning) {
    const text = joined(saying.reasoning)
    const part = { summary_index: 0 }
    list.push({
      open: { id: 'rs_up1', type: 'reasoning', summary: [] },
      done: {
        id: 'rs_up1',
        type: 'reasoning',
        summary: [{ type: 'summary_text', text }],
        encrypted_content: 'gAAA-up',
      },
      deltas: [
        ['response.reasoning_summary_part.added', { ...part, part: { type: 'summary_text', text: '' } }],
        ...saying.reasoning.map((delta): [string, JsonObject] => [
          'response.reasoning_summary_text.delta',
          { ...part, delta },
        ]),
        ['response.reasoning_summary_text.done', { ...part, text }],
        ['response.reasoning_summary_part.done', { ...part, part: { type: 'summary_text', text } }],
      ],
    })
  }
  if (saying.text) {
    const text = joined(saying.text)
    const message = { id: 'msg_up1', type: 'message', role: 'assistant' }
    const part = { content_index: 0 }
    const content = (value: string) => ({ type: 'output_text', text: value, annotations: [] })
    list.push({
      open: { ...message, status: 'in_progress', content: [] },
      done: { ...message, status: 'completed', content: [content(text)] },
      deltas: [
        ['response.content_part.added', { ...part, part: content('') }],
        ...saying.text.map((delta): [string, JsonObject] => [
          'response.output_text.delta',
          { ...part, delta },
        ]),
        ['response.output_text.done', { ...part, text }],
        ['response.content_part.done', { ...part, part: content(text) }],
      ],
    })
  }
  for (const call of saying.calls ?? []) {
    const item = { id: `fc_${call.id}`, type: 'function_call', call_id: call.id, name: call.name }
    const text = joined(call.input)
    list.push({
      open: { ...item, status: 'in_progress', arguments: '' },
      done: { ...item, status: 'completed', arguments: text },
      deltas: [
        ...call.input.map((delta): [string, JsonObject] => [
          'response.function_call_arguments.delta',
          { delta },
        ]),
        ['response.function_call_arguments.done', { arguments: text }],
      ],
    })
  }
  return list
}

const status = (saying: Saying) => (saying.stop === 'length' ? 'incomplete' : 'completed')

export const whole = (saying: Saying): JsonObject => ({
  ...envelope(
    saying,
    status(saying),
    items(saying).map(item => item.done),
  ),
  usage,
})

export function stream(saying: Saying): string[] {
  const texts: string[] = []
  const say = (type: string, fields: JsonObject) =>
    texts.push(
      `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: texts.length, ...fields })}\n\n`,
    )
  say('response.created', { response: envelope(saying, 'in_progress', []) })
  say('response.in_progress', { response: envelope(saying, 'in_progress', []) })
  items(saying).forEach((item, output_index) => {
    say('response.output_item.added', { output_index, item: item.open })
    for (const [type, fields] of item.deltas) say(type, { item_id: item.open.id, output_index, ...fields })
    say('response.output_item.done', { output_index, item: item.done })
  })
  say(`response.${status(saying)}`, { response: whole(saying) })
  return texts
}

export const failureEvent = `event: response.failed\ndata: ${JSON.stringify({
  type: 'response.failed',
  sequence_number: 99,
  response: {
    ...envelope({}, 'failed', []),
    error: { code: 'server_error', message: 'the machine is on fire' },
  },
})}\n\n`
