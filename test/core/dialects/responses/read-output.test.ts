import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { read, readContext, readStream, sse } from './builders.ts'
import { completed, created, heard, item, message, texts } from './provider-events.ts'

const tools = read({
  tools: [
    { type: 'custom', name: 'apply_patch' },
    { type: 'namespace', name: 'agents', tools: [{ type: 'function', name: 'close' }] },
    { type: 'tool_search', execution: 'client' },
  ],
})

test('text that only the finished response holds is told, and nothing is told twice', () => {
  expect(texts([created, completed({ output: [message('Hi')] })])).toEqual([['text', 'Hi']])
  const delta = { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Hi' }
  expect(
    texts([
      created,
      item(0, message('')),
      delta,
      item(0, message('Hi'), 'done'),
      completed({ output: [message('Hi')] }),
    ]),
  ).toEqual([['text', 'Hi']])
  expect(texts([created, item(0, message('')), delta, completed()])).toEqual([['text', 'Hi']])
})

test('deltas of an item that was never announced are heard', () => {
  expect(
    texts([
      { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Hi' },
      completed(),
    ]),
  ).toEqual([['text', 'Hi']])
})

test('an empty message is no block', () => {
  expect(
    texts([
      created,
      item(0, message('')),
      item(0, message(''), 'done'),
      completed({ output: [message('')] }),
    ]),
  ).toEqual([])
})

test('arguments that only the end of a call holds are told', () => {
  const call = { type: 'function_call', call_id: 'a', name: 'f', arguments: '' }
  const done = { type: 'response.function_call_arguments.done', output_index: 0, arguments: '{"x":1}' }
  const reply = heard([created, item(0, call), done, completed()])
  expect(reply.blocks).toMatchObject([{ head: { id: 'a', name: 'f' }, text: '{"x":1}' }])
  expect(reply.stop).toEqual({ reason: 'tool-use', raw: 'completed' })
})

test('calls come back as the client’s own: freeform unwrapped, namespaces opened, its search a search', () => {
  const call = (name: string, args: string) => ({
    type: 'function_call',
    call_id: name,
    name,
    arguments: args,
  })
  const output = [
    call('apply_patch', '{"input":"*** x\\n"}'),
    call('agents__close', '{}'),
    call('tool_search', '{"query":"q"}'),
  ]
  expect(
    heard([created, completed({ output })], readContext(tools)).blocks.map(({ head, text }) => ({
      ...head,
      text,
    })),
  ).toEqual([
    { type: 'tool-call', id: 'apply_patch', kind: 'custom', name: 'apply_patch', text: '*** x\n' },
    {
      type: 'tool-call',
      id: 'agents__close',
      kind: 'function',
      name: 'close',
      namespace: 'agents',
      text: '{}',
    },
    { type: 'tool-call', id: 'tool_search', kind: 'tool_search', name: 'tool_search', text: '{"query":"q"}' },
  ])
})

test('a wrapped freeform call streams as the text that it is', () => {
  const call = { type: 'function_call', call_id: 'a', name: 'apply_patch', arguments: '' }
  const pieces = ['{"inp', 'ut":"a\\', 'nb', '"}'].map(delta => ({
    type: 'response.function_call_arguments.delta',
    output_index: 0,
    delta,
  }))
  const events = readStream(sse([created, item(0, call), ...pieces, completed()]), readContext(tools))
  expect(events.flatMap(event => (event.type === 'input' ? [event.text] : []))).toEqual(['a', '\nb'])
})

test('reasoning: summary parts apart by a blank line, the proof only from the finished item', () => {
  const delta = (summary_index: number, words: string) => ({
    type: 'response.reasoning_summary_text.delta',
    output_index: 0,
    summary_index,
    delta: words,
  })
  const done = {
    type: 'reasoning',
    id: 'rs_1',
    summary: [
      { type: 'summary_text', text: 'a' },
      { type: 'summary_text', text: 'b' },
    ],
    encrypted_content: 'whole',
  }
  const reply = heard([
    created,
    item(0, { ...done, encrypted_content: 'part', summary: [] }),
    delta(0, 'a'),
    delta(1, 'b'),
    item(0, done, 'done'),
    completed(),
  ])
  expect(reply.blocks).toMatchObject([
    { head: { part: 'summary' }, text: 'a\n\nb', proof: { dialect: 'responses', item: done } },
  ])
})

test.each(['response.reasoning_text.delta', 'response.reasoning.delta'])(
  'raw reasoning by the name %s',
  type => {
    expect(
      heard([
        created,
        item(0, { type: 'reasoning', summary: [] }),
        { type, output_index: 0, delta: 'hm' },
        completed(),
      ]).blocks,
    ).toMatchObject([{ head: { type: 'reasoning', part: 'raw' }, text: 'hm' }])
  },
)

test('items that only Responses knows are whole blocks with a text for others', () => {
  const search = {
    type: 'web_search_call',
    id: 'ws_1',
    status: 'completed',
    action: { type: 'search', query: 'weather' },
  }
  expect(
    heard([created, item(0, search), item(0, search, 'done'), completed({ output: [search] })]).blocks,
  ).toMatchObject([
    { head: { type: 'opaque', kind: 'web_search_call', value: search, text: '[Web search: weather]' } },
  ])
})

test('the phase of a message without reasoning before it is told as lost, since nothing can bring it back', () => {
  const reply = (phase: string | null) => {
    const output = [{ type: 'message', phase, content: [{ type: 'output_text', text: 'hm' }] }]
    return collect(responses.readReply({ object: 'response', status: 'completed', output }, readContext()))
  }
  expect(reply('commentary').losses).toEqual([{ code: 'phase_dropped', path: 'reply.phase' }])
  expect(reply(null).losses).toEqual([])
})
