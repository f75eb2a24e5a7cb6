import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

const LIST = 'https://github.com/anomalyco/models.dev/pull/222 (a recorded list entry), read 2026-11-21'

/**
 * GitHub Copilot with a Copilot plan's token. Its live list says by `supported_endpoints` what each model speaks; the facts
 * are for the time before the list is there. There is no public reference: all this is how others call it.
 */
export const githubCopilot: ProviderPreset = {
  name: 'GitHub Copilot',
  baseUrl: 'https://api.githubcopilot.com',
  endpoints: ['chat', 'responses', 'messages'],
  paths: { messages: '/v1/messages' },
  auth: BEARER,
  headers: {
    'editor-version': 'Patchbay/0.1.0',
    'editor-plugin-version': 'patchbay/0.1.0',
    'copilot-integration-id': 'vscode-chat',
    'x-github-api-version': '2025-05-01',
  },
  listPath: '/models',
  keyEnvironment: 'COPILOT_GITHUB_TOKEN',
  needsKey: true,
  quirks: { maxTokensField: 'max_completion_tokens', customTools: false },
  quirksFor: {
    chat: { reasoningField: 'none', cacheBreakpoints: 'none' },
    responses: {
      customTools: true,
      openaiParameters: false,
      efforts: ['none', 'low', 'medium', 'high', 'xhigh'],
    },
    messages: { toolResultImages: true, cacheBreakpoints: 'cache_control', sampling: false },
  },
  models: [
    { match: 'text-embedding-*', kind: 'embedding', source: LIST },
    { match: 'gpt-*-codex', endpoints: ['responses'], source: LIST },
    { match: 'gpt-*-codex-*', endpoints: ['responses'], source: LIST },
    {
      match: '*',
      endpoints: ['chat'],
      source: 'every listed model without supported_endpoints, read 2026-11-21',
    },
  ],
  source:
    'https://github.com/ericc-ch/copilot-api/issues/101, https://github.com/anomalyco/models.dev/issues/1946 and https://github.com/Aider-AI/aider/issues/2227, read 2026-11-21',
}
