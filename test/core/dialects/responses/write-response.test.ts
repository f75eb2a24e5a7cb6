import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { asArray, asObject } from '../../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { itemsOf, read, wireEvents, writeContext, writeStream } from './builders.ts'
import { textReply } from './replies.ts'

test.each([
  ['end', 'completed', null],
  ['pause', 'completed', null],
  ['length', 'incomplete', { reason: 'max_output_tokens' }],
  ['context-window', 'incomplete', { reason: 'max_output_tokens' }],
  ['refusal', 'incomplete', { reason: 'content_filter' }],
] as const)('a stop by %s is %s', (reason, status, details) => {
  const events = wireEvents(writeStream([...textReply().slice(0, -1), { type: 'stop', stop: { reason } }]))
  expect(events.at(-1)).toMatchObject({
    type: `response.${status}`,
    response: { status, incomplete_details: details },
  })
})

test('the request is repeated with the client’s own values, and defaults where it has none', () => {
  const body = {
    tools: [{ type: 'custom', name: 'apply_patch' }],
    tool_choice: 'required',
    temperature: 0.2,
    instructions: 'brief',
  }
  const asked = responses.writeReply(collect(textReply()), writeContext(read(body))).body
  expect(asked).toMatchObject({
    ...body,
    model: 'alias',
    object: 'response',
    created_at: 1_700_000_000,
    completed_at: 1_700_000_000,
  })
  const plain = responses.writeReply(collect(textReply()), writeContext(read({}))).body
  expect(plain).toMatchObject({
    ...{
      temperature: 1,
      top_p: 1,
      presence_penalty: 0,
      frequency_penalty: 0,
      top_logprobs: 0,
      parallel_tool_calls: true,
    },
    ...{
      tools: [],
      tool_choice: 'auto',
      truncation: 'disabled',
      text: { format: { type: 'text' } },
      service_tier: 'auto',
    },
    ...{
      background: false,
      store: true,
      metadata: {},
      instructions: null,
      error: null,
      previous_response_id: null,
    },
    usage: {
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 0 },
    },
  })
})

test('a reply that broke off has an item that is not complete, and the ones before are', () => {
  const cut: ReplyEvent[] = [
    { type: 'start' },
    { type: 'begin', index: 0, block: { type: 'text' } },
    { type: 'text', index: 0, text: 'whole' },
    { type: 'end', index: 0 },
    { type: 'begin', index: 1, block: { type: 'text' } },
    { type: 'text', index: 1, text: 'in the mid' },
    { type: 'end', index: 1 },
    { type: 'usage', usage: { output: 3 } },
    { type: 'stop', stop: { reason: 'length' } },
  ]
  const events = wireEvents(writeStream(cut))
  expect(itemsOf(events).map(item => item.status)).toEqual(['completed', 'incomplete'])
  expect(asArray(asObject(events.at(-1)?.response).output).map(item => asObject(item).status)).toEqual([
    'completed',
    'incomplete',
  ])
  expect(events.at(-1)?.type).toBe('response.incomplete')
})
