import { describe, expect, test } from 'vitest'
import { dayText, evidenceText, tokensText } from '../../../../src-renderer/src/pages/models/model-text.ts'
import { modelRow } from './model-row.ts'

const NOW = Date.parse('2026-11-21T14:02:00Z')
const MINUTE = 60_000

describe('what the models page says of a model', () => {
  test('a list is named with its age', () => {
    const live = {
      dialects: ['chat'],
      source: 'live',
      evidence: 'the live list of lab',
      at: NOW - 2 * MINUTE,
    } as const
    expect(evidenceText(modelRow('lab/a', { endpoints: live }), NOW)).toBe('live list, 2 min ago')
    const websocket = modelRow('lab/a', { mode: undefined, endpoints: { ...live, dialects: [] } })
    expect(evidenceText(websocket, NOW)).toBe('live list, 2 min ago: websocket only')
  })

  test("the user's own word needs no other evidence", () => {
    expect(evidenceText(modelRow('lab/a', { userMode: 'chat' }), NOW)).toBe('pinned by you')
  })

  test('what was learned is told with its time', () => {
    const endpoints = {
      dialects: ['chat'],
      source: 'learned',
      evidence: 'learned from a 400',
      at: NOW,
    } as const
    expect(evidenceText(modelRow('lab/a', { endpoints }), NOW)).toMatch(/^learned from a 400, at \d\d:02$/)
  })

  test('everything else is told as it is known', () => {
    expect(evidenceText(modelRow('lab/a'), NOW)).toBe('what lab serves')
  })

  test.each([
    [512, '512'],
    [8192, '8.19k'],
    [131_072, '131k'],
    [200_000, '200k'],
    [999_999, '1M'],
    [1_048_576, '1.05M'],
  ])('%i tokens are told as %s', (count, text) => {
    expect(tokensText(count)).toBe(text)
  })

  test('a release has a day', () => {
    expect(dayText(Date.parse('2026-07-09') / 1000)).toBe('2026-07-09')
  })
})
