import { expect, test } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import type { KeptResponse } from '../../src-main/core/kept-response.ts'
import { recall } from '../../src-main/core/recall.ts'

const message = (id: string): JsonObject => ({ type: 'message', id, role: 'user', content: id })

const kept = (input: JsonObject[], output: JsonObject[]): KeptResponse => ({
  id: 'resp_1',
  owner: 'me',
  modelId: 'lab/m',
  createdAt: 0,
  input,
  response: { id: 'resp_1', output },
})

function recalled(body: JsonObject, reply = kept([message('a')], [message('b')]), items = [message('x')]) {
  return recall(body, 'me', {
    find: (id, owner) => (id === reply.id && owner === reply.owner ? reply : undefined),
    findItem: id => items.find(item => item.id === id),
    adapt: item => [item],
  })
}

const previous_response_id = 'resp_1'

test('a body that names nothing stays itself', () => {
  for (const body of [{ input: 'hi' }, { input: [message('q')], previous_response_id: null }, { input: 7 }]) {
    const { body: same, changed, missing } = recalled(body)
    expect(same).toBe(body)
    expect([changed, missing]).toEqual([false, []])
  }
})

test('an earlier reply stands before the new input, and only its items are inherited', () => {
  const { body, paths } = recalled({ previous_response_id, input: [message('q')], model: 'm' })
  expect(body).toEqual({ input: [message('a'), message('b'), message('q')], model: 'm' })
  expect(paths).toEqual(['previous_response_id', 'previous_response_id', 'input[0]'])
})

test('text after an earlier reply is a message', () => {
  const { body } = recalled({ previous_response_id, input: 'go on' })
  expect(body.input).toEqual([
    message('a'),
    message('b'),
    { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'go on' }] },
  ])
})

test.each([
  ['with its type', { type: 'item_reference', id: 'x' }],
  ['without it', { id: 'x' }],
  ['with null as type', { type: null, id: 'x' }],
])('a reference %s becomes its item, in its place', (_, reference) => {
  const { body } = recalled({ input: [message('q'), reference, message('r')] })
  expect(body.input).toEqual([message('q'), message('x'), message('r')])
})

test('a reference into the history that is there already is not repeated', () => {
  const { body, missing } = recalled({ previous_response_id, input: [{ type: 'item_reference', id: 'b' }] })
  expect(body.input).toEqual([message('a'), message('b')])
  expect(missing).toEqual([])
})

test('what is missing is named by its place and stays', () => {
  const nobody = { type: 'item_reference', id: 'nobody' }
  const input = [{ type: 'item_reference', id: 'x' }, nobody]
  const { body, missing } = recalled({ previous_response_id: 'resp_2', input })
  expect(missing).toEqual([
    { kind: 'response', id: 'resp_2', path: 'previous_response_id' },
    { kind: 'item', id: 'nobody', path: 'input[1].id' },
  ])
  expect(body).toEqual({ previous_response_id: 'resp_2', input: [message('x'), nobody] })
})

test('ids that are no text are missing, never an accident', () => {
  const { missing } = recalled({ previous_response_id: 7, input: [{ type: 'item_reference' }] })
  expect(missing.map(({ path }) => path)).toEqual(['previous_response_id', 'input[0].id'])
})

test('a compaction stands for all that came before it', () => {
  const compaction = { type: 'compaction', id: 'cmp', encrypted_content: 'e' }
  const trigger = { type: 'compaction_trigger', id: 't' }
  const asked = recalled({ previous_response_id, input: [] }, kept([message('a'), trigger], [compaction]))
  expect(asked.body.input).toEqual([compaction])
  const later = recalled(
    { previous_response_id, input: [] },
    kept([compaction, message('c')], [message('d')]),
  )
  expect(later.body.input).toEqual([compaction, message('c'), message('d')])
})
