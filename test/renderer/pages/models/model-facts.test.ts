import { describe, expect, test } from 'vitest'
import type { PriceView } from '../../../../src-main/control/contract/models.ts'
import {
  capabilityText,
  deprecationText,
  dollars,
  priceLines,
  priceText,
} from '../../../../src-renderer/src/pages/models/model-facts.ts'

const PRICES = 'prices 1.2.3'
const price = (fields: Partial<PriceView> = {}): PriceView => ({
  input: 3,
  output: 15,
  source: 'list',
  ...fields,
})
const NOW = Date.parse('2026-11-21')
const END = Date.parse('2027-02-15') / 1000

describe('what the models page says of what a model costs and can', () => {
  test.each([
    [3, '$3'],
    [0.075, '$0.075'],
    [1.25, '$1.25'],
    [0.000_1, '$0.0001'],
    [1500, '$1500'],
  ])('%d dollars are told as %s', (amount, text) => {
    expect(dollars(amount)).toBe(text)
  })

  test('a price is input and output, or free', () => {
    expect(priceText(price())).toBe('$3 / $15')
    expect(priceText(price({ input: 0, output: 0 }))).toBe('free')
    expect(priceText(price({ input: 0, output: 0, request: 0.01 }))).toBe('$0 / $0')
  })

  test('a price says what the cache and a request cost, and who says so', () => {
    expect(priceLines(price(), PRICES)).toEqual(['$3 in, $15 out for a million tokens', 'live list'])
    const full = price({ cacheRead: 0.3, cacheWrite: 3.75, request: 0.005, source: 'bundled' })
    expect(priceLines(full, PRICES)).toEqual([
      '$3 in, $15 out for a million tokens',
      'From and to the cache: $0.3 read, $3.75 written',
      '$0.005 for each request',
      'bundled price list, prices 1.2.3',
    ])
  })

  test('what a model can and cannot do is told apart from what nobody says', () => {
    expect(capabilityText({})).toBeUndefined()
    expect(capabilityText({ capabilities: { schema: true, tools: true, images: false } })).toBe(
      'tools, JSON schema; not images',
    )
    expect(capabilityText({ capabilities: { tools: false } })).toBe('not tools')
  })

  test('the end of a model has a day, and what to use instead, where they are known', () => {
    expect(deprecationText({ endsAt: END, replacement: 'newer', source: 'list' }, PRICES, NOW)).toBe(
      'ends 2027-02-15, use newer (live list)',
    )
    expect(deprecationText({ endsAt: END, source: 'list' }, PRICES, END * 1000 + 1)).toBe(
      'ended 2027-02-15 (live list)',
    )
    expect(deprecationText({ source: 'bundled' }, PRICES, NOW)).toBe(
      'deprecated (bundled price list, prices 1.2.3)',
    )
  })
})
