import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PIXEL, recorded, stored } from './recordings.ts'

const hashOf = (data: string) => createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex')

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
    expect(JSON.parse(stored(recorded(JSON.stringify(body))).text)).toEqual(expected)
  })

  it('are known by what they begin with', () => {
    const data = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(1_000, 7)]).toString('base64')
    const kept = stored(recorded(JSON.stringify({ content: data })))
    expect(JSON.parse(kept.text).content).toBe(`sha256:${hashOf(data)} (1,008 bytes, application/pdf)`)
  })

  it('are told from sounds', () => {
    const data = Buffer.alloc(300, 1).toString('base64')
    const { text } = stored(
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
    expect(stored(recorded(JSON.stringify(body))).text).toBe(JSON.stringify(body))
  })

  it('are found wherever they stand', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (before, after) => {
        const body = JSON.stringify([before, `data:image/png;base64,${PIXEL}`, after])
        const [, found] = JSON.parse(stored(recorded(body)).text)
        expect(found).toBe(mark)
      }),
    )
  })
})
