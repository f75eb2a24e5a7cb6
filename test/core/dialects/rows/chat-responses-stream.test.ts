import { describe, expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import { calls, chunk, ends, says, thinks, types } from '../../../failures/said.ts'
import { type Streamed, streamed } from '../../../support/translating.ts'
import { RESPONSES_TOOL } from './row.ts'

const heard = (said: JsonObject[], fields: JsonObject = {}) =>
  streamed({ up: 'chat', client: 'responses', fields }, said)
const bodies = ({ wire }: Streamed, type?: string) =>
  wire.map(({ body }) => body).filter(body => type === undefined || body.type === type)
const output = (stream: Streamed) => asArray(asObject(bodies(stream).at(-1)?.response).output)

const OPEN = ['response.created', 'response.in_progress']
const message = (kind: 'output_text' | 'refusal', deltas: number): string[] => [
  'response.output_item.added',
  'response.content_part.added',
  ...Array.from({ length: deltas }, () => `response.${kind}.delta`),
  `response.${kind}.done`,
  'response.content_part.done',
  'response.output_item.done',
]
const called = (kind: 'function_call_arguments' | 'custom_tool_call_input', deltas: number): string[] => [
  'response.output_item.added',
  ...Array.from({ length: deltas }, () => `response.${kind}.delta`),
  `response.${kind}.done`,
  'response.output_item.done',
]
const REASONED = [
  'response.output_item.added',
  'response.reasoning_summary_part.added',
  'response.reasoning_summary_text.delta',
  'response.reasoning_summary_text.delta',
  'response.reasoning_summary_text.done',
  'response.reasoning_summary_part.done',
  'response.output_item.done',
]
const PATCH = { tools: [{ type: 'custom', name: 'patch' }] }

/** Mapping §7.3: the events of each kind of item, between the begin and the end of the response. */
test.each<[kind: string, said: JsonObject[], told: string[], fields?: JsonObject]>([
  ['text', [says('a'), says('b')], message('output_text', 2)],
  ['a refusal', [chunk({ refusal: 'n' }), chunk({ refusal: 'o' })], message('refusal', 2)],
  [
    'a call',
    [calls(0, '', 'c', 'f'), calls(0, '{"a"'), calls(0, ':1}')],
    called('function_call_arguments', 2),
  ],
  ['a call of no arguments', [calls(0, '', 'c', 'f')], called('function_call_arguments', 1)],
  [
    'a freeform call in its wrapper',
    [calls(0, '{"inp', 'c', 'patch'), calls(0, 'ut":"a\\'), calls(0, 'nb"}')],
    called('custom_tool_call_input', 2),
    PATCH,
  ],
  ['reasoning', [thinks('h'), thinks('m')], REASONED],
  ['nothing', [chunk({ role: 'assistant', content: '' }), says('')], []],
  [
    'all of it',
    [thinks('h'), thinks('m'), says('a'), calls(0, '{}', 'c', 'f'), calls(1, '{}', 'd', 'f')],
    [
      ...REASONED,
      ...message('output_text', 1),
      ...called('function_call_arguments', 1),
      ...called('function_call_arguments', 1),
    ],
  ],
])('%s of Chat has its events, in their order', (_kind, said, told, fields) => {
  const stream = heard([...said, ends('stop')], fields)
  expect(types(stream)).toEqual([...OPEN, ...told, 'response.completed'])
})

describe('a stream', () => {
  const stream = heard([
    thinks('hm'),
    says('a'),
    calls(0, '{"a":', 'c', 'f'),
    calls(1, '{}', 'd', 'f'),
    calls(0, '1}'),
    ends('tool_calls'),
  ])

  test('is numbered from nought without a gap', () => {
    expect(bodies(stream).map(({ sequence_number }) => sequence_number)).toEqual(
      bodies(stream).map((_, at) => at),
    )
  })

  test('names its events in the data as well as beside it', () => {
    for (const { type, event, body } of stream.wire) expect([event, body.type]).toEqual([type, type])
  })

  test('has one response, and of each item one place and one id', () => {
    const responses = bodies(stream).flatMap(({ response }) => (response ? [asObject(response).id] : []))
    expect(new Set(responses).size).toBe(1)
    const places = bodies(stream).flatMap(({ output_index, item, item_id }) =>
      output_index === undefined ? [] : [`${output_index} ${item_id ?? asObject(item).id}`],
    )
    expect(new Set(places).size).toBe(4)
  })

  test('ends all its items, and holds them at its end', () => {
    const done = bodies(stream, 'response.output_item.done').map(({ item }) => item)
    expect(output(stream)).toEqual(done)
    expect(bodies(stream, 'response.output_item.added')).toHaveLength(done.length)
    expect(done).toMatchObject([
      { type: 'reasoning', summary: [{ text: 'hm' }] },
      { type: 'message', content: [{ text: 'a' }] },
      { type: 'function_call', call_id: 'c', arguments: '{"a":1}' },
      { type: 'function_call', call_id: 'd', arguments: '{}' },
    ])
  })

  test('has probabilities in each delta of text, none where none were given', () => {
    expect(bodies(stream, 'response.output_text.delta')).toMatchObject([{ logprobs: [] }])
  })
})

/** Mapping §4.2: a call comes back as its client declared the tool, whatever Chat made of it. */
test.each<[name: string, input: string, tools: JsonObject[], told: JsonObject]>([
  ['f', '{}', [RESPONSES_TOOL], { type: 'function_call', name: 'f', arguments: '{}' }],
  ['patch', '{"input":"raw"}', PATCH.tools, { type: 'custom_tool_call', name: 'patch', input: 'raw' }],
  ['patch', '{"patch":"raw"}', PATCH.tools, { type: 'custom_tool_call', name: 'patch', input: 'raw' }],
  ['patch', 'raw', PATCH.tools, { type: 'custom_tool_call', name: 'patch', input: 'raw' }],
  [
    'mcp__x__f',
    '{}',
    [{ type: 'namespace', name: 'mcp__x__', tools: [RESPONSES_TOOL] }],
    { type: 'function_call', name: 'f', namespace: 'mcp__x__', arguments: '{}' },
  ],
  [
    'tool_search',
    '{"query":"q"}',
    [{ type: 'tool_search', execution: 'client' }],
    { type: 'tool_search_call', execution: 'client', arguments: { query: 'q' } },
  ],
  [
    'shell',
    '{"commands":["ls"]}',
    [{ type: 'shell' }],
    { type: 'shell_call', action: { commands: ['ls'] }, status: 'completed' },
  ],
  ['unheard_of', '{}', [RESPONSES_TOOL], { type: 'function_call', name: 'unheard_of' }],
])('a call of %s with %s comes back as its own kind', (name, input, tools, told) => {
  const stream = heard([calls(0, '', 'c', name), calls(0, input), ends('tool_calls')], { tools })
  expect(output(stream)).toMatchObject([{ call_id: 'c', ...told }])
})
