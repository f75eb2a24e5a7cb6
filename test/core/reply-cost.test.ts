import { describe, expect, it } from 'vitest'
import { saidCost } from '../../src-main/core/reply-cost.ts'

describe('the cost of a reply', () => {
  it.each([
    ['OpenRouter', { cost: 0.25 }, 0.25],
    [
      "OpenRouter, the user's own key at the vendor included",
      { cost: 0.01, is_byok: true, cost_details: { upstream_inference_cost: 0.2 } },
      0.21,
    ],
    [
      'OpenRouter, which says the same of its own keys',
      { cost: 0.25, is_byok: false, cost_details: { upstream_inference_cost: 0.2 } },
      0.25,
    ],
    ['Perplexity', { cost: { total_cost: 0.5 } }, 0.5],
    ['xAI', { cost_in_usd_ticks: 2_500_000_000 }, 0.25],
    ['DeepInfra', { estimated_cost: 0.125 }, 0.125],
  ])('is what the reply says, as %s says it', (_, raw, usd) => {
    expect(saidCost({ raw })).toEqual({ usd: expect.closeTo(usd), source: 'reply' })
  })

  it.each([[{}], [{ cost: -1 }], [{ cost: 'free' }], [{ cost_details: { upstream_inference_cost: 1 } }]])(
    'is not said by %j',
    raw => {
      expect(saidCost({ raw })).toBeUndefined()
    },
  )
})
