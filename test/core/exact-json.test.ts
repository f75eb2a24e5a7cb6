import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExact } from '../../src-main/core/exact-json.ts'
import { isObject } from '../../src-main/core/json.ts'

test('an integer of 64 bits is written as it was read', () => {
  const text = '{"id":12345678901234567890,"least":-9223372036854775808,"in":[9223372036854775807,1]}'
  expect(JSON.stringify(parseExact(text))).toBe(text)
})

test('what numbers hold is a number, and so is what has a fraction or an exponent', () => {
  const text = '[9007199254740991, 9007199254740992, 1e300, 12345678901234567890.5, 1.0, -0]'
  expect(parseExact(text)).toEqual(JSON.parse(text))
})

test('integers of any length come back, wherever they stand; all else is as JSON has it', () => {
  const integer = fc.bigInt().map(String)
  const text = fc
    .tuple(integer, integer, fc.json())
    .map(([one, other, rest]) => `{"rest":${rest},"one":${one},"deep":[{"other":${other}}],"text":"${one}"}`)
  fc.assert(
    fc.property(text, given => {
      const compact = given.replace(/"rest":.*?,"one"/s, '"one"')
      expect(JSON.stringify(parseExact(compact))).toBe(compact)
      expect(JSON.parse(JSON.stringify(parseExact(given)))).toEqual(
        JSON.parse(JSON.stringify(JSON.parse(given))),
      )
    }),
  )
})

test('such an integer is no object, and broken JSON is undefined', () => {
  const value = parseExact('{"id":12345678901234567890}')
  expect(isObject(value)).toBe(true)
  expect(isObject(isObject(value) && value['id'])).toBe(false)
  expect(parseExact('{"id":12345678901234567890')).toBeUndefined()
})

test('a body that is nested deeper than the stack is read', () => {
  const text = `${'['.repeat(100_000)}12345678901234567890${']'.repeat(100_000)}`
  expect(Array.isArray(parseExact(text))).toBe(true)
})
