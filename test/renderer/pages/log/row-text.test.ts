import { describe, expect, test } from 'vitest'
import {
  cacheShare,
  clientText,
  costText,
  countText,
  durationText,
  sizeText,
  statusText,
} from '../../../../src-renderer/src/pages/log/row-text.ts'
import { sentenceOf } from '../../../../src-renderer/src/pages/log/sentence.ts'
import { logRow } from './log-row.ts'

describe('the words of a row', () => {
  test.each([
    [undefined, ''],
    [0.4, '0 ms'],
    [999.6, '1.00 s'],
    [1240, '1.24 s'],
    [12_340, '12.3 s'],
    [125_000, '2 min 05 s'],
  ])('%s ms are said as "%s"', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text)
  })

  test.each([
    [812, '812'],
    [12_400, '12.4k'],
    [99_960, '100k'],
    [1_200_000, '1.2M'],
  ])('%s tokens are said as "%s"', (count, text) => {
    expect(countText(count)).toBe(text)
  })

  test.each([
    [undefined, ''],
    [0, '$0'],
    [0.00003, '<$0.0001'],
    [0.03124, '$0.0312'],
    [1.239, '$1.24'],
  ])('%s US dollars are said as "%s"', (usd, text) => {
    expect(costText(usd)).toBe(text)
  })

  test.each([
    [999, '999 B'],
    [1240, '1.2 kB'],
    [999_960, '1.0 MB'],
  ])('%s bytes are said as "%s"', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text)
  })

  test.each([
    ['claude-cli/2.1.14 (external, cli)', 'claude-cli 2.1'],
    ['OpenAI/JS 7.55.0', 'OpenAI'],
    ['curl/8.5.0', 'curl 8.5'],
    ['thing', 'thing'],
    [undefined, ''],
  ])('the client %s is called "%s"', (agent, text) => {
    expect(clientText(agent)).toBe(text)
  })

  test('an ending that is no status is said', () => {
    expect(statusText(logRow({ outcome: 'aborted', status: 499 }))).toBe('left')
    expect(statusText(logRow({ outcome: 'broken', status: 200 }))).toBe('200 cut')
    expect(statusText(logRow({ outcome: 'aborted', status: 200, errorCode: 'cancelled' }))).toBe('cancelled')
  })

  test('the share of the cache counts the whole input', () => {
    expect(cacheShare(logRow())).toBe(0.75)
    expect(cacheShare(logRow({ usage: { input: 10 } }))).toBeUndefined()
  })

  test('one sentence tells a request', () => {
    expect(sentenceOf(logRow(), 1)).toBe(
      'codex_cli_rs 0.98 asked for fast, which is openai/gpt-5.4-mini, translated from chat to responses; it was answered after 3.20 s.',
    )
    expect(sentenceOf(logRow(), 3)).toMatch(/; it was answered after 3\.20 s and 3 attempts\.$/)
    expect(sentenceOf(logRow({ outcome: 'running', durationMs: undefined }), 2)).toMatch(/is on its way\.$/)
  })
})
