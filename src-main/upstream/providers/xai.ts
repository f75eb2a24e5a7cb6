import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

const EFFORT =
  'https://newreleases.io/project/github/vercel/ai/release/@ai-sdk%2Fxai@4.0.0-canary.61, read 2026-11-21'
const REFUSED = 'https://github.com/acedergren/opencode-oci-provider/releases/tag/v0.2.3, read 2026-11-21'

/** xAI. */
export const xai: ProviderPreset = {
  name: 'xAI',
  baseUrl: 'https://api.x.ai/v1',
  endpoints: ['chat', 'responses'],
  auth: BEARER,
  listPath: '/models',
  keyEnvironment: 'XAI_API_KEY',
  needsKey: true,
  quirks: {
    maxTokensField: 'max_completion_tokens',
    efforts: ['none', 'low', 'medium', 'high'],
    reasoningField: 'reasoning_content',
  },
  quirksFor: {
    responses: { hostedTools: ['web_search', 'x_search', 'code_interpreter', 'file_search', 'mcp'] },
  },
  models: [
    { match: 'grok-3-mini*', quirks: { efforts: ['low', 'high'] }, source: EFFORT },
    { match: 'grok-4', quirks: { efforts: [] }, source: REFUSED },
    { match: 'grok-4-*', quirks: { efforts: [] }, source: REFUSED },
    { match: 'grok-3*', quirks: { efforts: [] }, source: REFUSED },
    { match: 'grok-code-*', quirks: { efforts: [] }, source: REFUSED },
    { match: 'grok-*-non-reasoning*', quirks: { efforts: [] }, source: REFUSED },
    { match: 'grok-imagine-*', kind: 'image', source: 'https://docs.x.ai, not verified' },
    { match: 'grok-*-image*', kind: 'image', source: 'https://docs.x.ai, not verified' },
  ],
  source: 'https://docs.x.ai, not verified; recorded Responses traffic of 2025 and 2026',
}
