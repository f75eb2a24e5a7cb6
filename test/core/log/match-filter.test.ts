import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../src-main/core/exchange.ts'
import { matchesFilter } from '../../../src-main/core/log/match-filter.ts'
import { readFilter } from '../../../src-main/core/log/read-filter.ts'
import { loggedExchange, runningExchange } from './logged-exchanges.ts'

const NOW = Date.UTC(2026, 10, 21, 1)
const fits = (filter: string, changes: Partial<Exchange> & { kept?: boolean } = {}): boolean => {
  const { kept = false, ...others } = changes
  return matchesFilter(readFilter(filter, NOW), { ...loggedExchange(others), kept })
}

describe('an exchange', () => {
  test.each([
    ['', true],
    ['model:fast', true],
    ['model:GPT-5*mini', true],
    ['model:opus', false],
    ['provider:open', true],
    ['provider:gpt', false],
    ['alias:fast', true],
    ['client:codex', true],
    ['-client:codex', false],
    ['client:claude', false],
    ['key:default', true],
    ['path:completions', true],
    ['path:post', true],
    ['session:', false],
    ['stop:stop', true],
    ['id:1a2', true],
    ['status:200', true],
    ['status:>=400', false],
    ['status:2xx', true],
    ['via:chat>responses', true],
    ['via:messages>responses', false],
    ['via:>responses', true],
    ['via:chat>', true],
    ['via:chat', false],
    ['via:translate', true],
    ['via:pass', false],
    ['ttft:>2s', true],
    ['ttft:<2000ms', false],
    ['took:>=3.2s', true],
    ['took:1s..5s', true],
    ['tokens:12.5k', true],
    ['attempts:0', true],
    ['lossy:', false],
    ['-lossy:', true],
    ['error:', false],
    ['is:stream', true],
    ['is:whole', false],
    ['is:completed', true],
    ['is:kept', false],
    ['has:image', false],
    ['since:2h', true],
    ['before:2h', false],
    ['codex mini', true],
    ['codex opus', false],
    ['"gpt-5.4"', true],
    ['5.4-mi', true],
    ['openai/gpt', true],
    ['pt-5', false],
    ['codex_cli', true],
    ['req_1a', true],
    ['-mini', false],
    ['200', true],
  ])('%s: %s', (filter, expected) => {
    expect(fits(filter)).toBe(expected)
  })

  test('with an error is found by its code, its text, its end, or at all', () => {
    const failed = {
      outcome: 'failed',
      status: 404,
      errorCode: 'model_not_found',
      errorMessage: 'No model "x" here',
    } as const
    for (const filter of [
      'error:',
      'error:not_found',
      'error:"no model"',
      'error:FAILED',
      'is:error',
      'here',
    ])
      expect([filter, fits(filter, failed)]).toEqual([filter, true])
    expect(fits('error:"other text"', failed)).toBe(false)
    expect(fits('error:"…"', failed)).toBe(false)
  })

  test('that its client left is no error', () => {
    expect(fits('error:', { outcome: 'aborted', status: 499 })).toBe(false)
    expect(fits('is:aborted', { outcome: 'aborted', status: 499 })).toBe(true)
  })

  test('that runs has no status and no end, and fits no comparison with them', () => {
    const running = { ...runningExchange(), kept: false }
    for (const filter of ['status:>=100', 'took:<1h', 'tokens:<10', 'cost:<$5', 'is:completed', 'error:'])
      expect([filter, matchesFilter(readFilter(filter, NOW), running)]).toEqual([filter, false])
    expect(matchesFilter(readFilter('is:running -status:200', NOW), running)).toBe(true)
  })

  test('without a token has no time to one, however soon its first byte came', () => {
    const refused = { outcome: 'failed', status: 413, firstByteMs: 0, firstTokenMs: undefined } as const
    for (const filter of ['ttft:<1ms', 'ttft:>=0'])
      expect([filter, fits(filter, refused)]).toEqual([filter, false])
  })

  test('fits by what it had in it, what it lost, what it repeats and whether it is kept', () => {
    const exchange = {
      features: ['tools', 'image'],
      losses: [{ code: 'citation_simplified', path: 'reply' }],
      replayOf: 'req_0',
      cost: { usd: 0.06, source: 'list' },
      kept: true,
    } as const
    for (const filter of [
      'has:tool',
      'has:image',
      'lossy:',
      'lossy:citation*simpl',
      'is:replay',
      'is:kept',
      'cost:>$0.05',
    ])
      expect([filter, fits(filter, exchange)]).toEqual([filter, true])
    expect(fits('has:tool-call', exchange)).toBe(false)
    expect(fits('lossy:estimated', exchange)).toBe(false)
  })

  test('with notes alone lost nothing, though each is found by its code', () => {
    const losses = [
      { code: 'family_latest', path: 'model' },
      { code: 'estimated', path: 'input_tokens' },
    ] as const
    for (const filter of ['-lossy:', 'lossy:0', 'lossy:family_latest', 'lossy:estimated'])
      expect([filter, fits(filter, { losses })]).toEqual([filter, true])
    const also = { losses: [...losses, { code: 'effort_adjusted', path: 'reasoning' } as const] }
    expect([fits('lossy:1', also), fits('lossy:>1', also)]).toEqual([true, false])
  })

  test('fits whatever stands in words that are problems', () => {
    expect(fits('modell:x is:odd')).toBe(true)
  })
})
