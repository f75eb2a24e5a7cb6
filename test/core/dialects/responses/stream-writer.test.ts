import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { unwrapProof } from '../../../../src-main/core/envelope.ts'
import { asArray, asObject, asString, type JsonObject } from '../../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { itemsOf, read, readContext, readStream, wireEvents, writeContext, writeStream } from './builders.ts'
import { richReply, textReply } from './replies.ts'

const types = (events: readonly ReplyEvent[]) => wireEvents(writeStream(events)).map(event => event.type)

test('text alone has the events that clients wait for, in their order', () => {
  expect(types(textReply())).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ])
})

test('deltas, finished items and the finished response say the same', () => {
  const events = wireEvents(writeStream(richReply))
  const last = asObject(events.at(-1)?.response)
  expect(asArray(last.output)).toEqual(
    itemsOf(events).toSorted((a, b) => placeOf(events, a) - placeOf(events, b)),
  )
  const deltas = events.filter(event => event.type === 'response.output_text.delta').map(event => event.delta)
  expect(deltas.join('')).toBe('Grüße 🎈')
  expect(events.map(event => event.sequence_number)).toEqual(events.map((_, at) => at))
})

const placeOf = (events: JsonObject[], item: JsonObject) =>
  Number(
    events.find(event => event.type === 'response.output_item.done' && asObject(event.item).id === item.id)
      ?.output_index,
  )

test('an item has one id from its first event to its last', () => {
  const ids = new Map<unknown, Set<unknown>>()
  for (const event of wireEvents(writeStream(richReply))) {
    const id = event.item_id ?? asObject(event.item).id
    if (id !== undefined) ids.set(event.output_index, (ids.get(event.output_index) ?? new Set()).add(id))
  }
  expect([...ids.values()].map(each => each.size)).toEqual([...ids].map(() => 1))
})

test('what is written is read as the same reply, and the proof of reasoning comes back with its owner', () => {
  const tools = read({ tools: [{ type: 'custom', name: 'apply_patch' }] })
  const again = collect(readStream(writeStream(richReply), readContext(tools)))
  const first = collect(richReply)
  expect(again.blocks.map(({ head, text }) => [head.type, text])).toEqual(
    first.blocks.map(({ head, text }) => [head.type, text]),
  )
  expect(again.usage).toMatchObject(first.usage ?? {})
  const envelope = asString(again.blocks[0]?.proof?.item.encrypted_content) ?? ''
  expect(unwrapProof(envelope)).toMatchObject({ provider: 'lab', family: 'lab', item: { signature: 's' } })
})

test('a call without a message has no message, and no empty block shows', () => {
  const call: ReplyEvent[] = [
    { type: 'start' },
    { type: 'begin', index: 0, block: { type: 'text' } },
    { type: 'end', index: 0 },
    { type: 'begin', index: 1, block: { type: 'tool-call', id: 'a', kind: 'function', name: 'f' } },
    { type: 'end', index: 1 },
    { type: 'stop', stop: { reason: 'tool-use' } },
  ]
  const items = itemsOf(wireEvents(writeStream(call)))
  expect(items).toMatchObject([{ type: 'function_call', call_id: 'a', name: 'f', arguments: '{}' }])
})

test('each kind of call is written as its client declared it', () => {
  const items = itemsOf(wireEvents(writeStream(richReply)))
  expect(items.filter(item => String(item.type).endsWith('_call'))).toMatchObject([
    { type: 'function_call', call_id: 'call_a', name: 'close', namespace: 'agents', arguments: '{"id":1}' },
    { type: 'custom_tool_call', call_id: 'call_b', name: 'apply_patch', input: '*** Begin Patch\n' },
    { type: 'tool_search_call', call_id: 'call_c', execution: 'client', arguments: { query: 'weather' } },
  ])
})

test('one item is open at a time, in the order in which they began: some clients know only the last one', () => {
  const open: unknown[] = []
  const begun: unknown[] = []
  for (const event of wireEvents(writeStream(richReply))) {
    if (event.type === 'response.output_item.added') {
      begun.push(event.output_index)
      expect(open).toEqual([])
      open.push(event.output_index)
    }
    if (event.type === 'response.output_item.done') expect(open.splice(0)).toEqual([event.output_index])
  }
  expect(begun).toEqual([...begun].sort())
  expect(begun.length).toBeGreaterThan(3)
})

test('a failure after any event is an error event and a failed response with the error inside, and nothing more', () => {
  const failure = {
    status: 400,
    code: 'context_length_exceeded',
    message: 'too long',
    origin: 'provider',
  } as const
  for (let kept = 1; kept < richReply.length; kept++) {
    const given: ReplyEvent[] = [
      ...richReply.slice(0, kept),
      { type: 'failure', failure },
      { type: 'stop', stop: { reason: 'end' } },
    ]
    const events = wireEvents(writeStream(given))
    expect(events.at(-2)).toMatchObject({ type: 'error', code: failure.code, message: failure.message })
    expect(events.at(-1)).toMatchObject({
      type: 'response.failed',
      response: { status: 'failed', error: { code: failure.code, message: failure.message } },
    })
    const count = (type: string) => events.filter(event => event.type === type).length
    expect(count('response.output_item.added')).toBe(count('response.output_item.done'))
  }
})

test('content that another vendor alone can print speaks its text', () => {
  const block = {
    type: 'opaque',
    dialect: 'messages',
    kind: 'server_tool_use',
    value: {},
    text: '[searched]',
  } as const
  const events: ReplyEvent[] = [
    { type: 'start' },
    { type: 'begin', index: 0, block },
    { type: 'end', index: 0 },
    { type: 'stop', stop: { reason: 'end' } },
  ]
  expect(itemsOf(wireEvents(writeStream(events)))).toMatchObject([
    { type: 'message', content: [{ text: '[searched]' }] },
  ])
})

test('silence is filled with a comment', () => {
  const writer = responses.streamWriter(writeContext())
  expect([writer.alive(), writer.write({ type: 'alive' })]).toEqual([': keep-alive\n\n', ': keep-alive\n\n'])
})
