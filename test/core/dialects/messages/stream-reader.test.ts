import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { assertGrammar, grammarProblem } from '../../../support/event-grammar.ts'
import { conversation, joined, readContext, readStream, sse, target } from './builders.ts'

const start = (usage: JsonObject = { input_tokens: 3, output_tokens: 1 }): JsonObject => ({
  type: 'message_start',
  message: { id: 'msg_x', type: 'message', role: 'assistant', model: 'm', content: [], usage },
})
const open = (index: number, content_block: JsonObject): JsonObject => ({
  type: 'content_block_start',
  index,
  content_block,
})
const delta = (index: number, fields: JsonObject): JsonObject => ({
  type: 'content_block_delta',
  index,
  delta: fields,
})
const stop = (index: number): JsonObject => ({ type: 'content_block_stop', index })
const finish = (stop_reason = 'end_turn', usage: JsonObject = { output_tokens: 9 }): JsonObject[] => [
  { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage },
  { type: 'message_stop' },
]
const say = (text: string): JsonObject => ({ type: 'text_delta', text })

const FULL: JsonObject[] = [
  start({ input_tokens: 3, cache_read_input_tokens: 20, cache_creation_input_tokens: 5, output_tokens: 1 }),
  { type: 'ping' },
  open(0, { type: 'thinking', thinking: '', signature: '' }),
  delta(0, { type: 'thinking_delta', thinking: 'Hm ünd 👋' }),
  delta(0, { type: 'signature_delta', signature: 'sig' }),
  stop(0),
  open(1, { type: 'redacted_thinking', data: 'secret' }),
  stop(1),
  open(2, { type: 'text', text: '' }),
  delta(2, say('Hello ')),
  delta(2, {
    type: 'citations_delta',
    citation: { type: 'web_search_result_location', url: 'https://a.example', title: 'A' },
  }),
  delta(2, say('world')),
  stop(2),
  open(3, { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }),
  delta(3, { type: 'input_json_delta', partial_json: '{"query":"q"}' }),
  stop(3),
  open(4, { type: 'tool_use', id: 'toolu_1', name: 'Read', input: {} }),
  delta(4, { type: 'input_json_delta', partial_json: '{"path":' }),
  delta(4, { type: 'input_json_delta', partial_json: '"a"}' }),
  stop(4),
  ...finish('tool_use'),
]

const WHOLE: JsonObject = {
  id: 'msg_x',
  model: 'm',
  content: [
    { type: 'thinking', thinking: 'Hm ünd 👋', signature: 'sig' },
    { type: 'redacted_thinking', data: 'secret' },
    {
      type: 'text',
      text: 'Hello world',
      citations: [{ type: 'web_search_result_location', url: 'https://a.example', title: 'A' }],
    },
    { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'q' } },
    { type: 'tool_use', id: 'toolu_1', name: 'Read', input: { path: 'a' } },
  ],
  stop_reason: 'tool_use',
  stop_sequence: null,
  usage: { input_tokens: 3, cache_read_input_tokens: 20, cache_creation_input_tokens: 5, output_tokens: 9 },
}

const reply = (events: readonly JsonObject[], context = readContext()) =>
  collect(readStream(sse(events), context))
const texts = (events: readonly JsonObject[]) =>
  reply(events).blocks.map(block => `${block.head.type}: ${block.text}`)

describe('a stream', () => {
  test('reads as the whole reply does', () => {
    expect(reply(FULL)).toEqual(collect(messages.readReply(WHOLE, readContext())))
  })

  test('gives the same events at every cut', () => {
    const stream = sse(FULL)
    const expected = readStream(stream)
    assertGrammar(expected)
    for (let cut = 1; cut < stream.length; cut++)
      expect(readStream(stream, readContext(), [cut])).toEqual(expected)
  })

  test('counts cached input in, and replaces what the start said', () => {
    expect(reply(FULL).usage).toMatchObject({ input: 28, cacheRead: 20, cacheWrite: 5, output: 9 })
  })

  test('keeps the vendor’s thinking whole as the proof', () => {
    expect(
      reply(FULL)
        .blocks.slice(0, 2)
        .map(block => block.proof),
    ).toEqual([
      { dialect: 'messages', item: { type: 'thinking', thinking: 'Hm ünd 👋', signature: 'sig' } },
      { dialect: 'messages', item: { type: 'redacted_thinking', data: 'secret' } },
    ])
  })
})

