import { describe, expect, test } from 'vitest'
import type { StreamEventView } from '../../../../../src-main/control/contract/log.ts'
import { findEvents, indented } from '../../../../../src-renderer/src/pages/log/detail/stream-events.ts'

const event = (at: number, side: StreamEventView['side'], data = 'x'): StreamEventView => ({
  at,
  side,
  name: 'delta',
  data,
})
const EVENTS = [
  event(5, 'upstream-response', '{"text":"Hello"}'),
  event(6, 'client-response'),
  event(9, 'upstream-response'),
]

describe('the events of a stream', () => {
  test('each has the time since the one that is shown before it', () => {
    expect(findEvents(EVENTS, { side: 'both', text: '' }).map(({ since }) => since)).toEqual([5, 1, 3])
    const upstream = findEvents(EVENTS, { side: 'upstream-response', text: '' })
    expect(upstream.map(({ since, index }) => [since, index])).toEqual([
      [5, 0],
      [4, 2],
    ])
  })

  test('they are found by name or data, whatever the case', () => {
    expect(findEvents(EVENTS, { side: 'both', text: 'hello' }).map(({ index }) => index)).toEqual([0])
    expect(findEvents(EVENTS, { side: 'client-response', text: 'DELTA' }).length).toBe(1)
  })

  test('JSON is laid out, anything else stands as it is', () => {
    expect(indented('{"a":1}')).toBe('{\n  "a": 1\n}')
    expect(indented('[DONE]')).toBe('[DONE]')
  })
})
