import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMessage } from '../../src-main/proxy/websocket-message.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const ENVELOPE = ['type', 'stream_id', 'generate', 'stream']

/** What stands in a body: members of any kind, and none of the envelope's. */
const members = fc.array(
  fc.tuple(
    fc.string({ unit: 'binary' }).filter(key => !ENVELOPE.includes(key) && key !== 'background'),
    fc.jsonValue(),
  ),
  { maxLength: 6 },
)
const envelope = fc.constantFrom(
  ['"type":"response.create"'],
  ['"stream":false', '"type" : "response.create"'],
  ['"type":"response.create"', '"stream_id":"a"', '"generate":true', '"stream":true'],
)
const blank = fc.constantFrom('', ' ', '\n\t')

describe('a message that asks for a reply', () => {
  it('is its body without the envelope, wherever that stands, and every other byte as it came', () => {
    fc.assert(
      fc.property(members, envelope, blank, fc.boolean(), (own, signs, space, isLast) => {
        const written = own.map(([key, value]) => `${JSON.stringify(key)}:${space}${JSON.stringify(value)}`)
        const all = isLast ? [...written, ...signs] : [...signs, ...written]
        const message = readMessage(bytes(`{${space}${all.join(`${space},${space}`)}${space}}`))
        if (message.kind !== 'create') throw new Error(message.kind)
        const text = new TextDecoder().decode(message.body)
        // As JSON has it, which knows no -0.
        const wanted = JSON.stringify({ ...Object.fromEntries(own), stream: true })
        expect(JSON.parse(text)).toEqual(JSON.parse(wanted))
        for (const member of written) expect(text).toContain(member)
      }),
    )
  })

  it('may begin with a byte order mark, and repeat a member', () => {
    const message = readMessage(
      bytes('\ufeff{"type":"x","type":"response.create","model":"a","generate":false}'),
    )
    expect(message).toMatchObject({ kind: 'create', isPreparation: true, streamId: undefined })
    expect(message.kind === 'create' && new TextDecoder().decode(message.body)).toBe(
      '{"stream":true,"model":"a"}',
    )
  })

  it('is never thrown at, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), given => {
        expect(['create', 'steer', 'refused']).toContain(readMessage(given).kind)
      }),
    )
  })
})
