import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recorded, stored } from './recordings.ts'

describe('secrets', () => {
  const secret = 'hunter2 "quoted" /and\\odd+key'

  it('are taken out as they are, escaped and in URLs, and are counted', () => {
    const body = JSON.stringify({
      text: `it is ${secret}.`,
      arguments: JSON.stringify({ value: secret }),
      url: `https://h/${encodeURIComponent(secret)}`,
    })
    const kept = stored(recorded(`${body}\n${secret}`, { cut: 3 }), [secret])
    expect(kept.text).not.toContain('hunter2')
    expect(kept.hidden).toBe(4)
  })

  it('are taken out by their looks, and JSON stays JSON', () => {
    const body = JSON.stringify({
      messages: [{ role: 'user', content: 'my key:\nsk-proj-0123456789abcdef' }],
    })
    const kept = stored(recorded(body))
    expect(kept.text).not.toContain('0123456789')
    expect(kept.hidden).toBe(1)
    expect(JSON.parse(kept.text)).toEqual({ messages: [{ role: 'user', content: 'my key:\n[hidden]' }] })
  })

  it('are taken out of headers and URLs', () => {
    const message = recorded('', { headers: { 'x-note': 'see canary-value' }, url: 'http://h/canary-value' })
    expect(JSON.stringify(stored(message, ['canary-value']))).not.toContain('canary')
  })

  it('never stay, wherever they stand and however the network cut them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 6, maxLength: 30 }),
        fc.jsonValue(),
        fc.integer({ min: 1, max: 9 }),
        (odd, value, cut) => {
          const planted = `Zz7${odd}q9Z`
          const body = JSON.stringify({ value, here: `a ${planted} b`, [planted]: [planted] })
          const kept = stored(recorded(body, { cut }), [planted])
          const read = JSON.parse(kept.text)
          expect(read.here).toBe('a [hidden] b')
          expect(kept.hidden).toBeGreaterThanOrEqual(3)
        },
      ),
    )
  })
})

describe('secrets that are not in one piece', () => {
  const KEY = 'sk-proj-InPieces0123456789abcdef'
  const SHAPELESS = 'Qz7InPiecesVw91kLm3'
  const stream = (pieces: readonly string[], print: (piece: string) => unknown) =>
    recorded(pieces.map(piece => `data: ${JSON.stringify(print(piece))}\n\n`).join(''), {
      headers: { 'content-type': 'text/event-stream' },
    })
  const said = (text: string, field: string) =>
    text
      .split('\n\n')
      .flatMap(event => (event ? [JSON.parse(event.replace('data: ', ''))[field]] : []))
      .join('')
  const cutAnywhere = (text: string) =>
    fc
      .array(fc.nat({ max: text.length }), { maxLength: 12 })
      .map(cuts => [0, ...cuts.sort((one, other) => one - other), text.length])
      .map(places => places.slice(1).map((place, index) => text.slice(places[index], place)))

  it('are taken out of streams, wherever they were cut, and nothing else is', () => {
    const text = `My key is ${KEY}, "mine" is\n${SHAPELESS}; and so on`
    fc.assert(
      fc.property(cutAnywhere(text), pieces => {
        const { text: kept, hidden } = stored(
          stream(pieces, delta => ({ delta })),
          [SHAPELESS],
        )
        expect(said(kept, 'delta')).toBe('My key is [hidden], "mine" is\n[hidden]; and so on')
        expect(hidden).toBe(2)
      }),
    )
  })

  it('are taken out of the arguments of tool calls', () => {
    fc.assert(
      fc.property(cutAnywhere(JSON.stringify({ path: 'a/b', password: SHAPELESS, more: 'on' })), pieces => {
        const { text } = stored(stream(pieces, partial_json => ({ partial_json })))
        expect(JSON.parse(said(text, 'partial_json'))).toEqual({
          path: 'a/b',
          password: '[hidden]',
          more: 'on',
        })
      }),
    )
  })

  it('are known behind escapes that some writers of JSON make, and JSON stays JSON', () => {
    const secret = 'Qz7+In&Escapes/Vw91'
    const escapes = (text: string) =>
      text.replace(/[+&"]/g, char => `\\u00${char.charCodeAt(0).toString(16).toUpperCase()}`)
    const inner = `{${escapes('"')}password${escapes('"')}:${escapes('"')}${SHAPELESS}${escapes('"')}}`
    const body = `{"a":"${escapes(secret)} \\u0073k-proj-${'x1'.repeat(12)}","arguments":"${inner}"}`
    const { text, hidden } = stored(recorded(body), [secret])
    expect(JSON.parse(text)).toEqual({ a: '[hidden] [hidden]', arguments: '{"password":"[hidden]"}' })
    expect(hidden).toBe(3)
  })

  it('do not change escapes where there are none', () => {
    const body = '{"a":"1 \\u002B 1"}'
    expect(stored(recorded(body)).text).toBe(body)
  })

  it('are not hidden by another alphabet', () => {
    const bytes = Buffer.from(`{"a":"${KEY}"}`, 'utf16le')
    expect(stored(recorded(bytes)).text).toBe(`(${bytes.length} bytes of application/json)`)
  })

  it('are known at the begin of a form', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const message = recorded(`client_secret=${SHAPELESS}&grant=${KEY}`, { headers })
    expect(stored(message).text).toBe('client_secret=[hidden]&grant=[hidden]')
  })
})
