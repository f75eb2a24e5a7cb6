import { expect, it } from 'vitest'
import type { Dialect } from '../../src-main/core/conversation.ts'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { body } from '../support/scripted.ts'

/** An id of 64 bits: as a number of JavaScript it would end in …776000. */
const ID = '9223372036854775807'
/** Stands for it in what is written as a value here. */
const MARK = 123454321
const exactly = (value: unknown): string => JSON.stringify(value).replaceAll(`${MARK}`, ID)

const schema = { type: 'object', properties: { id: { type: 'integer', maximum: MARK } } }
const input = { id: MARK }

/** A turn in which a tool was called, its result, and the tool, as each dialect says it. */
const ASKED: Readonly<Record<Dialect, object>> = {
  chat: {
    messages: [
      { role: 'user', content: 'show it' },
      {
        role: 'assistant',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'show', arguments: JSON.stringify(input) } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'shown' },
    ],
    tools: [{ type: 'function', function: { name: 'show', parameters: schema } }],
  },
  responses: {
    input: [
      { role: 'user', content: 'show it' },
      { type: 'function_call', call_id: 'c1', name: 'show', arguments: JSON.stringify(input) },
      { type: 'function_call_output', call_id: 'c1', output: 'shown' },
    ],
    tools: [{ type: 'function', name: 'show', parameters: schema }],
  },
  messages: {
    messages: [
      { role: 'user', content: 'show it' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'show', input }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'shown' }] },
    ],
    tools: [{ name: 'show', input_schema: schema }],
  },
}

/** A reply that calls the tool, and where a client finds the call's input as text. */
const CALLED: Readonly<Record<Dialect, object>> = {
  chat: {
    id: 'c',
    object: 'chat.completion',
    model: 'm',
    choices: [
      {
        index: 0,
        finish_reason: 'tool_calls',
        message: {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'c1', type: 'function', function: { name: 'show', arguments: JSON.stringify(input) } },
          ],
        },
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  },
  responses: {
    id: 'resp_1',
    object: 'response',
    status: 'completed',
    model: 'm',
    output: [
      {
        id: 'fc_1',
        type: 'function_call',
        call_id: 'c1',
        name: 'show',
        arguments: JSON.stringify(input),
        status: 'completed',
      },
    ],
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  },
  messages: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [{ type: 'tool_use', id: 'c1', name: 'show', input }],
    stop_reason: 'tool_use',
    usage: { input_tokens: 1, output_tokens: 1 },
  },
}

const WAYS = EVERY_DIALECT.flatMap(from => EVERY_DIALECT.map(to => ({ from, to })))

it.each(WAYS)(
  'a long id in a call, and a bound in its schema, stay exact: $from over $to',
  async ({ from, to }) => {
    const provider = await upstream({
      models: ['m'],
      script: () => body([exactly(CALLED[to])], 'application/json'),
    })
    const running = await runApp({
      providers: { lab: at(provider, [to]) },
      dispatch: { mismatch: 'translate' },
    })
    const asked = exactly({ ...MINIMAL[from]('lab/m'), ...ASKED[from] })
    const answer = await fetchAnswer(running, CLIENT_PATHS[from], { body: asked })
    expect(answer.status, answer.text).toBe(200)
    const digits = (text: string): readonly string[] => text.match(/\d{16,}/g) ?? []
    expect(digits(`${provider.generations[0]?.raw}`)).toEqual([ID, ID])
    // A reply of Responses repeats the tools.
    expect(new Set(digits(answer.text))).toEqual(new Set([ID]))
  },
)
