import { describe, expect, test } from 'vitest'
import { DIALECTS } from '../../src-main/core/conversation.ts'
import type { WriteContext } from '../../src-main/core/dialects/dialect.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import { collect, type ReplyEvent } from '../../src-main/core/reply.ts'
import { DEFAULT_QUIRKS } from '../../src-main/core/target.ts'
import { hear } from '../support/heard.ts'
import { serverEvents } from '../support/server-events.ts'

/** A search that the provider ran, between two texts. */
const searching = (dialect: 'responses' | 'messages'): ReplyEvent[] => [
  { type: 'start' },
  { type: 'begin', index: 0, block: { type: 'text' } },
  { type: 'text', index: 0, text: '{"a":' },
  { type: 'end', index: 0 },
  {
    type: 'begin',
    index: 1,
    block: { type: 'opaque', dialect, kind: 'search', value: {}, text: '[searched]' },
  },
  { type: 'end', index: 1 },
  { type: 'begin', index: 2, block: { type: 'text' } },
  { type: 'text', index: 2, text: '1}' },
  { type: 'end', index: 2 },
  { type: 'stop', stop: { reason: 'end' } },
]

describe.each(DIALECTS)('a hosted item of another dialect in %s', dialect => {
  const module = dialects[dialect]
  const events = searching(dialect === 'messages' ? 'responses' : 'messages')

  const texts = (json: boolean) => {
    const context: WriteContext = {
      conversation: {
        from: dialect,
        turns: [],
        tools: [],
        options: json ? { format: { type: 'json' } } : {},
        stream: true,
        streamUsage: false,
        unknown: [],
        body: {},
      },
      target: { provider: 'lab', model: 'm', family: 'm', dialect: 'messages', quirks: DEFAULT_QUIRKS },
      model: 'm',
      id: prefix => `${prefix}1`,
      created: 0,
    }
    const writer = module.streamWriter(context)
    const streamed = serverEvents(events.map(event => writer.write(event)).join(''))
    const answer = { status: 200, headers: {}, text: '', bytes: Buffer.alloc(0), complete: true }
    return [
      hear(dialect, { ...answer, events: streamed, body: {} }).text,
      hear(dialect, { ...answer, events: [], body: module.writeReply(collect(events), context).body }).text,
    ]
  }

  test('is told in words of its own', () => {
    const gap = dialect === 'chat' ? '\n\n' : ''
    const told = `{"a":${gap}[searched]${gap}1}`
    expect(texts(false)).toEqual([told, told])
  })

  test('is not told to a client that will parse the answer', () => {
    expect(texts(true)).toEqual(['{"a":1}', '{"a":1}'])
  })
})
