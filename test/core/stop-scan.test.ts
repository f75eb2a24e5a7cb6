import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialects } from '../../src-main/core/dialects/index.ts'
import { collect, type ReplyEvent } from '../../src-main/core/reply.ts'
import { stopScan } from '../../src-main/core/stop-scan.ts'
import { read as readChat } from './dialects/chat/builders.ts'
import { target as responsesTarget } from './dialects/responses/builders.ts'

const reply = (pieces: readonly string[]): ReplyEvent[] => [
  { type: 'start' },
  { type: 'begin', index: 0, block: { type: 'text' } },
  ...pieces.map(text => ({ type: 'text', index: 0, text }) as const),
  { type: 'end', index: 0 },
  { type: 'usage', usage: { output: 3 } },
  { type: 'stop', stop: { reason: 'end' } },
]

/** The reply as it is heard when each event comes alone. */
function hear(events: readonly ReplyEvent[], sequences: readonly string[]) {
  const scan = stopScan(sequences)
  const { blocks, stop, usage } = collect(events.flatMap(event => scan([event])))
  return { texts: blocks.map(block => block.text), stop, usage }
}

describe('a stop sequence that the provider never heard of', () => {
  it('ends the reply, across the borders of fragments, and is named', () => {
    expect(hear(reply(['one E', 'N', 'D two']), ['END'])).toEqual({
      texts: ['one '],
      stop: { reason: 'stop-sequence', sequence: 'END' },
      usage: undefined,
    })
  })

  it('leaves text that only begins like it whole', () => {
    expect(hear(reply(['one E', 'N', ' two EN']), ['END'])).toEqual({
      texts: ['one EN two EN'],
      stop: { reason: 'end' },
      usage: { output: 3 },
    })
  })

  it('keeps the counts that are known when it is found', () => {
    const { usage, stop } = collect(stopScan(['END'])(reply(['one END'])))
    expect([usage, stop?.sequence]).toEqual([{ output: 3 }, 'END'])
  })

  it('is not looked for in reasoning or in calls, and ends what is open', () => {
    const events: ReplyEvent[] = [
      { type: 'start' },
      { type: 'begin', index: 0, block: { type: 'reasoning', part: 'raw' } },
      { type: 'text', index: 0, text: 'END' },
      { type: 'begin', index: 1, block: { type: 'tool-call', id: 'c', kind: 'function', name: 'f' } },
      { type: 'input', index: 1, text: '"END"' },
      { type: 'begin', index: 2, block: { type: 'text' } },
      { type: 'text', index: 2, text: 'x END y' },
    ]
    const heard = stopScan(['END'])(events)
    expect(collect(heard).blocks.map(block => block.text)).toEqual(['END', '"END"', 'x '])
    expect(heard.filter(event => event.type === 'end').map(event => event.index)).toEqual([0, 1, 2])
    expect(heard.at(-1)?.type).toBe('stop')
  })

  it('is found in the same place wherever the text is cut', () => {
    const letters = fc.constantFrom('a', 'b', 'ab', 'ba', '🧵')
    fc.assert(
      fc.property(
        fc.array(fc.array(letters).map(parts => parts.join(''))),
        fc.array(fc.constantFrom('aab', 'bb', 'aba', 'b🧵'), { minLength: 1 }),
        (pieces, sequences) => {
          const all = pieces.join('')
          const places = sequences.map(each => all.indexOf(each)).filter(at => at >= 0)
          const text = places.length > 0 ? all.slice(0, Math.min(...places)) : all
          expect(hear(reply(pieces), sequences).texts).toEqual([text])
        },
      ),
    )
  })
})

it('is applied to replies of Responses, and nothing of it is lost in the request', () => {
  const conversation = readChat({ stop: ['END'] })
  const target = responsesTarget()
  expect(dialects.responses.writeRequest(conversation, target)).toMatchObject({ ok: true, losses: [] })
  const output = [{ type: 'message', content: [{ type: 'output_text', text: 'one END two' }] }]
  const body = { object: 'response', status: 'completed', output, usage: { output_tokens: 9 } }
  expect(collect(dialects.responses.readReply(body, { conversation, target }))).toMatchObject({
    blocks: [{ text: 'one ' }],
    stop: { reason: 'stop-sequence', sequence: 'END' },
    usage: { output: 9 },
  })
})

it('is applied to replies of Chat where there are more sequences than it takes', () => {
  const conversation = readChat({ stop: ['1', '2', '3', '4', 'END'] })
  const target = { ...responsesTarget(), dialect: 'chat' } as const
  expect(dialects.chat.writeRequest(conversation, target)).toMatchObject({
    value: { body: { stop: ['1', '2', '3', '4'] } },
    losses: [],
  })
  const body = { choices: [{ message: { content: 'one END two' }, finish_reason: 'stop' }] }
  expect(collect(dialects.chat.readReply(body, { conversation, target })).blocks).toMatchObject([
    { text: 'one ' },
  ])
})

it('is applied to replies of Messages where it is white space', () => {
  const conversation = readChat({ stop: ['\n\n', '', 'END'] })
  const target = { ...responsesTarget(), dialect: 'messages' } as const
  expect(dialects.messages.writeRequest(conversation, target)).toMatchObject({
    value: { body: { stop_sequences: ['END'] } },
    losses: [],
  })
  const body = { content: [{ type: 'text', text: 'one\n\ntwo' }], stop_reason: 'end_turn' }
  expect(collect(dialects.messages.readReply(body, { conversation, target }))).toMatchObject({
    blocks: [{ text: 'one' }],
    stop: { sequence: '\n\n' },
  })
})
