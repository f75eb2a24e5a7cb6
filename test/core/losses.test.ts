import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DIALECTS } from '../../src-main/core/conversation.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import { LOSSES } from '../../src-main/core/losses.ts'
import { type BlockHead, collect, type Loss, type ReplyEvent } from '../../src-main/core/reply.ts'
import { writeContext as chatContext } from './dialects/chat/builders.ts'
import { writeContext as messagesContext } from './dialects/messages/builders.ts'
import { writeContext as responsesContext } from './dialects/responses/builders.ts'

const CONTEXTS = { chat: chatContext, responses: responsesContext, messages: messagesContext }

it('are all on the page that explains them, in order', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/losses.md'), 'utf8')
  const rows = page.split('\n').filter(line => line.startsWith('| `'))
  expect(rows).toEqual(Object.entries(LOSSES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`))
})

const told = (losses: readonly Loss[]) => losses.map(({ code, path }) => `${code};${path}`)

const block = (head: BlockHead, ...events: ReplyEvent[]): ReplyEvent[] => [
  { type: 'start' },
  { type: 'begin', index: 0, block: head },
  ...events,
  { type: 'end', index: 0 },
  { type: 'stop', stop: { reason: 'end' } },
]

/** What a dialect says of a reply that it cannot tell whole: the same, streamed and not. */
function lost(dialect: (typeof DIALECTS)[number], events: ReplyEvent[]): string[] {
  const writer = dialects[dialect].streamWriter(CONTEXTS[dialect]())
  for (const event of events) writer.write(event)
  const streamed = told(writer.losses())
  expect(told(dialects[dialect].writeReply(collect(events), CONTEXTS[dialect]()).losses)).toEqual(streamed)
  return streamed
}

it.each(DIALECTS)('tells on %s that an item of another vendor became words, or went', dialect => {
  const other = DIALECTS.find(name => name !== dialect) ?? 'chat'
  const head = { type: 'opaque', dialect: other, kind: 'search_call', value: {} } as const
  expect(lost(dialect, block({ ...head, text: 'searched' }))).toEqual(['item_as_text;reply.search_call'])
  expect(lost(dialect, block(head))).toEqual(['item_dropped;reply.search_call'])
})

it.each(DIALECTS)('tells on %s that a source without an address is not cited', dialect => {
  const other = DIALECTS.find(name => name !== dialect) ?? 'chat'
  const citation = { citedText: 'x', raw: { dialect: other, value: {} } } as const
  const events = block(
    { type: 'text' },
    { type: 'text', index: 0, text: 'so' },
    { type: 'citation', index: 0, citation },
  )
  expect(lost(dialect, events)).toEqual(['citation_dropped;reply.citations'])
})

it.each([
  ['chat', 'pause', ['stop_reason_simplified;reply.finish_reason']],
  ['responses', 'context-window', ['stop_reason_simplified;reply.status']],
  ['messages', 'compaction', ['stop_reason_simplified;reply.stop_reason']],
  ['messages', 'pause', []],
] as const)('tells on %s that "%s" has no word there, if so', (dialect, reason, codes) => {
  const text = block({ type: 'text' }, { type: 'text', index: 0, text: 'so' }).slice(0, -1)
  expect(lost(dialect, [...text, { type: 'stop', stop: { reason } }])).toEqual(codes)
})

it('tells that a refusal is text on Messages, and that input that is no JSON was packed', () => {
  expect(lost('messages', block({ type: 'refusal' }, { type: 'text', index: 0, text: 'no' }))).toEqual([
    'refusal_as_text;reply.refusal',
  ])
  const call = block(
    { type: 'tool-call', id: 'c', kind: 'function', name: 'f' },
    { type: 'input', index: 0, text: '{"a":' },
  )
  const { losses } = dialects.messages.writeReply(collect(call), messagesContext())
  expect(told(losses)).toEqual(['arguments_not_json;reply.input'])
})

it('tells that deprecated functions hold one call', () => {
  const context = chatContext({ functions: [{ name: 'f' }] })
  const head = (id: string): BlockHead => ({ type: 'tool-call', id, kind: 'function', name: 'f' })
  const events: ReplyEvent[] = [
    { type: 'start' },
    { type: 'begin', index: 0, block: head('a') },
    { type: 'end', index: 0 },
    { type: 'begin', index: 1, block: head('b') },
    { type: 'end', index: 1 },
    { type: 'stop', stop: { reason: 'tool-use' } },
  ]
  const writer = dialects.chat.streamWriter(context)
  for (const event of events) writer.write(event)
  expect(told(writer.losses())).toEqual(['tool_call_dropped;reply'])
  expect(dialects.chat.writeReply(collect(events), context).losses).toEqual(writer.losses())
})
