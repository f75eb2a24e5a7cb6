import { describe, expect, test } from 'vitest'
import { chat } from '../../../../src-main/core/dialects/chat/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { assertGrammar } from '../../../support/event-grammar.ts'
import {
  chunk,
  OPENAI,
  read,
  readPieces,
  readStream,
  request,
  sse,
  target,
  value,
  writeContext,
  writeStream,
} from './builders.ts'
import { REPLIES } from './replies.ts'

const call = (id: string, name: string) => ({
  id,
  type: 'function',
  function: { name, arguments: '{"a": 1}' },
})

const MESSAGES: JsonObject[] = [
  { role: 'developer', content: 'Be brief.' },
  {
    role: 'user',
    name: 'ann',
    content: [
      { type: 'text', text: 'Look', prompt_cache_breakpoint: { mode: 'explicit' } },
      { type: 'image_url', image_url: { url: 'https://a.example/i.png', detail: 'low' } },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,BBBB' } },
      { type: 'input_audio', input_audio: { data: 'CCCC', format: 'mp3' } },
    ],
  },
  {
    role: 'assistant',
    content: 'Let me see.',
    reasoning_content: 'Hm.',
    tool_calls: [
      call('c1', 'look'),
      { id: 'c2', type: 'custom', custom: { name: 'patch', input: '*** Begin' } },
    ],
  },
  { role: 'tool', tool_call_id: 'c1', content: 'seen' },
  { role: 'tool', tool_call_id: 'c2', content: '' },
  { role: 'developer', content: 'In the middle.' },
  { role: 'assistant', content: null, refusal: 'No.' },
  { role: 'user', content: 'why?' },
]

const BODY = request({
  model: 'm-1',
  messages: MESSAGES,
  tools: [
    {
      type: 'function',
      function: { name: 'look', description: 'l', parameters: { type: 'object' }, strict: true },
    },
    {
      type: 'custom',
      custom: {
        name: 'patch',
        format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'start: "a"' } },
      },
    },
  ],
  tool_choice: { type: 'custom', custom: { name: 'patch' } },
  parallel_tool_calls: false,
  web_search_options: { search_context_size: 'low' },
  max_completion_tokens: 50,
  temperature: 0.5,
  top_p: 0.9,
  top_k: 3,
  stop: ['a', 'b'],
  seed: 1,
  frequency_penalty: 1,
  presence_penalty: 1,
  logit_bias: { '5': 1 },
  response_format: {
    type: 'json_schema',
    json_schema: { name: 'o', schema: { type: 'object' }, strict: true },
  },
  reasoning_effort: 'xhigh',
  verbosity: 'low',
  metadata: { a: 'b' },
  safety_identifier: 'u',
  prompt_cache_key: 'k',
  prompt_cache_retention: '24h',
  service_tier: 'flex',
  store: true,
  stream: true,
  stream_options: { include_usage: true },
  something_new: { x: 1 },
})

describe('reading and writing', () => {
  test('a body that is read and written for OpenAI is the same body, without a loss', () => {
    const outcome = chat.writeRequest(value(chat.readRequest(BODY)), target(OPENAI))
    expect(value(outcome).body).toEqual(BODY)
    expect(outcome).toMatchObject({ losses: [] })
  })

  test('a conversation that is written and read again is the same conversation', () => {
    const once = value(chat.readRequest(BODY))
    const twice = value(chat.readRequest(value(chat.writeRequest(once, target(OPENAI))).body))
    expect({ ...twice, body: null }).toEqual({ ...once, body: null })
  })

  test.each(Object.entries(REPLIES))('%s: the stream says what the whole reply says', (_name, events) => {
    const context = writeContext({ stream_options: { include_usage: true } })
    const streamed = collect(readStream(writeStream(events, context)))
    const whole = collect(chat.readReply(chat.writeReply(collect(events), context).body, context))
    const told = ({ blocks, stop, usage }: typeof whole) => ({
      texts: ['text', 'refusal', 'reasoning'].map(type =>
        blocks
          .filter(({ head }) => head.type === type)
          .map(({ text }) => text)
          .join(''),
      ),
      calls: blocks.filter(({ head }) => head.type === 'tool-call'),
      stop,
      usage,
    })
    expect(told(streamed)).toEqual(told(whole))
  })
})

const STREAM = sse([
  chunk({ role: 'assistant', content: '' }),
  chunk({ reasoning_content: 'Grübeln 🧠' }),
  chunk({ content: 'Grüße 👋' }),
  chunk({ tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'look', arguments: '' } }] }),
  chunk({ tool_calls: [{ index: 0, function: { arguments: '{"x":' } }] }),
  chunk({
    tool_calls: [{ index: 1, id: 'b', type: 'function', function: { name: 'see', arguments: '{}' } }],
  }),
  chunk({ tool_calls: [{ index: 0, function: { arguments: '1}' } }] }),
  chunk({}, 'tool_calls'),
  { ...chunk({}), choices: [], usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } },
])

describe('a stream', () => {
  test('gives the same events wherever the network cuts it', () => {
    const whole = readStream(STREAM)
    assertGrammar(whole)
    for (let at = 1; at < STREAM.length; at++) {
      expect(readPieces([STREAM.slice(0, at), STREAM.slice(at)])).toEqual(whole)
    }
    expect(readPieces([...STREAM])).toEqual(whole)
  })

  test('fails, with correct grammar, when it ends or breaks after any event', () => {
    const parts = STREAM.split(/(?<=\n\n)/)
    const error = `data: ${JSON.stringify({ error: { message: 'Overloaded', code: 503 } })}\n\n`
    for (let count = 0; count < 7; count++) {
      const cut = readStream(parts.slice(0, count).join(''))
      const broken = readStream(parts.slice(0, count).join('') + error)
      for (const events of [cut, broken]) assertGrammar(events)
      expect(cut.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'provider_stream_cut' } })
      expect(broken.at(-1)).toMatchObject({
        type: 'failure',
        failure: { status: 503, message: 'Overloaded' },
      })
    }
  })

  test('asks for usage only when the client did', () => {
    const events = REPLIES['text alone'] ?? []
    expect(writeStream(events, { ...writeContext(), conversation: read() })).not.toContain('"usage"')
  })
})
