import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { storedMessages } from '../../../src-main/core/log/stored-message.ts'
import { recorded, stored } from './recordings.ts'

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
    expect(stored(recorded('{"text":"naïve – 日本 🎉"}', { cut: 1 })).text).toBe('{"text":"naïve – 日本 🎉"}')
  })

  it('lose no more than the character that a truncated body was cut in', () => {
    const bytes = new TextEncoder().encode('"日本')
    expect(stored(recorded(bytes.subarray(0, -1), { truncated: true })).text).toBe('"日')
  })

  it('say in words what is no text', () => {
    const bytes = Uint8Array.from({ length: 12_345 }, (_, index) => index % 256)
    expect(stored(recorded(bytes, { headers: { 'content-type': 'audio/mpeg' } })).text).toBe(
      '(12,345 bytes of audio/mpeg)',
    )
    expect(stored(recorded(new Uint8Array(2), { headers: {} })).text).toBe('(2 bytes of an unnamed type)')
  })

  it('say that a body is compressed, unless it can be decoded', () => {
    const bytes = gzipSync('{"a":1}')
    const message = recorded(bytes, {
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    })
    expect(stored(message).text).toBe(`(${bytes.length} bytes of application/json, compressed with gzip)`)
    const decoded = storedMessages({ 'client-response': message }, [], given => gunzipSync(given))
    expect(decoded['client-response']?.text).toBe('{"a":1}')
  })
})

describe('what is not recorded', () => {
  it('is said in words', () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    expect(stored({ headers, chunks: [], size: 12_345, truncated: true }).text).toBe(
      '(12,345 bytes of multipart/form-data, not recorded)',
    )
  })
})
