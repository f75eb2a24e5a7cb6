import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../src-main/core/json.ts'
import { readModelPage } from '../../src-main/upstream/model-list.ts'

const one = (entry: Json, prefix?: string) => readModelPage({ data: [entry] }, prefix)?.models[0]

test.each<[string, Json, unknown]>([
  [
    'OpenAI',
    { id: 'gpt-5.5', object: 'model', created: 1779000000, owned_by: 'system' },
    { id: 'gpt-5.5', created: 1779000000, ownedBy: 'system' },
  ],
  [
    'Anthropic',
    {
      type: 'model',
      id: 'claude-opus-5-5',
      display_name: 'Claude Opus 5.5',
      created_at: '2026-10-01T00:00:00Z',
      max_input_tokens: 1000000,
      max_tokens: 128000,
      capabilities: { image_input: { supported: true } },
      lifecycle: 'deprecated',
    },
    {
      id: 'claude-opus-5-5',
      displayName: 'Claude Opus 5.5',
      created: 1790812800,
      contextWindow: 1000000,
      maxOutputTokens: 128000,
      capabilities: { images: true },
      deprecation: {},
    },
  ],
  [
    'OpenRouter',
    {
      id: 'anthropic/claude-opus-4.8',
      name: 'Anthropic: Claude Opus 4.8',
      created: 1780000000,
      context_length: 1000000,
      architecture: { output_modalities: ['text'] },
      top_provider: { context_length: 1000000, max_completion_tokens: 128000 },
    },
    {
      id: 'anthropic/claude-opus-4.8',
      displayName: 'Anthropic: Claude Opus 4.8',
      created: 1780000000,
      contextWindow: 1000000,
      maxOutputTokens: 128000,
    },
  ],
  [
    'an OpenRouter model that only draws',
    { id: 'x/draw', architecture: { output_modalities: ['image'] } },
    { id: 'x/draw', kind: 'image' },
  ],
  [
    'GitHub Copilot',
    {
      id: 'gpt-5.3-codex',
      name: 'GPT-5.3-Codex',
      vendor: 'OpenAI',
      supported_endpoints: ['/responses', 'ws:/responses'],
      capabilities: {
        type: 'chat',
        limits: { max_context_window_tokens: 400000, max_output_tokens: 128000 },
      },
    },
    {
      id: 'gpt-5.3-codex',
      displayName: 'GPT-5.3-Codex',
      ownedBy: 'OpenAI',
      endpoints: ['responses'],
      contextWindow: 400000,
      maxOutputTokens: 128000,
    },
  ],
  [
    'a Copilot model for websockets alone',
    { id: 'gpt-live', supported_endpoints: ['ws:/responses'] },
    { id: 'gpt-live', websocketOnly: true },
  ],
  [
    'a Copilot model with all three dialects',
    { id: 'm', supported_endpoints: ['/chat/completions', '/v1/messages', '/responses'] },
    { id: 'm', endpoints: ['chat', 'messages', 'responses'] },
  ],
  [
    'a Copilot embedding model',
    { id: 'text-embedding-3-small', capabilities: { type: 'embeddings' } },
    { id: 'text-embedding-3-small', kind: 'embedding' },
  ],
  [
    'Mistral',
    {
      id: 'devstral',
      created: 1770000000,
      max_context_length: 262144,
      capabilities: { completion_chat: true },
    },
    { id: 'devstral', created: 1770000000, contextWindow: 262144 },
  ],
  [
    'Groq',
    { id: 'openai/gpt-oss-120b', context_window: 131072, max_completion_tokens: 65536, owned_by: 'OpenAI' },
    { id: 'openai/gpt-oss-120b', contextWindow: 131072, maxOutputTokens: 65536, ownedBy: 'OpenAI' },
  ],
  ['vLLM', { id: 'qwen3', max_model_len: 40960, created: 0 }, { id: 'qwen3', contextWindow: 40960 }],
  [
    'llama.cpp',
    { id: 'a.gguf', meta: { n_ctx_train: 131072, n_params: 8e9 } },
    { id: 'a.gguf', contextWindow: 131072 },
  ],
  [
    'Ollama',
    { id: 'qwen3:8b', object: 'model', created: 1760000000, owned_by: 'library' },
    {
      id: 'qwen3:8b',
      created: 1760000000,
      ownedBy: 'library',
    },
  ],
  [
    'LM Studio',
    { id: 'nomic', type: 'embeddings', max_context_length: 2048 },
    { id: 'nomic', kind: 'embedding', contextWindow: 2048 },
  ],
])('reads an entry of %s', (_, entry, expected) => {
  expect(one(entry)).toEqual(expected)
})

test('takes off the prefix that Gemini puts before its ids', () => {
  expect(one({ id: 'models/gemini-3-pro', object: 'model' }, 'models/')?.id).toBe('gemini-3-pro')
})

test('reads a bare array, as Together sends it, and a list under "models"', () => {
  const entry = { id: 'meta/llama', type: 'chat', context_length: 8192, organization: 'Meta' }
  const expected = [{ id: 'meta/llama', contextWindow: 8192, ownedBy: 'Meta' }]
  expect(readModelPage([entry])?.models).toEqual(expected)
  expect(readModelPage({ models: [entry] })?.models).toEqual(expected)
})

test('an id that is listed twice counts once, an entry without one not at all', () => {
  expect(readModelPage({ data: [{ id: 'a' }, { id: 'a' }, {}, null, { id: '' }] })?.models).toEqual([
    { id: 'a' },
  ])
})

test('says where the next page begins', () => {
  const page = { data: [{ id: 'a' }], has_more: true, last_id: 'a' }
  expect(readModelPage(page)?.after).toBe('a')
  expect(readModelPage({ ...page, has_more: false })?.after).toBeUndefined()
})

test('what is no list gives nothing, and nothing makes it throw', () => {
  for (const body of [undefined, null, 'x', { error: {} }]) expect(readModelPage(body)).toBeUndefined()
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const body = value as Json
      readModelPage(body)
      for (const model of readModelPage({ data: [body] })?.models ?? []) expect(model.id).not.toBe('')
    }),
  )
})
