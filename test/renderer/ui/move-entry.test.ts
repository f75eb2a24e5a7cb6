import { expect, test } from 'vitest'
import { moveEntry } from '../../../src-renderer/src/ui/move-entry.ts'

test.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 1, ['a', 'b', 'c']],
])('an entry moves from %i to %i', (from, to, expected) => {
  expect(moveEntry(['a', 'b', 'c'], from, to)).toEqual(expected)
})

test('an entry that would leave the list stays, and the list is the same one', () => {
  const entries = ['a', 'b']
  expect(moveEntry(entries, 0, -1)).toBe(entries)
  expect(moveEntry(entries, 1, 2)).toBe(entries)
  expect(moveEntry(entries, 5, 0)).toBe(entries)
})
