import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LogRow } from '../../../../src-main/control/contract/log.ts'
import { FILTER_KEYS, matchesFilter, readFilter } from '../../../../src-renderer/src/pages/log/filter.ts'
import { logRow } from './log-row.ts'

const fits = (filter: string, fields: Partial<LogRow> = {}): boolean =>
  matchesFilter(readFilter(filter), logRow(fields))

describe('the filter of the log', () => {
  test('an empty box shows everything', () => {
    expect(fits('   ')).toBe(true)
  })

  test.each([
    ['model:fast', true],
    ['model:GPT-5*mini', true],
    ['model:opus', false],
    ['status:200', true],
    ['status:>=400', false],
    ['status:2xx', true],
    ['client:codex', true],
    ['client:claude', false],
    ['via:chat>responses', true],
    ['via:messages>responses', false],
    ['via:>responses', true],
    ['via:translate', true],
    ['ttft:>2s', true],
    ['ttft:<2000ms', false],
    ['took:>=3.2s', true],
    ['tokens:>12k', true],
    ['lossy:', false],
    ['-lossy:', true],
    ['error:', false],
    ['is:stream', true],
    ['codex mini', true],
    ['codex opus', false],
    ['-client:codex', false],
    ['key:default', true],
    ['path:completions', true],
    ['attempts:1', true],
  ])('%s: %s', (filter, expected) => {
    expect(fits(filter)).toBe(expected)
  })

  test('errors are found by their code, their text in quotes, or at all', () => {
    const failed = {
      outcome: 'failed',
      status: 404,
      errorCode: 'model_not_found',
      errorMessage: 'No model x',
    } as const
    expect(fits('error:', failed)).toBe(true)
    expect(fits('error:not_found', failed)).toBe(true)
    expect(fits('error:"no model"', failed)).toBe(true)
    expect(fits('error:"other text"', failed)).toBe(false)
  })

  test('a row that does not have the number yet fits no comparison', () => {
    expect(fits('status:>=100', { outcome: 'running', status: undefined })).toBe(false)
    expect(fits('tokens:<10', { usage: undefined })).toBe(false)
  })

  test('a name with a colon is looked for as it stands when it is quoted', () => {
    expect(fits('"lab/qwen3:8b"', { requested: 'lab/qwen3:8b' })).toBe(true)
    expect(fits('model:lab/qwen3:8b', { requested: 'lab/qwen3:8b' })).toBe(true)
  })

  test('a word that means nothing is a problem with a way out, and filters nothing', () => {
    const filter = readFilter('modell:fast status:many')
    expect(filter.terms).toEqual([])
    expect(filter.problems.join()).toContain('model,')
    expect(filter.problems.join()).toContain('status:>=400')
  })

  test('each word that counts keeps its text, so that it can be taken out again', () => {
    const text = 'model:fast -client:"my tool" gpt'
    expect(readFilter(text).terms.map(term => term.text)).toEqual(['model:fast', '-client:"my tool"', 'gpt'])
  })

  test('no text makes it throw, and a term and its negation are opposites', () => {
    const word = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom(...FILTER_KEYS), fc.string()).map(([key, value]) => `${key}:${value}`),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), words => {
        const filter = readFilter(words.join(' '))
        for (const term of filter.terms) {
          const one = matchesFilter({ terms: [term], problems: [] }, logRow())
          const other = matchesFilter(
            { terms: [{ ...term, negated: !term.negated }], problems: [] },
            logRow(),
          )
          expect(other).toBe(!one)
        }
      }),
    )
  })
})
