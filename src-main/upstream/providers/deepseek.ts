import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER, X_API_KEY } from './auth-styles.ts'

/** DeepSeek. Reasoning of earlier turns must come back; a system turn at the end makes it answer nothing. */
export const deepseek: ProviderPreset = {
  name: 'DeepSeek',
  baseUrl: 'https://api.deepseek.com',
  endpoints: ['chat', 'responses', 'messages'],
  paths: { messages: '/anthropic/v1/messages' },
  auth: BEARER,
  authFor: { messages: X_API_KEY },
  listPath: '/models',
  keyEnvironment: 'DEEPSEEK_API_KEY',
  needsKey: true,
  quirks: { systemTurns: 'leading', efforts: ['low', 'high', 'max'], structuredOutput: false },
  quirksFor: {
    // Thinking is switched by a field of its own, and the reasoner cannot be made to call a tool.
    chat: { reasoningField: 'reasoning_content', reasoningSwitch: 'thinking' },
    responses: { efforts: ['none', 'low', 'high', 'max'] },
    messages: { thinking: 'manual', toolResultImages: false },
  },
  models: [
    {
      match: 'deepseek-reasoner*',
      quirks: { forcedTools: false, sampling: false },
      source: 'https://api-docs.deepseek.com/guides/thinking_mode, not verified',
    },
  ],
  source:
    'https://api-docs.deepseek.com/guides/thinking_mode, read 2026-11-21 (it names a Responses format; its path is taken to be the usual one); QuantumNous/new-api#5411 for system turns',
}
