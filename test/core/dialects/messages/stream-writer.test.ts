import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { unwrapProof } from '../../../../src-main/core/envelope.ts'
import { asObject, type JsonObject, parseJson } from '../../../../src-main/core/json.ts'
import { type BlockHead, collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { sseParser } from '../../../../src-main/core/text/sse.ts'
import { conversation, readStream, writeContext, writeStream } from './builders.ts'
import { REPLIES } from './replies.ts'

interface Printed {
  readonly name: string | undefined
  readonly data: JsonObject
}

function printed(stream: string): Printed[] {
  const parser = sseParser()
  const events = [...parser.feed(stream), ...parser.end()]
  return events.map(({ event, data }) => ({ name: event, data: asObject(parseJson(data)) }))
}

/** What breaks Anthropic's stream grammar, or undefined. */
function problem(stream: string): string | undefined {
  const events = printed(stream)
  let open: unknown
  let next = 0
  for (const [at, { name, data }] of events.entries()) {
    if (name !== data.type) return `${at}: event ${name} holds ${data.type}`
    if ((name === 'message_start') !== (at === 0)) return `${at}: ${name}`
    if (name === 'content_block_start') {
      if (open !== undefined || data.index !== next++) return `${at}: start of ${data.index} out of order`
      open = data.index
    }
    if (name === 'content_block_delta' && data.index !== open) return `${at}: delta for a closed block`
    if (name === 'content_block_stop') {
      if (data.index !== open) return `${at}: stop of a closed block`
      open = undefined
    }
    if (name === 'message_delta' && (open !== undefined || !data.usage))
      return `${at}: message_delta too early or bare`
    if ((name === 'message_stop' || name === 'error') && at !== events.length - 1)
      return `${at}: ${name} is not last`
    if (name === 'message_stop' && events[at - 1]?.name !== 'message_delta') return `${at}: no message_delta`
  }
  const last = events.at(-1)?.name
  return last === 'message_stop' || last === 'error' ? undefined : `ends with ${last}`
}

const cases = Object.entries(REPLIES).map(([name, events]) => ({ name, events }))
const types = (stream: string) => printed(stream).map(({ name }) => name)

describe('what is written', () => {
  test.each(cases)('$name: keeps to the grammar', ({ events }) => {
    expect(problem(writeStream(events))).toBeUndefined()
  })

  test.each(cases)('$name: reads again as the whole reply does', ({ events }) => {
    const context = writeContext()
    const whole = messages.readReply(messages.writeReply(collect(events), context).body, context)
    const { usage: _whole, ...expected } = collect(whole)
    const { usage: _streamed, ...streamed } = collect(readStream(writeStream(events)))
    expect(streamed).toEqual(expected)
  })

  test.each(cases)('$name: a failure after any event is an error event and the last', ({ events }) => {
    const failure: ReplyEvent = {
      type: 'failure',
      failure: { status: 500, message: 'Broken.', origin: 'provider' },
    }
    for (let length = 1; length < events.length; length++) {
      const stream = writeStream([...events.slice(0, length), failure])
      expect(problem(stream)).toBeUndefined()
      expect(types(stream)).not.toContain('message_stop')
    }
  })

  test('opens with message_start and a ping, and stays alive by pings until it is over', () => {
    const writer = messages.streamWriter(writeContext())
    expect(types(writer.write({ type: 'start' }))).toEqual(['message_start', 'ping'])
    expect(writer.alive()).toBe('event: ping\ndata: {"type":"ping"}\n\n')
    writer.write({ type: 'stop', stop: { reason: 'end' } })
    expect(writer.alive()).toBe('')
  })

  const head: fc.Arbitrary<BlockHead> = fc.oneof(
    fc.constant({ type: 'text' } as const),
    fc.constant({ type: 'refusal' } as const),
    fc.constant({ type: 'reasoning', part: 'raw' } as const),
    fc.record({
      type: fc.constant('tool-call' as const),
      id: fc.string(),
      kind: fc.constantFrom('function' as const, 'custom' as const),
      name: fc.string(),
    }),
  )
  const block = fc.record({ head, texts: fc.array(fc.string()), proven: fc.boolean() })

  test('of any blocks, however they interleave, keeps to the grammar', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (blocks, dice) => {
        const proof = { dialect: 'chat', item: { a: 1 } } as const
        const lines = blocks.map(({ head, texts, proven }, index): ReplyEvent[] => [
          ...texts.map(
            (text): ReplyEvent => ({ type: head.type === 'tool-call' ? 'input' : 'text', index, text }),
          ),
          ...(proven && head.type === 'reasoning' ? [{ type: 'proof', index, proof } as const] : []),
          { type: 'end', index },
        ])
        const events: ReplyEvent[] = [
          { type: 'start' },
          ...blocks.map((entry, index): ReplyEvent => ({ type: 'begin', index, block: entry.head })),
        ]
        let left = lines.filter(line => line.length > 0)
        while (left.length > 0) {
          const event = left[(dice.next().value ?? 0) % left.length]?.shift()
          if (event) events.push(event)
          left = left.filter(line => line.length > 0)
        }
        expect(problem(writeStream([...events, { type: 'stop', stop: { reason: 'end' } }]))).toBeUndefined()
      }),
    )
  })
})

