import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

/** Ollama on this machine. Older versions know only chat; what they refuse is learned. */
export const ollama: ProviderPreset = {
  name: 'Ollama',
  baseUrl: 'http://127.0.0.1:11434/v1',
  endpoints: ['chat', 'responses', 'messages'],
  auth: BEARER,
  listPath: '/models',
  needsKey: false,
  local: true,
  // Many chat templates of local models allow instructions only at the head.
  quirks: { systemTurns: 'leading', efforts: ['none', 'low', 'medium', 'high'] },
  quirksFor: {
    chat: { reasoningField: 'reasoning', prefill: 'continues' },
    messages: { topK: true, thinking: 'manual', efforts: [], structuredOutput: false },
  },
  models: [
    { match: 'nomic-embed-text*', kind: 'embedding', source: 'https://ollama.com/library, not verified' },
    { match: 'mxbai-embed-large*', kind: 'embedding', source: 'https://ollama.com/library, not verified' },
    { match: 'all-minilm*', kind: 'embedding', source: 'https://ollama.com/library, not verified' },
    // Every model it has: what a name says of OpenAI's own models does not hold here.
    {
      match: '*',
      endpoints: ['chat', 'responses', 'messages'],
      source: 'https://docs.ollama.com/api/anthropic-compatibility, read 2026-11-21',
    },
  ],
  source:
    'https://docs.ollama.com/api/anthropic-compatibility, read 2026-11-21; https://docs.ollama.com/api/openai-compatibility, not verified',
}
