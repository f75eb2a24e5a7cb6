import { describe, expect, test } from 'vitest'
import { agoText } from '../../../src-renderer/src/ui/time-text.ts'

const NOW = Date.parse('2026-11-21T14:02:00Z')
const MINUTE = 60_000

describe('times for people', () => {
  test.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [90_000, '1 min ago'],
    [60 * MINUTE, '1 h ago'],
    [50 * 60 * MINUTE, '2 d ago'],
    [-MINUTE, 'just now'],
  ])('%i ms are told as %s', (passed, text) => {
    expect(agoText(NOW - passed, NOW)).toBe(text)
  })
})
