import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isObject, type Json, type JsonObject } from '../../src-main/core/json.ts'
import { readCapabilities } from '../../src-main/upstream/list-capabilities.ts'

const KNOWN = ['tools', 'images', 'files', 'audio', 'video', 'reasoning', 'schema']

test.each<[string, JsonObject, unknown]>([
  [
    'OpenRouter, which names everything',
    {
      architecture: { input_modalities: ['text', 'image', 'file'], output_modalities: ['text'] },
      supported_parameters: ['max_tokens', 'tools', 'tool_choice', 'structured_outputs'],
    },
    {
      tools: true,
      images: true,
      files: true,
      audio: false,
      video: false,
      reasoning: false,
      schema: true,
    },
  ],
  [
    'Anthropic, whose values are objects',
    {
      capabilities: {
        batch: { supported: true },
        image_input: { supported: true },
        pdf_input: { supported: false },
        structured_outputs: { supported: true },
        thinking: { supported: true, types: { adaptive: { supported: true } } },
      },
    },
    { images: true, files: false, reasoning: true, schema: true },
  ],
  [
    'GitHub Copilot, whose efforts are a list',
    {
      capabilities: {
        type: 'chat',
        supports: {
          tool_calls: true,
          vision: false,
          structured_outputs: true,
          reasoning_effort: ['low', 'high'],
        },
      },
    },
    { tools: true, images: false, reasoning: true, schema: true },
  ],
  [
    'Mistral',
    { capabilities: { completion_chat: true, function_calling: true, vision: false, audio: true } },
    { tools: true, images: false, audio: true },
  ],
  [
    'Moonshot and Fireworks, with a word before',
    { supports_image_in: true, supports_video_in: false, supports_reasoning: true, supports_tools: true },
    { images: true, video: false, reasoning: true, tools: true },
  ],
  [
    'Vercel, with tags',
    { tags: ['tool-use', 'file-input', 'implicit-caching'] },
    { tools: true, files: true },
  ],
  ['LM Studio, with a list', { capabilities: ['tool_use'] }, { tools: true }],
  [
    'xAI',
    { input_modalities: ['text', 'image'] },
    { images: true, files: false, audio: false, video: false },
  ],
  ['Gemini', { thinking: true }, { reasoning: true }],
])('reads what a model can do at %s', (_, entry, expected) => {
  expect(readCapabilities(entry)).toEqual(expected)
})

test('one yes outweighs a no for the same thing', () => {
  const supports = { adaptive_thinking: true, reasoning_effort: [] }
  expect(readCapabilities({ capabilities: { supports } })).toEqual({ reasoning: true })
})

test('nothing is made of silence, of empty lists and of words that are none', () => {
  for (const entry of [
    {},
    { supported_parameters: [], architecture: { input_modalities: [] } },
    { capabilities: { constructor: true, vision: 'maybe' }, tags: ['__proto__', 7] },
    { capabilities: null, tags: 'tools' },
  ]) {
    expect(readCapabilities(entry)).toBeUndefined()
  }
})

test('gives yes or no for known capabilities only, whatever stands in a list', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (first, second) => {
      const entry = { capabilities: first as Json, supported_parameters: second as Json }
      const known = readCapabilities(isObject(first) ? { ...first, ...entry } : entry)
      for (const [name, can] of Object.entries(known ?? {})) {
        expect(KNOWN).toContain(name)
        expect(typeof can).toBe('boolean')
      }
    }),
  )
})
