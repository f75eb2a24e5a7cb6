import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordedMessage } from '../../../src-main/core/log/recording.ts'
import { storedMessages } from '../../../src-main/core/log/stored-message.ts'
import { PIXEL, recorded } from './recordings.ts'

const store = (message: RecordedMessage, secrets: readonly string[] = []) => {
  const stored = storedMessages({ 'client-request': message }, secrets)['client-request']
  if (!stored) throw new Error('nothing was stored')
  return stored
}
const hashOf = (data: string) => createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex')

describe('stored messages', () => {
  it('keep what is known of a message, and leave out the sides that never were', () => {
    const message = recorded('{"a":1}', { method: 'POST', url: 'http://h/v1', size: 9, truncated: true })
    expect(storedMessages({ 'upstream-request': message }, [])).toEqual({
      'upstream-request': {
        headers: { 'content-type': 'application/json' },
        method: 'POST',
        url: 'http://h/v1',
        text: '{"a":1}',
        size: 9,
        truncated: true,
        hidden: 0,
      },
    })
  })

  it('are read across cuts inside of characters', () => {
    expect(store(recorded('{"text":"naïve – 日本 🎉"}', { cut: 1 })).text).toBe('{"text":"naïve – 日本 🎉"}')
  })

  it('lose no more than the character that a truncated body was cut in', () => {
    const bytes = new TextEncoder().encode('"日本')
    expect(store(recorded(bytes.subarray(0, -1), { truncated: true })).text).toBe('"日')
  })

  it('say in words what is no text', () => {
    const bytes = Uint8Array.from({ length: 12_345 }, (_, index) => index % 256)
    expect(store(recorded(bytes, { headers: { 'content-type': 'audio/mpeg' } })).text).toBe(
      '(12,345 bytes of audio/mpeg)',
    )
    expect(store(recorded(new Uint8Array(2), { headers: {} })).text).toBe('(2 bytes of an unnamed type)')
  })

  it('say that a body is compressed, unless it can be decoded', () => {
    const bytes = gzipSync('{"a":1}')
    const message = recorded(bytes, {
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    })
    expect(store(message).text).toBe(`(${bytes.length} bytes of application/json, compressed with gzip)`)
    const decoded = storedMessages({ 'client-response': message }, [], given => gunzipSync(given))
    expect(decoded['client-response']?.text).toBe('{"a":1}')
  })
})

describe('secrets', () => {
  const secret = 'hunter2 "quoted" /and\\odd+key'

  it('are taken out as they are, escaped and in URLs, and are counted', () => {
    const body = JSON.stringify({
      text: `it is ${secret}.`,
      arguments: JSON.stringify({ value: secret }),
      url: `https://h/${encodeURIComponent(secret)}`,
    })
    const stored = store(recorded(`${body}\n${secret}`, { cut: 3 }), [secret])
    expect(stored.text).not.toContain('hunter2')
    expect(stored.hidden).toBe(4)
  })

  it('are taken out by their looks, and JSON stays JSON', () => {
    const body = JSON.stringify({
      messages: [{ role: 'user', content: 'my key:\nsk-proj-0123456789abcdef' }],
    })
    const stored = store(recorded(body))
    expect(stored.text).not.toContain('0123456789')
    expect(stored.hidden).toBe(1)
    expect(JSON.parse(stored.text)).toEqual({ messages: [{ role: 'user', content: 'my key:\n[hidden]' }] })
  })

  it('are taken out of headers and URLs', () => {
    const message = recorded('', { headers: { 'x-note': 'see canary-value' }, url: 'http://h/canary-value' })
    expect(JSON.stringify(store(message, ['canary-value']))).not.toContain('canary')
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
          const stored = store(recorded(body, { cut }), [planted])
          const read = JSON.parse(stored.text)
          expect(read.here).toBe('a [hidden] b')
          expect(stored.hidden).toBeGreaterThanOrEqual(3)
        },
      ),
    )
  })
})

