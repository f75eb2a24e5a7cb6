import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventCutter } from '../../../src-main/core/text/events.ts'
import { renameEvents, renameReply } from '../../../src-main/core/text/rename.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const text = (parts: readonly Uint8Array[]) => Buffer.concat(parts).toString()

/** The stream in pieces of one event each, fed in these chunks. */
function pieces(chunks: readonly Uint8Array[]): { events: string[]; rest: string } {
  const cutter = eventCutter()
  const events: string[] = []
  for (const chunk of chunks) {
    const ready = cutter.feed(chunk)
    let start = 0
    for (const end of ready.ends) {
      events.push(Buffer.from(ready.bytes.subarray(start, end)).toString())
      start = end
    }
    expect(start).toBe(ready.bytes.length)
  }
  return { events, rest: Buffer.from(cutter.rest()).toString() }
}

function renamed(chunks: readonly Uint8Array[], name: string): string {
  const cutter = eventCutter()
  const out = chunks.map(chunk => renameEvents(cutter.feed(chunk), name))
  return text([...out, cutter.rest()])
}

const everyCut = (whole: Uint8Array): Uint8Array[][] =>
  Array.from(whole, (_, at) => [whole.subarray(0, at), whole.subarray(at)])

const stream = (model: string, end: string) =>
  [
    `: a comment with "model":"up"${end}`,
    `event: message_start${end}data: {"type":"message_start","message":{"id":"m","model":${model},"text":"größe 🧵"}}${end}${end}`,
    `id: 7${end}data:{"model" : ${model},${end}data: "choices":[{"delta":{"content":"the \\"model\\":\\"up\\" é"}}]}${end}${end}`,
    `data: {"response":{"output":[{"model":"inner"}],"model":${model}},"mod\\u0065l":1}${end}${end}`,
    `data: [DONE]${end}${end}`,
  ].join('')

describe('eventCutter', () => {
  it.each(['\n', '\r\n', '\r'])('gives the same events for every cut, lines ending in %j', end => {
    const whole = bytes(stream('"up"', end))
    const events = pieces([whole]).events
    expect(events).toHaveLength(5)
    for (const chunks of everyCut(whole)) {
      const cut = pieces(chunks)
      expect(cut.events.join('') + cut.rest).toBe(Buffer.from(whole).toString())
      // A CRLF that was cut in its middle may leave its second half alone.
      expect(cut.events.filter(event => event !== '\n').map(event => event.trim())).toEqual(
        events.map(event => event.trim()),
      )
    }
    expect(pieces(Array.from(whole, byte => new Uint8Array([byte]))).events.join('')).toBe(
      Buffer.from(whole).toString(),
    )
  })

  it('lets a comment go before the blank line, and holds an event until it is whole', () => {
    expect(pieces([bytes(': waiting\n')])).toEqual({ events: [': waiting\n'], rest: '' })
    expect(pieces([bytes('data: 1\n: note\n')])).toEqual({ events: [], rest: 'data: 1\n: note\n' })
  })

  it('never loses a byte of anything', () => {
    const line = fc.constantFrom('\n', '\r', '\r\n', 'data: x', ': c', 'event: e', 'é', ':')
    fc.assert(
      fc.property(fc.array(fc.array(line).map(parts => bytes(parts.join('')))), chunks => {
        const cut = pieces(chunks)
        expect(cut.events.join('') + cut.rest).toBe(text(chunks))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('renaming a model in a stream', () => {
  it.each(['\n', '\r\n', '\r'])(
    'is the same for every cut, all else byte for byte, lines ending in %j',
    end => {
      const whole = bytes(stream('"provider/real-model"', end))
      const wanted = stream('"mine ü"', end)
      expect(renamed([whole], 'mine ü')).toBe(wanted)
      for (const chunks of everyCut(whole)) expect(renamed(chunks, 'mine ü')).toBe(wanted)
      expect(
        renamed(
          Array.from(whole, byte => new Uint8Array([byte])),
          'mine ü',
        ),
      ).toBe(wanted)
    },
  )

  it('leaves alone what is no JSON, and models that are no text', () => {
    const odd = 'data: {"model": broken}\n\ndata: {"model":null}\n\ndata: "model"\n\n'
    expect(renamed([bytes(odd)], 'x')).toBe(odd)
  })
})

describe('renaming a model in a whole reply', () => {
  it('changes the top level only', () => {
    const whole = '{ "output":[{"model":"a"}], "model" : "real" , "response":{"model":"b"} }'
    expect(Buffer.from(renameReply(bytes(whole), 'n"1')).toString()).toBe(whole.replace('"real"', '"n\\"1"'))
    expect(Buffer.from(renameReply(bytes('<html>'), 'n')).toString()).toBe('<html>')
  })
})
