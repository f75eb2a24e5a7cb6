import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

/** LM Studio's server on this machine. */
export const lmStudio: ProviderPreset = {
  name: 'LM Studio',
  baseUrl: 'http://127.0.0.1:1234/v1',
  endpoints: ['chat', 'responses', 'messages'],
  auth: BEARER,
  listPath: '/models',
  keyEnvironment: 'LM_API_TOKEN',
  needsKey: false,
  local: true,
  quirks: { systemTurns: 'leading' },
  quirksFor: {
    chat: { reasoningField: 'reasoning_content', topK: true },
    messages: { thinking: 'manual', efforts: [], structuredOutput: false },
    responses: { hostedTools: ['mcp'] },
  },
  models: [
    {
      match: 'text-embedding-*',
      kind: 'embedding',
      source: 'https://lmstudio.ai/docs, not verified: it prefixes embedding models so',
    },
    // Every model it has: what a name says of OpenAI's own models does not hold here.
    {
      match: '*',
      endpoints: ['chat', 'responses', 'messages'],
      source: 'https://lmstudio.ai/docs/api/rest-api, read 2026-11-21',
    },
  ],
  source:
    'https://lmstudio.ai/docs/developer/anthropic-compat and https://lmstudio.ai/docs/api/rest-api, read 2026-11-21',
}