describe('images and files', () => {
  const mark = `sha256:${hashOf(PIXEL)} (${Buffer.from(PIXEL, 'base64').length} bytes, image/png)`

  it.each([
    ['a data URL', { url: `data:image/png;base64,${PIXEL}` }, { url: mark }],
    [
      'a data URL in prose',
      { text: `![x](data:image/png;base64,${PIXEL}) and more` },
      { text: `![x](${mark}) and more` },
    ],
    [
      'a source of Messages',
      { type: 'base64', media_type: 'image/png', data: PIXEL },
      { type: 'base64', media_type: 'image/png', data: mark },
    ],
    [
      'the same with its fields turned round',
      { data: PIXEL, media_type: 'image/png' },
      { data: mark, media_type: 'image/png' },
    ],
    ['a generated image', { b64_json: PIXEL }, { b64_json: mark }],
    [
      'JSON in a string',
      { output: JSON.stringify({ data: PIXEL, mimeType: 'image/png' }) },
      { output: JSON.stringify({ data: mark, mimeType: 'image/png' }) },
    ],
  ])('stand as their hash: %s', (_, body, expected) => {
    expect(JSON.parse(store(recorded(JSON.stringify(body))).text)).toEqual(expected)
  })

  it('are known by what they begin with', () => {
    const data = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(1_000, 7)]).toString('base64')
    const stored = store(recorded(JSON.stringify({ content: data })))
    expect(JSON.parse(stored.text).content).toBe(`sha256:${hashOf(data)} (1,008 bytes, application/pdf)`)
  })

  it('are told from sounds', () => {
    const data = Buffer.alloc(300, 1).toString('base64')
    const { text } = store(
      recorded(JSON.stringify({ type: 'input_audio', input_audio: { data, format: 'wav' } })),
    )
    expect(JSON.parse(text).input_audio.data).toBe(`sha256:${hashOf(data)} (300 bytes, audio/wav)`)
  })

  it.each([
    { type: 'redacted_thinking', data: Buffer.alloc(600, 3).toString('base64') },
    { type: 'thinking', thinking: '', signature: Buffer.alloc(600, 9).toString('base64') },
    { type: 'reasoning', encrypted_content: Buffer.alloc(600, 5).toString('base64') },
    { text: 'x'.repeat(5_000) },
    { type: 'text', media_type: 'text/plain', data: 'x'.repeat(500) },
  ])('are not what only looks like one: %o', body => {
    expect(store(recorded(JSON.stringify(body))).text).toBe(JSON.stringify(body))
  })

  it('are found wherever they stand', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (before, after) => {
        const body = JSON.stringify([before, `data:image/png;base64,${PIXEL}`, after])
        const [, found] = JSON.parse(store(recorded(body)).text)
        expect(found).toBe(mark)
      }),
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
        const { text: stored, hidden } = store(
          stream(pieces, delta => ({ delta })),
          [SHAPELESS],
        )
        expect(said(stored, 'delta')).toBe('My key is [hidden], "mine" is\n[hidden]; and so on')
        expect(hidden).toBe(2)
      }),
    )
  })

  it('are taken out of the arguments of tool calls', () => {
    fc.assert(
      fc.property(cutAnywhere(JSON.stringify({ path: 'a/b', password: SHAPELESS, more: 'on' })), pieces => {
        const { text } = store(stream(pieces, partial_json => ({ partial_json })))
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
    const { text, hidden } = store(recorded(body), [secret])
    expect(JSON.parse(text)).toEqual({ a: '[hidden] [hidden]', arguments: '{"password":"[hidden]"}' })
    expect(hidden).toBe(3)
  })

  it('do not change escapes where there are none', () => {
    const body = '{"a":"1 \\u002B 1"}'
    expect(store(recorded(body)).text).toBe(body)
  })

  it('are not hidden by another alphabet', () => {
    const bytes = Buffer.from(`{"a":"${KEY}"}`, 'utf16le')
    expect(store(recorded(bytes)).text).toBe(`(${bytes.length} bytes of application/json)`)
  })

  it('are known at the begin of a form', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const message = recorded(`client_secret=${SHAPELESS}&grant=${KEY}`, { headers })
    expect(store(message).text).toBe('client_secret=[hidden]&grant=[hidden]')
  })
})

describe('what is not recorded', () => {
  it('is said in words', () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    expect(store({ headers, chunks: [], size: 12_345, truncated: true }).text).toBe(
      '(12,345 bytes of multipart/form-data, not recorded)',
    )
  })
})