describe('a broken stream', () => {
  test('that is cut after any event fails, unless the stop reason was told', () => {
    for (let length = 0; length < FULL.length - 1; length++) {
      const events = readStream(sse(FULL.slice(0, length)))
      assertGrammar(events, `cut after ${length}`)
      expect(events.at(-1)?.type, `cut after ${length}`).toBe('failure')
    }
    expect(readStream(sse(FULL.slice(0, -1))).at(-1)).toMatchObject({
      type: 'stop',
      stop: { reason: 'tool-use' },
    })
  })

  test('with an error after any event ends with that failure', () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
    for (let at = 0; at < FULL.length; at++) {
      const events = readStream(sse([...FULL.slice(0, at), error, ...FULL.slice(at)]))
      assertGrammar(events, `error at ${at}`)
      expect(events.at(-1)).toMatchObject({
        type: 'failure',
        failure: { status: 529, code: 'server_is_overloaded' },
      })
    }
  })

  test('with any event left out, doubled or out of place keeps to the grammar', () => {
    const places = fc.array(fc.integer({ min: 0, max: FULL.length - 1 }), { maxLength: 40 })
    fc.assert(
      fc.property(places, order => {
        const events = readStream(sse(order.map(at => FULL[at] ?? {})))
        expect(grammarProblem(events)).toBeUndefined()
      }),
    )
  })

  test('of any JSON keeps to the grammar', () => {
    fc.assert(
      fc.property(fc.array(fc.json()), lines => {
        const stream = lines.map(line => `data: ${line}\n\n`).join('')
        expect(grammarProblem(readStream(stream))).toBeUndefined()
      }),
    )
  })

  test('with an event that is not JSON fails instead of losing it', () => {
    const events = readStream(`${sse([start()])}data: {"type":\n\n`)
    expect(events.at(-1)).toMatchObject({
      type: 'failure',
      failure: { message: expect.stringContaining('not JSON') },
    })
  })
})

describe('clones of the API', () => {
  test('start a message twice', () => {
    expect(
      texts([start(), open(0, { type: 'text', text: '' }), start(), delta(0, say('a')), ...finish()]),
    ).toEqual(['text: a'])
  })

  test('forget the text of a start, the start itself, and the stop', () => {
    expect(texts([start(), open(0, { type: 'text' }), delta(0, say('a')), ...finish()])).toEqual(['text: a'])
    expect(texts([delta(0, say('a')), ...finish()])).toEqual(['text: a'])
  })

  test('write thinking into a text block', () => {
    const think = { type: 'thinking_delta', thinking: 'hm' }
    const events = [
      start(),
      open(0, { type: 'text', text: '' }),
      delta(0, think),
      delta(0, say('a')),
      ...finish(),
    ]
    expect(texts(events)).toEqual(['reasoning: hm', 'text: a'])
  })

  test('send deltas of types nobody knows, and events too', () => {
    const odd = [delta(0, { type: 'mood_delta', mood: 'fine' }), { type: 'content_block_mood' }]
    expect(
      texts([start(), open(0, { type: 'text', text: '' }), ...odd, delta(0, say('a')), ...finish()]),
    ).toEqual(['text: a'])
  })

  test('open empty texts, which leave no trace', () => {
    expect(texts([start(), open(0, { type: 'text', text: '' }), stop(0), ...finish()])).toEqual([])
  })

  test('give a call whole in its start, or with no arguments', () => {
    const calls = [
      open(0, { type: 'tool_use', id: 'a', name: 'Read', input: { path: 'b' } }),
      stop(0),
      open(1, { type: 'tool_use', id: 'b', name: 'Now', input: {} }),
      delta(1, { type: 'input_json_delta', partial_json: '' }),
      stop(1),
    ]
    expect(texts([start(), ...calls, ...finish()])).toEqual(['tool-call: {"path":"b"}', 'tool-call: {}'])
  })

  test('say the wrong stop reason about calls', () => {
    const call = [open(0, { type: 'tool_use', id: 'a', name: 'Now', input: {} }), stop(0)]
    expect(reply([start(), ...call, ...finish('end_turn')]).stop?.reason).toBe('tool-use')
    expect(reply([start(), ...finish('tool_use')]).stop?.reason).toBe('end')
  })

  test('may end without a mark where the provider’s data say so', () => {
    const context = readContext(undefined, target({ endsWithoutMark: true }))
    const cut = [start(), open(0, { type: 'text', text: 'a' })]
    expect(reply(cut, context).stop?.reason).toBe('end')
    expect(reply([], context).failure?.code).toBe('provider_stream_cut')
  })
})

