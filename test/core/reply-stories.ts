import fc from 'fast-check'
import type { Dialect } from '../../src-main/core/conversation.ts'
import type { WriteContext } from '../../src-main/core/dialects/dialect.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { collect, type Reply, type ReplyEvent, type Stop } from '../../src-main/core/reply.ts'
import { sseParser } from '../../src-main/core/text/sse.ts'
import { MINIMAL } from '../support/client.ts'
import { modelOf } from '../support/translating.ts'

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).map(text => `w${text}w`)
const pieces = fc.array(words, { minLength: 1, maxLength: 4 })

type Told = (index: number) => ReplyEvent[]

const spoken = (block: 'text' | 'refusal'): fc.Arbitrary<Told> =>
  pieces.map(texts => index => [
    { type: 'begin', index, block: { type: block } },
    ...texts.map(text => ({ type: 'text', index, text }) as const),
    { type: 'end', index },
  ])

const cited: fc.Arbitrary<Told> = words.map(text => index => [
  { type: 'begin', index, block: { type: 'text' } },
  { type: 'text', index, text },
  {
    type: 'citation',
    index,
    citation: { url: 'https://a.example', title: 'A', start: 0, end: text.length, raw: CITATION },
  },
  { type: 'end', index },
])
const CITATION = {
  dialect: 'chat',
  value: { type: 'url_citation', url_citation: { url: 'https://a.example', title: 'A' } },
} as const

const thought: fc.Arbitrary<Told> = fc
  .tuple(pieces, fc.constantFrom('summary', 'raw'))
  .map(([texts, part]) => index => [
    { type: 'begin', index, block: { type: 'reasoning', part } },
    ...texts.map(text => ({ type: 'text', index, text }) as const),
    {
      type: 'proof',
      index,
      proof: { dialect: 'messages', item: { type: 'thinking', thinking: texts.join(''), signature: 'c2ln' } },
    },
    { type: 'end', index },
  ])

const called: fc.Arbitrary<Told> = fc
  .dictionary(fc.stringMatching(/^[a-z]{1,5}$/), words, { maxKeys: 2 })
  .map(input => index => {
    const text = JSON.stringify(input)
    return [
      {
        type: 'begin',
        index,
        block: { type: 'tool-call', id: `call_${index}`, kind: 'function', name: 'look' },
      },
      { type: 'input', index, text: text.slice(0, 3) },
      ...(text.length > 3 ? [{ type: 'input', index, text: text.slice(3) } as const] : []),
      { type: 'end', index },
    ]
  })

const stops = (hasCalls: boolean): Stop => (hasCalls ? { reason: 'tool-use' } : { reason: 'end' })

/** Counts that need not fit into each other. */
export const usage = fc.record({
  input: fc.nat(5000),
  cached: fc.nat(5000),
  written: fc.nat(5000),
  output: fc.nat(5000),
  reasoning: fc.nat(5000),
})

/** A reply of reasoning, words, sources and calls, in the order in which models speak. */
export const replyEvents: fc.Arbitrary<ReplyEvent[]> = fc
  .tuple(
    fc.array(thought, { maxLength: 1 }),
    fc.oneof(
      fc.array(fc.oneof(spoken('text'), cited), { maxLength: 1 }),
      fc.array(spoken('refusal'), { maxLength: 1 }),
    ),
    fc.array(called, { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([thoughts, texts, calls, isCut]) => [
    { type: 'start', id: 'x', model: 'm-1', created: 7 },
    ...[...thoughts, ...texts, ...calls].flatMap((tell, index) => tell(index)),
    { type: 'usage', usage: { input: 9, cacheRead: 4, cacheWrite: 1, output: 7, reasoning: 2 } },
    { type: 'stop', stop: isCut ? { reason: 'length' } : stops(calls.length > 0) },
  ])

/** The context of a reply for a client of the dialect, from a Messages model. */
export function contextFor(dialect: Dialect, more: JsonObject = {}): WriteContext {
  const body: JsonObject = {
    ...MINIMAL[dialect]('m'),
    ...(dialect === 'chat' && { stream_options: { include_usage: true } }),
    ...more,
  }
  const read = dialects[dialect].readRequest(body)
  if (!read.ok) throw new Error(read.failure.message)
  let count = 0
  return {
    conversation: read.value,
    target: modelOf(dialect),
    model: 'alias',
    id: prefix => `${prefix}${++count}`,
    created: 1_700_000_000,
  }
}

/** Both forms in which a client of the dialect may get the reply. */
export function printedBoth(dialect: Dialect, events: readonly ReplyEvent[]) {
  const writer = dialects[dialect].streamWriter(contextFor(dialect))
  return {
    streamed: events.map(event => writer.write(event)).join(''),
    whole: dialects[dialect].writeReply(collect(events), contextFor(dialect)).body,
  }
}

/** Both forms, read again. */
export function rereadBoth(
  dialect: Dialect,
  events: readonly ReplyEvent[],
): { streamed: Reply; whole: Reply } {
  const { streamed, whole } = printedBoth(dialect, events)
  const [parser, reader] = [sseParser(), dialects[dialect].streamReader(contextFor(dialect))]
  const seen = [...parser.feed(streamed), ...parser.end()].flatMap(event => reader.read(event))
  return {
    streamed: collect([...seen, ...reader.end()]),
    whole: collect(dialects[dialect].readReply(whole, contextFor(dialect))),
  }
}
