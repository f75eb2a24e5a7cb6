import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

/** llama.cpp's llama-server on this machine. */
export const llamaCpp: ProviderPreset = {
  name: 'llama.cpp',
  baseUrl: 'http://127.0.0.1:8080/v1',
  endpoints: ['chat', 'responses', 'messages'],
  auth: BEARER,
  listPath: '/models',
  keyEnvironment: 'LLAMA_API_KEY',
  needsKey: false,
  local: true,
  quirks: { systemTurns: 'leading', topK: true, efforts: [] },
  quirksFor: {
    chat: { reasoningField: 'reasoning_content', prefill: 'continues' },
    // Its results of tools are text alone.
    responses: { toolResultImages: false },
    messages: { thinking: 'manual', structuredOutput: false },
  },
  models: [
    // Every model it has: what a name says of OpenAI's own models does not hold here.
    {
      match: '*',
      endpoints: ['chat', 'responses', 'messages'],
      source: 'https://github.com/ggml-org/llama.cpp/pull/17570, read 2026-11-21',
    },
  ],
  source:
    'https://github.com/ggml-org/llama.cpp/pull/17570 and https://huggingface.co/blog/ggml-org/anthropic-messages-api-in-llamacpp, read 2026-11-21; ggml-org/llama.cpp#20156 for tools',
}