describe('reasoning', () => {
  const context = writeContext()
  const deltas = (name: string, to = context) =>
    printed(writeStream(REPLIES[name] ?? [], to)).flatMap(({ data }) =>
      data.delta ? [asObject(data.delta)] : [],
    )

  test('is signed with the vendor’s item before its block closes', () => {
    const signature = deltas('reasoning, text, reasoning').find(
      delta => delta.type === 'signature_delta',
    )?.signature
    expect(unwrapProof(String(signature))).toMatchObject({
      provider: 'lab',
      item: { encrypted_content: 'abc' },
    })
  })

  test('without text is redacted', () => {
    const blocks = printed(writeStream(REPLIES['a proof without text'] ?? [])).map(({ data }) =>
      asObject(data.content_block),
    )
    const redacted = blocks.find(block => block.type === 'redacted_thinking')
    expect(unwrapProof(String(redacted?.data))).toMatchObject({ dialect: 'responses' })
  })

  test('that the client does not want to see is only signed', () => {
    const hidden = conversation({ from: 'messages', options: { reasoning: { summary: 'omitted' } } })
    const kinds = deltas('reasoning, text, reasoning', writeContext(hidden)).map(delta => delta.type)
    expect(kinds).toEqual(['signature_delta', 'text_delta', undefined])
  })
})

describe('the end', () => {
  const end = (name: string) =>
    printed(writeStream(REPLIES[name] ?? [])).find(event => event.name === 'message_delta')?.data

  test('counts cached input apart', () => {
    expect(end('text alone')?.usage).toMatchObject({
      input_tokens: 5,
      cache_read_input_tokens: 4,
      cache_creation_input_tokens: 1,
      output_tokens: 3,
      output_tokens_details: { thinking_tokens: 2 },
    })
  })

  test('says tool_use where there are calls, and only there', () => {
    expect(end('parallel calls that interleave')?.delta).toMatchObject({ stop_reason: 'tool_use' })
    expect(end('nothing at all')?.delta).toMatchObject({ stop_reason: 'end_turn' })
  })

  test('explains a refusal', () => {
    const stop_details = { type: 'refusal', category: null, explanation: 'no' }
    expect(end('a source, a hosted call and a refusal')?.delta).toMatchObject({
      stop_reason: 'refusal',
      stop_details,
    })
  })
})

test('broken arguments of a whole reply are kept under _raw', () => {
  const events: ReplyEvent[] = [
    { type: 'start' },
    { type: 'begin', index: 0, block: { type: 'tool-call', id: 'a', kind: 'function', name: 'Read' } },
    { type: 'input', index: 0, text: '{"path":' },
    { type: 'end', index: 0 },
    { type: 'stop', stop: { reason: 'tool-use' } },
  ]
  expect(messages.writeReply(collect(events), writeContext()).body.content).toEqual([
    expect.objectContaining({ type: 'tool_use', input: { _raw: '{"path":' } }),
  ])
})
