import { expect, it } from 'vitest'
import { parseJson } from '../../src-main/core/json.ts'
import { DEEPEST, isTooDeep } from '../../src-main/core/nesting.ts'

const lists = (levels: number) => parseJson('['.repeat(levels) + ']'.repeat(levels)) ?? null
const objects = (levels: number) => parseJson('{"a":'.repeat(levels) + 1 + '}'.repeat(levels)) ?? null

it.each([lists, objects])('says of each kind where the limit is', nested => {
  expect(isTooDeep(nested(DEEPEST))).toBe(false)
  expect(isTooDeep(nested(DEEPEST + 1))).toBe(true)
  expect(isTooDeep(nested(50_000))).toBe(true)
})

it('minds depth alone, not how much there is', () => {
  expect(isTooDeep(Array.from({ length: 10_000 }, () => ({ a: [{ b: null }] })))).toBe(false)
})
