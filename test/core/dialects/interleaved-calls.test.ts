import { expect, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import type { JsonObject } from '../../../src-main/core/json.ts'
import { calls, completed, created, ends, event, opened } from '../../failures/said.ts'
import { EVERY_DIALECT } from '../../support/client.ts'
import { streamed } from '../../support/translating.ts'

const NAMES = ['alpha', 'beta', 'gamma']
const inputOf = (index: number) => `{"who":"${NAMES[index]}","list":[${index},${index + 1}]}`
/** Three characters at a time, by turns: no fragment stands beside another one of its call. */
const turns = NAMES.map((_, index) => inputOf(index).match(/.{1,3}/gs) ?? [])
  .reduce<[number, string][][]>((rows, pieces, index) => {
    pieces.forEach((piece, row) => {
      rows[row] = [...(rows[row] ?? []), [index, piece]]
    })
    return rows
  }, [])
  .flat()

const item = (index: number, input: string) => ({
  type: 'function_call',
  id: `fc_${index}`,
  call_id: `call_${index}`,
  name: NAMES[index] ?? '',
  arguments: input,
})
const place = (index: number) => ({ output_index: index, item_id: `fc_${index}` })

/** The same three calls, as each dialect's provider tells them at the same time. */
const SAID: Readonly<Record<Dialect, JsonObject[]>> = {
  chat: [
    ...NAMES.map((name, index) => calls(index, '', `call_${index}`, name)),
    ...turns.map(([index, piece]) => calls(index, piece)),
    ends('tool_calls'),
  ],
  responses: [
    created,
    ...NAMES.map((_, index) =>
      event('response.output_item.added', { output_index: index, item: item(index, '') }),
    ),
    ...turns.map(([index, delta]) =>
      event('response.function_call_arguments.delta', { ...place(index), delta }),
    ),
    ...NAMES.map((_, index) =>
      event('response.output_item.done', { output_index: index, item: item(index, inputOf(index)) }),
    ),
    completed(NAMES.map((_, index) => item(index, inputOf(index)))),
  ],
  messages: [
    opened(),
    ...NAMES.map((name, index) => ({
      type: 'content_block_start',
      index,
      content_block: { type: 'tool_use', id: `call_${index}`, name, input: {} },
    })),
    ...turns.map(([index, partial_json]) => ({
      type: 'content_block_delta',
      index,
      delta: { type: 'input_json_delta', partial_json },
    })),
    ...NAMES.map((_, index) => ({ type: 'content_block_stop', index })),
    { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 1 } },
    { type: 'message_stop' },
  ],
}

test.each(EVERY_DIALECT.flatMap(up => EVERY_DIALECT.map(client => ({ up, client }))))(
  'calls that $up tells all at once come to $client each for itself',
  ({ up, client }) => {
    const { heard } = streamed({ up, client }, SAID[up])
    expect(heard.calls.map(({ name, input }) => [name, input])).toEqual(
      NAMES.map((name, index) => [name, inputOf(index)]),
    )
    expect(new Set(heard.calls.map(({ id }) => id)).size).toBe(NAMES.length)
  },
)
