import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

/** vLLM's server, at its usual place on this machine. What a model can do depends on how it was started. */
export const vllm: ProviderPreset = {
  name: 'vLLM',
  baseUrl: 'http://127.0.0.1:8000/v1',
  endpoints: ['chat', 'responses', 'messages'],
  auth: BEARER,
  listPath: '/models',
  keyEnvironment: 'VLLM_API_KEY',
  needsKey: false,
  local: true,
  quirks: { systemTurns: 'leading', topK: true },
  quirksFor: {
    chat: { reasoningField: 'reasoning', prefill: 'continue_final_message' },
    messages: { thinking: 'manual', efforts: [], structuredOutput: false },
  },
  models: [
    // Every model it has: what a name says of OpenAI's own models does not hold here.
    {
      match: '*',
      endpoints: ['chat', 'responses', 'messages'],
      source: 'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, not verified',
    },
  ],
  source:
    'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, not verified; vllm-project/vllm#34053 for messages',
}
