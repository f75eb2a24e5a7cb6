import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accept,
  filterWord,
  suggest,
  toggleWord,
  withoutWord,
  wordAt,
} from '../../../../../src-renderer/src/pages/log/filter/suggest.ts'

const texts = (word: string, values = {}) => suggest(word, values).map(({ text }) => text)

describe('the word at the caret', () => {
  test('a quoted text is one word', () => {
    expect(wordAt('error:"rate limit" model:x', 10)).toMatchObject({ start: 0, text: 'error:"rate limit"' })
    expect(wordAt('error:"rate li', 14).text).toBe('error:"rate li')
  })

  test('between two words there is an empty one', () => {
    expect(wordAt('a  b', 2)).toEqual({ start: 2, end: 2, text: '' })
  })

  test('it stands where it says, wherever the caret is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ':', '"', ' ', '-') }), fc.nat(30), (text, at) => {
        const caret = Math.min(at, text.length)
        const word = wordAt(text, caret)
        expect(text.slice(word.start, word.end)).toBe(word.text)
        expect(word.start <= caret && caret <= word.end).toBe(true)
      }),
    )
  })
})

describe('suggestions', () => {
  test('keys while a key is typed, also behind a minus', () => {
    expect(texts('mo')).toEqual(['model:'])
    expect(texts('-st')).toEqual(['-status:', '-stop:'])
  })

  test('values of the key, those that begin like it first, quoted where they must be', () => {
    const values = { model: ['x/sonnet', 'sonnet-5', 'my sonnet', 'haiku'] }
    expect(texts('model:son', values)).toEqual(['model:sonnet-5', 'model:x/sonnet', 'model:"my sonnet"'])
  })

  test('nothing for a value that is complete, or a key that is none', () => {
    expect(texts('model:haiku', { model: ['haiku'] })).toEqual([])
    expect(texts('toString:x')).toEqual([])
  })

  test('a value takes the place of the word and lets the next one begin; after a key its value is typed', () => {
    const text = 'status:4 mod error:'
    expect(accept(text, wordAt(text, 11), { text: 'model:', goesOn: true })).toEqual({
      text: 'status:4 model: error:',
      caret: 15,
    })
    expect(accept('via:m', wordAt('via:m', 5), { text: 'via:messages', goesOn: false })).toEqual({
      text: 'via:messages ',
      caret: 13,
    })
  })
})

describe('words of a filter', () => {
  test('one is taken out where it stands', () => {
    expect(withoutWord('a:1 b:2 a:1', { start: 8, text: 'a:1' })).toBe('a:1 b:2')
  })

  test('one is put in, and taken out again', () => {
    expect(toggleWord('model:x', 'error:')).toBe('model:x error:')
    expect(toggleWord('error: model:x', 'error:')).toBe('model:x')
    expect(toggleWord('myerror:', 'error:')).toBe('myerror: error:')
  })

  test('white space is quoted', () => {
    expect(filterWord('session', 'a b')).toBe('session:"a b"')
    expect(filterWord('model', 'gpt-5')).toBe('model:gpt-5')
  })
})
