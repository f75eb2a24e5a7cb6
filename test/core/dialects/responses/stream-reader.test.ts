import fc from 'fast-check'
import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { assertGrammar } from '../../../support/event-grammar.ts'
import { conversation, read, readContext, readStream, sse, target, writeStream } from './builders.ts'
import { richReply } from './replies.ts'

const created = {
  type: 'response.created',
  response: { id: 'resp_1', model: 'm', created_at: 1, status: 'in_progress' },
}
const item = (output_index: number, given: JsonObject, when = 'added') => ({
  type: `response.output_item.${when}`,
  output_index,
  item: given,
})
const completed = (response: JsonObject = {}) => ({
  type: 'response.completed',
  response: { status: 'completed', ...response },
})
const message = (words: string) => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  content: [{ type: 'output_text', text: words, annotations: [] }],
})
const heard = (events: JsonObject[], context = readContext()) => {
  const given = readStream(sse(events), context)
  assertGrammar(given)
  return collect(given)
}
const texts = (events: JsonObject[]) => heard(events).blocks.map(({ head, text }) => [head.type, text])

/** A stream of our own writer, as a provider would send it, with ids that change with each event as Copilot's do. */
const rich = writeStream(richReply)
const rotating = rich.replaceAll(
  /"(id|item_id)":"(msg|rs|fc|ctc|tsc)_\d+"/g,
  (_, key, prefix) => `"${key}":"${prefix}_${Math.random()}"`,
)
const tools = read({
  tools: [
    { type: 'custom', name: 'apply_patch' },
    { type: 'namespace', name: 'agents', tools: [{ type: 'function', name: 'close' }] },
    { type: 'tool_search', execution: 'client' },
  ],
})

test('every cut of a stream gives the same events', () => {
  const whole = readStream(rich)
  for (let cut = 1; cut < rich.length; cut += 7) expect(readStream(rich, readContext(), [cut])).toEqual(whole)
})

test('a stream and its finished response say the same', () => {
  const last = rich.slice(rich.lastIndexOf('data: ') + 6)
  const body = (JSON.parse(last) as { response: JsonObject }).response
  const [streamed, whole] = [collect(readStream(rich)), collect(responses.readReply(body, readContext()))]
  expect(whole.blocks).toEqual(streamed.blocks)
  expect([whole.stop, whole.usage]).toEqual([streamed.stop, streamed.usage])
})

test('ids that change with every event mean nothing: the place of an item is its identity', () => {
  const shape = (stream: string) =>
    collect(readStream(stream)).blocks.map(({ head, text }) => [head.type, text])
  expect(shape(rotating)).toEqual(shape(rich))
})

test('a fault after any event still ends in one failure', () => {
  const blocks = rich.split('\n\n').filter(Boolean)
  for (let kept = 0; kept < blocks.length; kept++) {
    const head = blocks
      .slice(0, kept)
      .map(block => `${block}\n\n`)
      .join('')
    const cut = readStream(head)
    assertGrammar(cut, `cut after ${kept}`)
    expect(cut.at(-1)).toMatchObject({
      type: 'failure',
      failure: { status: 502, code: 'provider_stream_cut' },
    })
    const broken = readStream(
      `${head}data: {"type":"error","code":"server_is_overloaded","message":"busy"}\n\n`,
    )
    assertGrammar(broken, `error after ${kept}`)
    expect(broken.at(-1)).toMatchObject({ type: 'failure', failure: { status: 503, message: 'busy' } })
  }
})

test('whatever events come in whatever order, the grammar holds', () => {
  const pieces = rich.split('\n\n').filter(Boolean)
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(...pieces, 'data: {"type":"response.new_thing"}', 'data: nonsense', 'data: [DONE]'),
      ),
      chosen => {
        assertGrammar(readStream(chosen.map(piece => `${piece}\n\n`).join('')))
      },
    ),
  )
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

test.each([
  [{ type: 'error', code: 'insufficient_quota', message: 'pay' }, 429, 'insufficient_quota'],
  [{ type: 'error', error: { code: 'rate_limit_exceeded', message: 'slow' } }, 429, 'rate_limit_exceeded'],
  [{ error: { code: 502, message: 'gone' } }, 502, undefined],
  [
    {
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'context_length_exceeded', message: 'long' } },
    },
    400,
    'context_length_exceeded',
  ],
  [
    {
      type: 'response.failed',
      response: { status: 'failed', error: null },
      error: { code: 'server_error', message: 'x' },
    },
    502,
    'server_error',
  ],
  [{ type: 'response.cancelled', response: { status: 'cancelled' } }, 502, 'cancelled'],
])('%j is a failure', (event, status, code) => {
  expect(heard([created, event]).failure).toMatchObject({ status, ...(code && { code }) })
})

test.each([
  ['max_output_tokens', 'length'],
  ['content_filter', 'refusal'],
  ['max_messages', 'end'],
  ['something new', 'length'],
])('incomplete for %s is not hidden', (reason, stop) => {
  const last = {
    type: 'response.incomplete',
    response: { status: 'incomplete', incomplete_details: { reason } },
  }
  expect(heard([created, last]).stop).toEqual({ reason: stop, raw: reason })
})

test('a clean end without the end mark is a stop only where the provider is known for it', () => {
  const delta = { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Hi' }
  const forgetful = readContext(conversation(), target({ endsWithoutMark: true }))
  expect(heard([created, delta], forgetful).stop?.reason).toBe('end')
  expect(heard([created], forgetful).failure).toBeUndefined()
  expect(heard([], forgetful).failure?.code).toBe('provider_stream_cut')
})

test('what comes after the end is not heard', () => {
  const events: ReplyEvent[] = readStream(
    sse([created, completed(), completed(), { type: 'error', message: 'late' }]),
  )
  expect(events.map(event => event.type)).toEqual(['start', 'stop'])
})

test('the phase of a message without reasoning before it is told as lost, since nothing can bring it back', () => {
  const reply = (phase: string | null) => {
    const output = [{ type: 'message', phase, content: [{ type: 'output_text', text: 'hm' }] }]
    return collect(responses.readReply({ object: 'response', status: 'completed', output }, readContext()))
  }
  expect(reply('commentary').losses).toEqual([{ code: 'phase_dropped', path: 'reply.phase' }])
  expect(reply(null).losses).toEqual([])
})
