import { describe, expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import { completed, created, event } from '../../../failures/said.ts'
import { streamed } from '../../../support/translating.ts'

const heard = (said: JsonObject[], fields: JsonObject = {}) =>
  streamed({ up: 'responses', client: 'chat', fields }, [created, ...said])

const added = (output_index: number, item: JsonObject) =>
  event('response.output_item.added', { output_index, item })
const done = (output_index: number, item: JsonObject) =>
  event('response.output_item.done', { output_index, item })
const says = (output_index: number, delta: string, item_id = 'msg_1', content_index = 0) =>
  event('response.output_text.delta', { output_index, content_index, item_id, delta })
const message = (text: string, id = 'msg_1'): JsonObject => ({
  type: 'message',
  id,
  role: 'assistant',
  content: text === '' ? [] : [{ type: 'output_text', text, annotations: [] }],
})
const call = (args: string, id = 'fc_1'): JsonObject => ({
  type: 'function_call',
  id,
  call_id: 'c',
  name: 'f',
  arguments: args,
})
const fragment = (delta: string, item_id = 'fc_1') =>
  event('response.function_call_arguments.delta', { output_index: 0, item_id, delta })

/** Mapping §7.6: the same reply, as providers leave out one or the other of what says it. */
describe.each<[kind: string, said: JsonObject[]]>([
  ['deltas alone', [added(0, message('')), says(0, 'a'), says(0, 'b'), completed([])]],
  ['a finished item alone', [done(0, message('ab')), completed([])]],
  ['the finished response alone', [completed([message('ab')])]],
  ['no announcement', [says(0, 'a'), says(0, 'b'), completed([])]],
  ['half of it in deltas', [added(0, message('')), says(0, 'a'), done(0, message('ab')), completed([])]],
  [
    'half of it in deltas, the rest in the end of the text',
    [
      says(0, 'a'),
      event('response.output_text.done', { output_index: 0, content_index: 0, text: 'ab' }),
      completed([]),
    ],
  ],
  [
    'ids that change with every event',
    [
      added(0, message('', 'one')),
      says(0, 'a', 'two'),
      says(0, 'b', 'three'),
      done(0, message('ab', 'four')),
      completed([message('ab', 'five')]),
    ],
  ],
  [
    'all of these, announced twice',
    [
      added(0, message('')),
      added(0, message('')),
      says(0, 'ab'),
      done(0, message('ab')),
      completed([message('ab')]),
    ],
  ],
])('text in %s', (_kind, said) => {
  test('is told once, and whole', () => {
    const { heard: reply, text } = heard(said)
    expect(reply).toMatchObject({ text: 'ab', stop: 'stop' })
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })
})

describe.each<[kind: string, said: JsonObject[]]>([
  ['deltas', [added(0, call('')), fragment('{"a":'), fragment('1}'), completed([])]],
  [
    'their end alone',
    [
      added(0, call('')),
      event('response.function_call_arguments.done', { output_index: 0, arguments: '{"a":1}' }),
      completed([]),
    ],
  ],
  ['the finished item alone', [added(0, call('')), done(0, call('{"a":1}')), completed([])]],
  ['the finished response alone', [completed([call('{"a":1}')])]],
  ['deltas that stop short', [added(0, call('')), fragment('{"a"'), done(0, call('{"a":1}')), completed([])]],
  [
    'deltas of ids that change',
    [
      added(0, call('', 'one')),
      fragment('{"a":', 'two'),
      fragment('1}', 'three'),
      done(0, call('{"a":1}', 'four')),
      completed([]),
    ],
  ],
])('arguments in %s', (_kind, said) => {
  test('are told once, and whole', () => {
    expect(heard(said).heard).toMatchObject({
      calls: [{ id: 'c', name: 'f', input: '{"a":1}' }],
      stop: 'tool_calls',
    })
  })
})

describe('a chunk', () => {
  const { wire } = heard([says(0, 'a'), completed([message('a'), call('{}')])])
  const choices = wire.flatMap(({ body }) => asArray(body.choices).map(asObject))

  test('of the first is that of an assistant, and of the last says why it ends', () => {
    expect(choices[0]).toMatchObject({ delta: { role: 'assistant', content: '' }, finish_reason: null })
    expect(choices.at(-1)).toMatchObject({ delta: {}, finish_reason: 'tool_calls' })
  })

  test('counts calls by themselves, whatever stood before them', () => {
    const indices = choices.flatMap(({ delta }) => asArray(asObject(delta).tool_calls).map(asObject))
    expect(indices[0]).toMatchObject({ index: 0, id: 'c', type: 'function', function: { name: 'f' } })
  })
})

test('the parts of one message are one text', () => {
  const content = ['a', 'b'].map(text => ({ type: 'output_text', text, annotations: [] }))
  const said = [says(0, 'a'), says(0, 'b', 'msg_1', 1), completed([{ ...message(''), content }])]
  expect(heard(said).heard.text).toBe('ab')
})

test('text behind a call has lost its place, which is named', () => {
  const { losses } = heard([done(0, message('a')), done(1, call('{}')), done(2, message('b')), completed([])])
  expect(losses).toEqual(['order_simplified;reply.content'])
})

describe('a freeform call', () => {
  const tools = [{ type: 'custom', custom: { name: 'p' } }]
  const entries = (...said: JsonObject[]) =>
    heard(said, { tools })
      .wire.flatMap(({ body }) => asArray(body.choices))
      .flatMap(choice => asArray(asObject(asObject(choice).delta).tool_calls))
  const told = [
    { index: 0, id: 'c', type: 'custom', custom: { name: 'p', input: '' } },
    { index: 0, custom: { input: 'raw' } },
  ]

  test('is the one that the client declared', () => {
    const item = { type: 'custom_tool_call', call_id: 'c', name: 'p', input: 'raw' }
    expect(entries(added(0, { ...item, input: '' }), done(0, item), completed([item]))).toEqual(told)
  })

  test('is so where the provider knows functions alone', () => {
    const item = { ...call('{"input":"raw"}'), name: 'p' }
    expect(entries(added(0, { ...item, arguments: '' }), done(0, item), completed([item]))).toEqual(told)
  })
})

describe('the last words of a message', () => {
  const deltas = (...said: JsonObject[]) =>
    heard(said)
      .wire.flatMap(({ body }) => asArray(body.choices))
      .map(choice => asObject(asObject(choice).delta))

  test('hold its sources, however they came', () => {
    const annotation = {
      type: 'url_citation',
      url: 'https://a.org',
      title: 'A',
      start_index: 0,
      end_index: 1,
    }
    const { type, ...url_citation } = annotation
    const note = event('response.output_text.annotation.added', {
      ...{ output_index: 0, content_index: 0, annotation_index: 0, annotation },
    })
    const content = [{ type: 'output_text', text: 'a', annotations: [annotation] }]
    for (const said of [[says(0, 'a'), note, completed([])], [completed([{ ...message(''), content }])]])
      expect(deltas(...said).flatMap(delta => asArray(delta.annotations))).toEqual([{ type, url_citation }])
  })

  test('may be a refusal', () => {
    const refusal = { type: 'message', content: [{ type: 'refusal', refusal: 'no' }] }
    const piece = (delta: string) =>
      event('response.refusal.delta', { output_index: 0, content_index: 0, delta })
    for (const said of [
      [piece('n'), piece('o'), completed([])],
      [done(0, refusal), completed([refusal])],
    ])
      expect(
        deltas(...said)
          .map(delta => delta.refusal ?? '')
          .join(''),
      ).toBe('no')
  })
})

describe.each([
  'response.reasoning_summary_text.delta',
  'response.reasoning_text.delta',
  'response.reasoning.delta',
])('thoughts by the name %s', type => {
  test('are reasoning in Chat', () => {
    const item = { type: 'reasoning', id: 'rs_1', summary: [] }
    const { heard: reply } = heard([
      added(0, item),
      event(type, { output_index: 0, delta: 'hm' }),
      completed([]),
    ])
    expect(reply.reasoning).toBe('hm')
  })
})

test('what only the provider runs is told in words', () => {
  const search = { type: 'web_search_call', id: 'ws_1', action: { type: 'search', query: 'q' } }
  const { heard: reply, losses } = heard([done(0, search), done(1, message('a')), completed([])])
  expect(reply.text).toBe('[Web search: q]\n\na')
  expect(losses).toEqual(['item_as_text;reply.web_search_call'])
})
