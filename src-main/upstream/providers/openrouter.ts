import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

/** OpenRouter, which speaks all three dialects for every model and says limits in its list. */
export const openrouter: ProviderPreset = {
  name: 'OpenRouter',
  baseUrl: 'https://openrouter.ai/api/v1',
  endpoints: ['chat', 'responses', 'messages'],
  auth: BEARER,
  listPath: '/models',
  keyEnvironment: 'OPENROUTER_API_KEY',
  needsKey: true,
  quirks: {
    efforts: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
    topK: true,
    cacheBreakpoints: 'cache_control',
  },
  quirksFor: {
    chat: { reasoningField: 'reasoning_details', reasoningSwitch: 'reasoning', prefill: 'continues' },
    messages: { toolResultImages: true, hostedTools: ['web_search_20250305'] },
    responses: { hostedTools: ['web_search', 'web_search_preview'] },
  },
  models: [
    // Every model it has: what a name says of OpenAI's own models does not hold here.
    {
      match: '*',
      endpoints: ['chat', 'responses', 'messages'],
      source: 'https://openrouter.ai/docs/api-reference, not verified',
    },
  ],
  source:
    'https://openrouter.ai/docs/guides/evaluate-and-optimize/model-migrations/claude-4-7, read 2026-11-21; endpoints from its API reference, not verified',
}
