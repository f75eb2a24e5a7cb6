import { expect, test } from 'vitest'
import { effortOfBudget, nearestEffort } from '../../src-main/core/effort.ts'

test.each([
  ['high', ['low', 'medium', 'high'], 'high'],
  ['max', ['low', 'medium', 'high'], 'high'],
  ['minimal', ['low', 'medium', 'high'], 'low'],
  ['medium', ['none', 'high'], 'high'],
  ['none', ['low', 'high'], undefined],
  ['none', ['none', 'high'], 'none'],
  ['huge', ['low', 'high'], undefined],
  ['huge', ['huge'], 'huge'],
  ['low', [], undefined],
])('%s of %j is %s', (wish, accepted, effort) => {
  expect(nearestEffort(wish, accepted)).toBe(effort)
})

test.each([
  [1024, 'low'],
  [2000, 'medium'],
  [31_999, 'high'],
  [32_000, 'xhigh'],
])('a budget of %i tokens is %s', (tokens, effort) => {
  expect(effortOfBudget(tokens)).toBe(effort)
})
