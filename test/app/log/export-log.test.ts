import { describe, expect, test } from 'vitest'
import { exportLog } from '../../../src-main/app/log/export-log.ts'
import { LEFT_OUT } from '../../../src-main/core/log/export-entry.ts'
import { secretHider } from '../../../src-main/core/log/hide-secrets.ts'
import type { Recording } from '../../../src-main/core/log/recording.ts'
import { readRecording } from '../../../src-main/core/log/stored-message.ts'
import { exchange } from '../../core/log/exchanges.ts'
import { PIXEL, recorded } from '../../core/log/recordings.ts'

const ask = (content: unknown): Recording => ({
  'client-request': recorded(JSON.stringify({ model: 'fast', messages: [{ role: 'user', content }] })),
  'client-response': recorded('data: {"choices":[{"delta":{"content":"a streamed word"}}]}\n\n', {
    headers: { 'content-type': 'text/event-stream' },
  }),
})

/** Three requests in memory, of which two fill a file. */
const file = (format: 'har' | 'json' | 'html', longest = 300) => {
  const recording = ask('a question that is told at some length, so that two of them fill a file')
  return exportLog({
    all: ['first', 'second', 'third'].map(id => exchange({ id })),
    format,
    held: {
      recording: () => recording,
      shown: async () => readRecording(recording, secretHider([])),
      hider: () => secretHider([]),
    },
    context: { version: '1.2.3', at: Date.UTC(2026, 10, 21), proxyUrl: 'http://127.0.0.1:4224' },
    longest,
  })
}

describe('a file that is full', () => {
  test('says so at each request that has no bodies in it, as HTML', async () => {
    const { text } = await file('html')
    expect(text.split(LEFT_OUT)).toHaveLength(2)
    expect(text).toContain('The last of these requests stands here without headers and bodies')
    expect(text.slice(text.indexOf(LEFT_OUT))).not.toContain('a streamed word')
    expect(text).not.toContain('were not recorded')
  })

  test('says so in a field, as JSON', async () => {
    const { exchanges } = JSON.parse((await file('json')).text)
    expect(exchanges[0]).not.toHaveProperty('messagesLeftOut')
    expect(exchanges[0].messages['client-request'].text).toContain('a question')
    expect(exchanges.at(-1)).toMatchObject({ messages: {}, messagesLeftOut: LEFT_OUT })
  })

  test('says so in a comment, as HAR', async () => {
    const { entries } = JSON.parse((await file('har')).text).log
    expect(entries[0]).not.toHaveProperty('comment')
    expect(entries.at(-1)).toMatchObject({ comment: LEFT_OUT, _patchbay: { id: 'third' } })
  })

  test.each(['har', 'json', 'html'] as const)('says nothing while there is room, as %s', async format => {
    const { text } = await file(format, 100_000)
    expect(text).not.toContain('left out')
    expect(text).not.toContain('LeftOut')
  })
})

describe('a page of a request that holds a picture', () => {
  const page = async (recording: Recording, inMemory: boolean) => {
    const { messages, media } = readRecording(recording, secretHider([]))
    const { text } = await exportLog({
      all: [exchange()],
      format: 'html',
      held: {
        recording: () => undefined,
        shown: async () => ({ messages, media: inMemory ? media : [] }),
        hider: () => secretHider([]),
      },
      context: { version: '1.2.3', at: 0, proxyUrl: 'http://127.0.0.1:4224' },
    })
    return text
  }
  const url = `data:image/png;base64,${PIXEL}`
  const asked = ask([{ type: 'image_url', image_url: { url } }])

  test('shows it once while it is in memory, and its hash afterwards', async () => {
    expect((await page(asked, true)).split(`<img src="${url}"`)).toHaveLength(2)
    const later = await page(asked, false)
    expect(later).not.toContain(PIXEL)
    expect(later).toMatch(/sha256:[\da-f]{64} \(70 bytes, image\/png\)/)
  })

  test('shows what a reply outside of the conversation holds, too', async () => {
    const drawn = { 'client-response': recorded(JSON.stringify({ data: [{ b64_json: PIXEL }] })) }
    expect(await page(drawn, true)).toContain(`<img src="${url}" alt="sha256:`)
  })
})
