import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsPhrases, phrasesOf, searchText, wordsIn } from '../../../src-main/core/log/search-words.ts'

test('words are runs of letters and digits, whatever their case', () => {
  expect(wordsIn('openai/GPT-5.4_mini')).toEqual(['openai', 'gpt', '5', '4', 'mini'])
  expect(wordsIn('Größe: ÉTÉ')).toEqual(['größe', 'été'])
})

test('scripts without blanks are found by any part', () => {
  expect(holdsPhrases(['请打开文件夹'], '文件')).toBe(true)
  expect(holdsPhrases(['ファイルを開く'], 'を開')).toBe(true)
})

test('a phrase goes on in its last word, and does not run from one text into the next', () => {
  expect(holdsPhrases(['gpt-5.4-mini'], '5.4-m')).toBe(true)
  expect(holdsPhrases(['gpt-5.4-mini'], 'gp-5')).toBe(false)
  expect(holdsPhrases(['fast', 'gpt'], 'fast gpt')).toBe(false)
  expect(holdsPhrases(['fast', 'gpt'], 'fast*gpt')).toBe(true)
})

test('what a phrase is made of does not need to be escaped for a search', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      for (const word of phrasesOf(text).flat()) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u)
    }),
  )
})

test('the text of the index splits into the same words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const split = searchText([text])
        .split(/[^a-z0-9\u0080-\u{10ffff}]+/iu)
        .filter(Boolean)
        .map(word => word.toLowerCase())
      expect(split).toEqual(wordsIn(text))
    }),
  )
})
