import type { ProviderPreset } from '../../core/routing/provider.ts'
import { ANTHROPIC_MODELS } from './anthropic-models.ts'
import { X_API_KEY } from './auth-styles.ts'

/** Anthropic's own API. Its chat endpoint for OpenAI's SDK is for trying things only, its own pages say: not offered. */
export const anthropic: ProviderPreset = {
  name: 'Anthropic',
  baseUrl: 'https://api.anthropic.com/v1',
  endpoints: ['messages'],
  auth: X_API_KEY,
  headers: { 'anthropic-version': '2023-06-01' },
  listPath: '/models?limit=1000',
  keyEnvironment: 'ANTHROPIC_API_KEY',
  needsKey: true,
  quirks: {
    toolResultImages: true,
    sampling: false,
    thinking: 'adaptive',
    efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
    cacheBreakpoints: 'cache_control',
    hostedTools: [
      'web_search_20250305',
      'web_search_20260209',
      'web_search_20260318',
      'web_fetch_20250910',
      'web_fetch_20260209',
      'web_fetch_20260309',
      'web_fetch_20260318',
      'code_execution_20250522',
      'code_execution_20250825',
      'code_execution_20260120',
      'code_execution_20260521',
      'tool_search_tool_bm25_20251119',
      'tool_search_tool_regex_20251119',
      'mcp_toolset',
    ],
  },
  models: ANTHROPIC_MODELS,
  source:
    'types of @anthropic-ai/sdk@1.11.0 and https://platform.claude.com/docs/en/api/php/models.md, read 2026-11-21',
}
