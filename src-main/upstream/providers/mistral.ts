import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

const DOCS = 'https://docs.mistral.ai/getting-started/models, not verified'

/** Mistral. It refuses fields that it does not know, and a conversation that ends in a system turn. */
export const mistral: ProviderPreset = {
  name: 'Mistral',
  baseUrl: 'https://api.mistral.ai/v1',
  endpoints: ['chat'],
  auth: BEARER,
  listPath: '/models',
  keyEnvironment: 'MISTRAL_API_KEY',
  needsKey: true,
  quirks: { systemTurns: 'leading', efforts: [], prefill: 'prefix' },
  models: [
    { match: 'mistral-embed*', kind: 'embedding', source: DOCS },
    { match: 'codestral-embed*', kind: 'embedding', source: DOCS },
    { match: 'mistral-moderation-*', kind: 'moderation', source: DOCS },
    { match: 'voxtral-*-transcribe-*', kind: 'audio', source: DOCS },
  ],
  source: 'https://docs.mistral.ai/api, not verified; recorded chat traffic of 2025 and 2026',
}
