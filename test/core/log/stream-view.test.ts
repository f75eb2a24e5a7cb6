import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Decode } from '../../../src-main/core/log/body-text.ts'
import type { Recording } from '../../../src-main/core/log/recording.ts'
import { storedMessages } from '../../../src-main/core/log/stored-message.ts'
import { streamEvents } from '../../../src-main/core/log/stream-view.ts'
import { recorded } from './recordings.ts'

const show = (recording: Recording, decode?: Decode) =>
  streamEvents(storedMessages(recording, ['canary'], decode))
const EVENTS = ': alive\n\nevent: ping\ndata: {}\n\ndata: 日本\n\ndata: end'

describe('the events of a stream', () => {
  it('come at the moment in which they were complete, whatever the cuts', () => {
    const message = recorded(EVENTS, { cut: 1 })
    const at = (text: string) =>
      new TextEncoder().encode(EVENTS.slice(0, EVENTS.indexOf(text) + text.length)).length - 1
    expect(show({ 'client-response': message })).toEqual([
      { at: expect.any(Number), side: 'client-response', name: 'comment', data: 'alive' },
      { at: at('data: {}\n\n'), side: 'client-response', name: 'ping', data: '{}' },
      { at: at('日本\n\n'), side: 'client-response', name: 'message', data: '日本' },
      { at: at('end'), side: 'client-response', name: 'message', data: 'end' },
    ])
  })

  it('stand in the order of time, of both sides', () => {
    const [one, other] = [recorded('data: 1\n\n'), recorded('data: 2\n\ndata: 3\n\n', { cut: 9 })]
    const events = show({ 'client-response': other, 'upstream-response': one })
    expect(events.map(({ side, data }) => [side, data])).toEqual([
      ['upstream-response', '1'],
      ['client-response', '2'],
      ['client-response', '3'],
    ])
  })

  it('hold no secret', () => {
    expect(show({ 'client-response': recorded('data: a canary\n\n') })[0]?.data).toBe('a [hidden]')
  })

  it('end with a word on those that are not shown', () => {
    const events = show({ 'upstream-response': recorded('data: 1\n\n'.repeat(5_002), { truncated: true }) })
    expect(events).toHaveLength(5_002)
    expect(events.slice(-2).map(({ data }) => data)).toEqual([
      '2 more events are not shown.',
      'The rest was not recorded.',
    ])
  })

  it('are none of a reply that is no stream', () => {
    expect(show({ 'client-response': recorded('{"data":1}') })).toEqual([])
  })

  it('are read from a stream that went by compressed, where it can be decoded', () => {
    const headers = { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' }
    const recording = { 'client-response': recorded(gzipSync('data: 1\n\n'), { headers }) }
    expect(show(recording)).toEqual([])
    expect(show(recording, bytes => gunzipSync(bytes))).toMatchObject([{ data: '1' }])
  })
})
