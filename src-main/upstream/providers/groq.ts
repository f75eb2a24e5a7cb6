import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

const DOCS = 'https://console.groq.com/docs, not verified'

/** Groq. */
export const groq: ProviderPreset = {
  name: 'Groq',
  baseUrl: 'https://api.groq.com/openai/v1',
  endpoints: ['chat', 'responses'],
  auth: BEARER,
  listPath: '/models',
  keyEnvironment: 'GROQ_API_KEY',
  needsKey: true,
  quirks: {
    maxTokensField: 'max_completion_tokens',
    efforts: [],
    structuredOutput: false,
    prefill: 'continues',
  },
  quirksFor: { responses: { hostedTools: ['code_interpreter', 'mcp'] } },
  models: [
    {
      match: 'openai/gpt-oss-*',
      quirks: { efforts: ['low', 'medium', 'high'], structuredOutput: true, reasoningField: 'reasoning' },
      source: DOCS,
    },
    {
      match: 'qwen/qwen3-*',
      quirks: { efforts: ['none', 'default'], reasoningField: 'reasoning' },
      source: DOCS,
    },
    { match: 'moonshotai/kimi-k2*', quirks: { structuredOutput: true }, source: DOCS },
    { match: 'meta-llama/llama-4-*', quirks: { structuredOutput: true }, source: DOCS },
    { match: 'whisper-*', kind: 'audio', source: DOCS },
    { match: 'distil-whisper-*', kind: 'audio', source: DOCS },
    { match: 'playai-tts*', kind: 'audio', source: DOCS },
    { match: 'canopylabs/orpheus-*', kind: 'audio', source: DOCS },
    // Every model it has: what a name says of OpenAI's own models does not hold here.
    { match: '*', endpoints: ['chat', 'responses'], source: DOCS },
  ],
  source: `${DOCS}; recorded chat traffic of 2025 and 2026`,
}
