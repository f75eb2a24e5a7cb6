import { describe, expect, it } from 'vitest'
import type { TokenPrice } from '../../src-main/core/routing/price.ts'
import { readListPrice } from '../../src-main/upstream/list-price.ts'
import { createPrices } from '../../src-main/upstream/prices.ts'
import { presets } from '../../src-main/upstream/providers/index.ts'

const prices = (listed: Readonly<Record<string, TokenPrice>> = {}) =>
  createPrices({
    listPrice: modelId => listed[modelId],
    provider: id => presets[id] ?? { baseUrl: 'http://127.0.0.1:8000/v1' },
  })
const MILLION = 1_000_000

describe('the cost of a reply', () => {
  it('follows the live list, cached input apart', () => {
    const { price } = prices({
      'openrouter/a': { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75, request: 0.01 },
    })
    const usage = { input: MILLION, cacheRead: 400_000, cacheWrite: 100_000, output: 10_000 }
    const usd = 0.5 * 3 + 0.4 * 0.3 + 0.1 * 3.75 + 0.01 * 15 + 0.01
    expect(price('openrouter/a', usage)).toEqual({ usd: expect.closeTo(usd), source: 'list' })
  })

  it('asks the full price for cached input where no other is known, and never less than nothing', () => {
    const { price } = prices({ 'a/b': { input: 2, output: 1 } })
    expect(price('a/b', { input: MILLION, cacheRead: MILLION })?.usd).toBeCloseTo(2)
    expect(price('a/b', { input: 0, cacheRead: MILLION })?.usd).toBeCloseTo(2)
  })

  it('falls back on the bundled list, cached input apart', () => {
    const { price } = prices()
    const plain = price('anthropic/claude-sonnet-4-5-20250929', { input: 100_000, output: 1_000 })
    const cached = price('anthropic/claude-sonnet-4-5-20250929', {
      input: 100_000,
      cacheRead: 90_000,
      output: 1_000,
    })
    expect(plain).toEqual({ usd: expect.closeTo(0.315), source: 'bundled' })
    expect(cached?.usd).toBeCloseTo(0.03 + 0.027 + 0.015)
  })

  it('counts what is cached for an hour', () => {
    const usage = { input: 100_000, cacheWrite: 100_000, output: 0 }
    const raw = { cache_creation: { ephemeral_1h_input_tokens: 100_000 } }
    const { price } = prices()
    expect(price('anthropic/claude-sonnet-4-5', usage)?.usd).toBeCloseTo(0.375)
    expect(price('anthropic/claude-sonnet-4-5', { ...usage, raw })?.usd).toBeCloseTo(0.6)
  })

  it.each([
    'openai/gpt-4o',
    'gemini/gemini-2.5-pro',
    'xai/grok-4',
    'mistral/mistral-large-latest',
    'deepseek/deepseek-chat',
  ])('is known of %s', modelId => {
    expect(prices().price(modelId, { input: 1_000, output: 1_000 })?.usd).toBeGreaterThan(0)
  })

  it.each(['lab/gpt-4o', 'openai/nothing-that-exists', 'github-copilot/gpt-4o', 'ollama/llama3'])(
    'is not guessed for %s',
    modelId => {
      expect(prices().price(modelId, { input: 1_000, output: 1_000 })).toBeUndefined()
      expect(prices().priceOf(modelId)).toBeUndefined()
    },
  )

  it('is not known without tokens, nor of tokens that do not fit together', () => {
    expect(prices().price('openai/gpt-4o', {})).toBeUndefined()
    expect(prices().price('openai/gpt-4o', { input: Number.NaN, output: 1 })).toBeUndefined()
  })
})

describe('the price of a model', () => {
  it('is that of the live list before the bundled one', () => {
    expect(prices({ 'openai/gpt-4o': { input: 1, output: 2 } }).priceOf('openai/gpt-4o')).toEqual({
      input: 1,
      output: 2,
      source: 'list',
    })
    expect(prices().priceOf('openai/gpt-4o')).toEqual({
      input: 2.5,
      output: 10,
      cacheRead: 1.25,
      source: 'bundled',
    })
  })

  it('says that the bundled list calls a model deprecated', () => {
    expect(prices().priceOf('mistral/mistral-tiny')).toMatchObject({ source: 'bundled', isDeprecated: true })
    expect(prices().priceOf('mistral/mistral-large-latest')).not.toHaveProperty('isDeprecated')
  })

  it.each([
    [
      'for a token, as text',
      { prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003', request: '0.005' },
      { input: 3, output: 15, cacheRead: 0.3, request: 0.005 },
    ],
    ['for a million', { input: 0.88, output: 0.88, hourly: 0 }, { input: 0.88, output: 0.88 }],
    ['of nothing', { prompt: '0', completion: '0', request: '0' }, { input: 0, output: 0 }],
    ['that depends', { prompt: '-1', completion: '-1' }, undefined],
    ['by half', { prompt: '0.1' }, undefined],
    ['in words', { prompt: 'free', completion: '' }, undefined],
    ['of another shape', 'free', undefined],
  ])('is read from lists that say it %s', (_, pricing, expected) => {
    expect(readListPrice(pricing)).toEqual(expected)
  })
})
