import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePattern, fillPattern } from '../../../src-main/core/routing/patterns.ts'

const piece = fc.string({ maxLength: 4 }).map(text => text.replaceAll('*', ''))

test('a filled pattern matches, and what it captures fills it again', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 5 }),
      fc.array(piece, { minLength: 4, maxLength: 4 }),
      (literals, runs) => {
        const text = literals.join('*')
        const name = fillPattern(text, runs)
        const captures = compilePattern(text).match(name)
        expect(captures && fillPattern(text, captures)).toBe(name)
      },
    ),
  )
})

test('everything but the star is literal, and ends may not overlap', () => {
  expect(compilePattern('a.b').match('axb')).toBeUndefined()
  expect(compilePattern('aba*aba').match('ababa')).toBeUndefined()
  expect(compilePattern('a*b*c').match('a1b2bc')).toEqual(['1', '2b'])
})
