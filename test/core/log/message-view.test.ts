import { describe, expect, it } from 'vitest'
import { secretHider } from '../../../src-main/core/log/hide-secrets.ts'
import { messageView } from '../../../src-main/core/log/message-view.ts'
import type { RecordedMessage } from '../../../src-main/core/log/recording.ts'
import { readRecording } from '../../../src-main/core/log/stored-message.ts'
import { PIXEL, recorded } from './recordings.ts'

function view(message: RecordedMessage, inMemory = true) {
  const { messages, media } = readRecording({ 'client-request': message }, secretHider([]))
  const stored = messages['client-request']
  if (!stored) throw new Error('nothing was recorded')
  return messageView('client-request', stored, inMemory ? media : [])
}

describe('the view of a message', () => {
  it('lays JSON out, and says whose it is', () => {
    expect(view(recorded('{"a":1.0}', { method: 'POST', url: 'http://h/' }))).toEqual({
      side: 'client-request',
      method: 'POST',
      url: 'http://h/',
      headers: { 'content-type': 'application/json' },
      text: '{\n  "a": 1.0\n}',
      kind: 'json',
      size: 9,
      truncated: false,
      hidden: 0,
      images: [],
    })
  })

  it.each([
    ['data: {"a":1}\n\n', 'events'],
    [': alive\n\n', 'events'],
    ['{"a":', 'text'],
    ['<html></html>', 'text'],
    ['', 'empty'],
  ])('leaves %j as it came', (text, kind) => {
    expect(view(recorded(text))).toMatchObject({ text, kind })
  })

  it('lays out JSON that was cut', () => {
    expect(view(recorded('{"a":[1', { truncated: true })).text).toBe('{\n  "a": [\n    1')
  })

  it('shows pictures while they are in memory, and their hashes afterwards', () => {
    const message = recorded(JSON.stringify({ url: `data:image/png;base64,${PIXEL}` }))
    expect(view(message).images).toEqual([
      {
        hash: expect.stringMatching(/^[\da-f]{64}$/),
        mediaType: 'image/png',
        size: 70,
        dataUrl: `data:image/png;base64,${PIXEL}`,
      },
    ])
    expect(view(message, false).images).toEqual([
      { hash: expect.any(String), mediaType: 'image/png', size: 70 },
    ])
  })

  it('shows a body that is a picture', () => {
    const message = recorded(Buffer.from(PIXEL, 'base64'), { headers: { 'content-type': 'image/png' } })
    expect(view(message)).toMatchObject({
      text: expect.stringMatching(/^sha256:\w+ \(70 bytes, image\/png\)$/),
      kind: 'text',
      images: [{ dataUrl: `data:image/png;base64,${PIXEL}` }],
    })
  })

  it('shows no large picture', () => {
    const data = `${PIXEL.slice(0, 16)}${Buffer.alloc(300_000, 7).toString('base64')}`
    const [image] = view(recorded(JSON.stringify({ b64_json: data }))).images
    expect(image).toMatchObject({ mediaType: 'image/png', size: 300_012 })
    expect(image?.dataUrl).toBeUndefined()
  })
})
