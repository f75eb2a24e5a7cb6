import { describe, expect, test } from 'vitest'
import { asObject, type JsonObject } from '../../src-main/core/json.ts'
import { type Streamed, streamed } from '../support/translating.ts'
import {
  block,
  calls,
  chunk,
  closed,
  completed,
  created,
  ends,
  event,
  kinds,
  opened,
  says,
  thinks,
  types,
} from './said.ts'

/** What Chat says, as Claude Code gets it. */
const told = (...said: JsonObject[]) => streamed({ up: 'chat', client: 'messages' }, said)

/** Breaks of Anthropic's order: one block open at a time, counted from 0, deltas of their block's kind, one start. */
function problems({ wire }: Streamed): string[] {
  const fits: Record<string, string> = {
    text_delta: 'text',
    thinking_delta: 'thinking',
    signature_delta: 'thinking',
    input_json_delta: 'tool_use',
  }
  const found: string[] = []
  let next = 0
  let open: { index: unknown; type: unknown } | undefined
  for (const [at, { type, event: name, body }] of wire.entries()) {
    if (name !== type) found.push(`${at}: no event line`)
    if ((type === 'message_start') !== (at === 0)) found.push(`${at}: ${type}`)
    if (type === 'content_block_start') {
      if (open || body.index !== next++) found.push(`${at}: block ${body.index}`)
      open = { index: body.index, type: asObject(body.content_block).type }
    }
    if (type === 'content_block_delta') {
      const kind = String(asObject(body.delta).type)
      if (body.index !== open?.index || fits[kind] !== open?.type) found.push(`${at}: stray ${kind}`)
    }
    if (type === 'content_block_stop') {
      if (body.index !== open?.index) found.push(`${at}: stray stop`)
      open = undefined
    }
  }
  return found
}

const PARALLEL = [
  calls(0, '', 'call_a', 'look'),
  calls(1, '', 'call_b', 'see'),
  calls(0, '{"x":'),
  calls(1, '{"y":'),
  calls(0, '1}'),
  calls(1, '2}'),
  ends('tool_calls'),
]

describe('a stream of Chat on its way to Messages', () => {
  test.each<[name: string, said: JsonObject[], kinds: string[]]>([
    ['F01 reasoning alone is a thinking block', [thinks('a'), ends('stop')], ['thinking']],
    [
      'F01 reasoning first has a block of its own',
      [thinks('a'), says('b'), ends('stop')],
      ['thinking', 'text'],
    ],
    [
      'F02 there is never an empty text block',
      [
        chunk({ role: 'assistant', content: '' }),
        thinks('a'),
        says(''),
        calls(0, '{}', 'c', 'f'),
        ends('stop'),
      ],
      ['thinking', 'tool_use'],
    ],
    [
      'F04 reasoning after text and calls opens new blocks',
      [thinks('a'), says('b'), thinks('c'), calls(0, '{}', 'c', 'f'), thinks('d'), says('e'), ends('stop')],
      ['thinking', 'text', 'thinking', 'tool_use', 'thinking', 'text'],
    ],
    ['F06 F07 interleaved calls are blocks one after the other', PARALLEL, ['tool_use', 'tool_use']],
    [
      'F08 blocks are numbered from 0 without a gap',
      [says('a'), ...PARALLEL],
      ['text', 'tool_use', 'tool_use'],
    ],
    [
      'F09 a call without text before it has a block',
      [calls(0, '{}', 'c', 'f'), ends('tool_calls')],
      ['tool_use'],
    ],
    ['F13 every block is stopped', [says('a'), ends('length')], ['text']],
    ['F14 every event has its line and the message its start', [says('a'), ends('stop')], ['text']],
  ])('%s', (_, said, expected) => {
    const reply = told(...said)
    expect(problems(reply)).toEqual([])
    expect(kinds(reply)).toEqual(expected)
    expect(types(reply).slice(-2)).toEqual(['message_delta', 'message_stop'])
    expect(types(reply).filter(type => type === 'content_block_stop')).toHaveLength(expected.length)
  })

  test('F03 the chunk that changes the block is not swallowed', () => {
    const { heard } = told(thinks('Th'), thinks('ink'), says('Sp'), says('eak'), ends('stop'))
    expect([heard.reasoning, heard.text]).toEqual(['Think', 'Speak'])
  })

  test('F05 a second start of the provider is no second message', () => {
    const said = [
      opened(),
      opened(),
      ...block(0, { type: 'text', text: '' }, { type: 'text_delta', text: 'a' }),
    ]
    const reply = streamed({ up: 'messages', client: 'messages' }, [...said, ...closed('end_turn')])
    expect(types(reply).filter(type => type === 'message_start')).toHaveLength(1)
    expect(reply.heard.text).toBe('a')
  })

  test.each([2, 3, 5])('F06 %i parallel calls keep their own input', count => {
    const ids = Array.from({ length: count }, (_, at) => at)
    const said = [
      ...ids.map(at => calls(at, '', `call_${at}`, `tool_${at}`)),
      ...['{"n":', '1', '}'].flatMap(piece => ids.map(at => calls(at, piece === '1' ? String(at) : piece))),
    ]
    const { heard } = told(...said, ends('tool_calls'))
    expect(heard.calls.map(({ name, input }) => [name, input])).toEqual(
      ids.map(at => [`tool_${at}`, `{"n":${at}}`]),
    )
  })

  test('F10 F11 a call whole in its first chunk keeps its arguments', () => {
    const { heard } = told(calls(0, '{"city":"Bern"}', 'call_1', 'weather'), ends('tool_calls'))
    expect(heard.calls).toMatchObject([{ id: 'call_1', name: 'weather', input: '{"city":"Bern"}' }])
  })

  test('F12 arguments that Responses only tells at the end arrive', () => {
    const item = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'look' }
    const done = { ...item, arguments: '{"a":1}', status: 'completed' }
    const { heard } = streamed({ up: 'responses', client: 'messages' }, [
      created,
      event('response.output_item.added', { output_index: 0, item: { ...item, arguments: '' } }),
      event('response.output_item.done', { output_index: 0, item: done }),
      completed([done]),
    ])
    expect(heard.calls).toMatchObject([{ name: 'look', input: '{"a":1}' }])
  })

  test('F15 a reply that says nothing and not why is a failure', () => {
    expect(types(told()).at(-1)).toBe('error')
  })

  test('F16 the last delta has usage, though the provider counted nothing', () => {
    const delta = told(says('a'), ends('stop')).wire.find(({ type }) => type === 'message_delta')
    expect(delta?.body.usage).toMatchObject({ output_tokens: 0 })
  })

  test('F17 the message has an id in the words of Messages', () => {
    const { wire } = told(says('a'), ends('stop'))
    expect(asObject(wire[0]?.body.message).id).toMatch(/^msg_/)
  })

  test('F18 a text block that starts without text is read', () => {
    const said = [
      opened(),
      ...block(0, { type: 'text' }, { type: 'text_delta', text: 'a' }),
      ...closed('end_turn'),
    ]
    expect(streamed({ up: 'messages', client: 'chat' }, said).heard.text).toBe('a')
  })
})