describe('tools of the request', () => {
  const events = (name: string, json: string): ReplyEvent[] => {
    const tools = [
      { type: 'custom', name: 'apply_patch', path: 'tools[0]' },
      { type: 'function', kind: 'function', namespace: 'mcp__demo__', name: 'weather', path: 'tools[1]' },
    ] as const
    const call = [
      open(0, { type: 'tool_use', id: 'a', name, input: {} }),
      ...[...json].map(partial_json => delta(0, { type: 'input_json_delta', partial_json })),
    ]
    return joined(
      readStream(sse([start(), ...call, stop(0), ...finish()]), readContext(conversation({ tools }))),
    )
  }

  test('free text comes back unwrapped', () => {
    expect(events('apply_patch', '{"input":"a\\n\\"b\\""}')).toContainEqual({
      type: 'input',
      index: 0,
      text: 'a\n"b"',
    })
  })

  test('namespaces come back', () => {
    const block = { type: 'tool-call', id: 'a', kind: 'function', namespace: 'mcp__demo__', name: 'weather' }
    expect(events('mcp__demo__weather', '{}')).toContainEqual({ type: 'begin', index: 0, block })
  })

  test('the stand-in for structured output comes back as text', () => {
    const format = { type: 'schema', schema: { type: 'object' } } as const
    const context = readContext(conversation({ options: { format } }), target({ structuredOutput: false }))
    const call = [
      open(0, { type: 'tool_use', id: 'a', name: 'structured_output', input: {} }),
      delta(0, { type: 'input_json_delta', partial_json: '{"a":1}' }),
      stop(0),
    ]
    const { blocks, stop: why } = reply([start(), ...call, ...finish('tool_use')], context)
    expect(blocks.map(block => [block.head.type, block.text])).toEqual([['text', '{"a":1}']])
    expect(why?.reason).toBe('end')
  })
})

describe('stops', () => {
  test.each([
    ['end_turn', 'end'],
    ['stop_sequence', 'stop-sequence'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'context-window'],
    ['refusal', 'refusal'],
    ['pause_turn', 'pause'],
    ['compaction', 'compaction'],
    ['something new', 'end'],
  ])('%s is read as %s', (raw, reason) => {
    expect(reply([start(), ...finish(raw)]).stop).toMatchObject({ reason, raw })
  })

  test('a refusal keeps its explanation and category', () => {
    const stop_details = { type: 'refusal', category: 'bio', explanation: 'No.' }
    const end = {
      type: 'message_delta',
      delta: { stop_reason: 'refusal', stop_details },
      usage: { output_tokens: 1 },
    }
    expect(reply([start(), end]).stop).toMatchObject({ explanation: 'No.', category: 'bio' })
  })

  test('a compaction is kept whole, and its words told', () => {
    const compaction = [
      open(0, { type: 'compaction', content: null }),
      delta(0, { type: 'compaction_delta', content: 'so far', encrypted_content: 'x' }),
      stop(0),
    ]
    expect(reply([start(), ...compaction, ...finish()]).blocks[0]?.head).toEqual({
      type: 'opaque',
      dialect: 'messages',
      kind: 'compaction',
      value: { type: 'compaction', content: 'so far', encrypted_content: 'x' },
      text: 'so far',
    })
  })
})
