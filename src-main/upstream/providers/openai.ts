import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'
import { OPENAI_MODELS } from './openai-models.ts'

/** OpenAI's own API. */
export const openai: ProviderPreset = {
  name: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  endpoints: ['chat', 'responses'],
  auth: BEARER,
  listPath: '/models',
  keyEnvironment: 'OPENAI_API_KEY',
  needsKey: true,
  quirks: {
    instructionRole: 'developer',
    maxTokensField: 'max_completion_tokens',
    customTools: true,
    openaiParameters: true,
    efforts: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'],
  },
  quirksFor: {
    responses: {
      toolNamespaces: true,
      compaction: true,
      hostedTools: [
        'web_search',
        'web_search_2025_08_26',
        'web_search_preview',
        'web_search_preview_2025_03_11',
        'file_search',
        'code_interpreter',
        'image_generation',
        'mcp',
        'computer',
        'computer_use_preview',
        'local_shell',
        'shell',
        'apply_patch',
      ],
    },
  },
  models: OPENAI_MODELS,
  source:
    'types of openai@7.55.0, read 2026-11-21; https://platform.openai.com/docs/api-reference, not verified',
}