describe('why a reply stops', () => {
  test('F19 a call that ends with "stop" is still a call', () => {
    expect(told(calls(0, '{}', 'c', 'f'), ends('stop')).heard.stop).toBe('tool_use')
  })

  test('F20 "tool_calls" without a call that could be made is an end', () => {
    expect(told(says('a'), ends('tool_calls')).heard.stop).toBe('end_turn')
    const nameless = told(says('a'), calls(0, '{}', 'c'), ends('tool_calls'))
    expect(nameless.heard.stop).toBe('end_turn')
    expect(nameless.losses).toContain('nameless_tool_call_dropped;reply')
  })

  test('F21 thoughts alone end the turn with the thoughts in it', () => {
    const { heard } = told(thinks('hm'), ends('stop'))
    expect([heard.reasoning, heard.stop]).toEqual(['hm', 'end_turn'])
  })
})

describe('tokens', () => {
  const usage = {
    prompt_tokens: 11,
    completion_tokens: 7,
    prompt_tokens_details: { cached_tokens: 4 },
    completion_tokens_details: { reasoning_tokens: 3 },
  }

  test('F22 F23 what Chat counts at the end is told, cached tokens once', () => {
    const { heard } = told(says('a'), ends('stop'), { choices: [], usage })
    expect(heard.usage).toMatchObject({ input_tokens: 7, cache_read_input_tokens: 4, output_tokens: 7 })
  })

  test.each(['chat', 'responses'] as const)(
    'F23 F24 F25 what Messages counts twice is not added for %s',
    client => {
      const said = [
        opened({ input_tokens: 7, cache_read_input_tokens: 4, output_tokens: 1 }),
        ...block(0, { type: 'text', text: '' }, { type: 'text_delta', text: 'a' }),
        ...closed('end_turn', { input_tokens: 7, output_tokens: 5 }),
      ]
      const fields = client === 'chat' ? { stream_options: { include_usage: true } } : {}
      const { heard } = streamed({ up: 'messages', client, fields }, said)
      expect(heard.usage).toMatchObject(
        client === 'chat'
          ? { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 }
          : { input_tokens: 11, output_tokens: 5, total_tokens: 16 },
      )
    },
  )
})

test.each(['chat', 'messages'] as const)(
  'why a reply stops is told %s as a loss where only Responses has a word for it',
  client => {
    const response = {
      id: 'resp_1',
      status: 'incomplete',
      incomplete_details: { reason: 'steered' },
      output: [],
    }
    const said = [created, event('response.incomplete', { response })]
    expect(streamed({ up: 'responses', client }, said).losses).toEqual([
      'stop_reason_simplified;reply.status',
    ])
  },
)

test.each(['chat', 'responses'] as const)(
  "a new word of Anthropic's for the end is told %s as a loss",
  client => {
    const text = block(0, { type: 'text', text: '' }, { type: 'text_delta', text: 'a' })
    const reply = streamed({ up: 'messages', client }, [opened(), ...text, ...closed('new_word')])
    expect(reply.losses).toEqual(['stop_reason_simplified;reply.stop_reason'])
  },
)
