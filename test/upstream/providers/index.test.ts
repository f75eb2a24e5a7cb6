import { expect, test } from 'vitest'
import type { ProviderSettings } from '../../../src-main/core/routing/settings.ts'
import { settingsSchema } from '../../../src-main/core/routing/settings.ts'
import { DEFAULT_QUIRKS } from '../../../src-main/core/target.ts'
import { configureProviders, presets, readKeyReference } from '../../../src-main/upstream/providers/index.ts'

const configure = (providers: Record<string, unknown>) =>
  configureProviders(settingsSchema.parse({ providers }))

const one = (given: Partial<ProviderSettings>) => configure({ lab: given })

test('a preset brings everything; the order of the settings stays', () => {
  const { providers, problems } = configure({
    second: { preset: 'openrouter', key: 'keychain' },
    first: { preset: 'openai', key: 'env:OPENAI_API_KEY' },
  })
  expect(problems).toEqual([])
  expect(providers.map(({ id }) => id)).toEqual(['second', 'first'])
  expect(providers[1]).toMatchObject({
    preset: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    endpoints: ['chat', 'responses'],
    key: { kind: 'env', name: 'OPENAI_API_KEY' },
  })
})

test('what the user says overrides the preset', () => {
  const { providers } = one({
    preset: 'openai',
    baseUrl: 'http://127.0.0.1:1/v1/',
    endpoints: ['chat', 'chat'],
  })
  expect(providers[0]).toMatchObject({
    baseUrl: 'http://127.0.0.1:1/v1',
    endpoints: ['chat'],
    name: 'OpenAI',
  })
})

test('a provider without a preset needs nothing but its base URL and its endpoints', () => {
  const { providers, problems } = one({ baseUrl: 'http://gpu-box:8000/v1//', endpoints: ['chat'] })
  expect(problems).toEqual([])
  expect(providers[0]).toMatchObject({
    id: 'lab',
    baseUrl: 'http://gpu-box:8000/v1',
    listPath: '/models',
    auth: { header: 'authorization', scheme: 'Bearer' },
    key: { kind: 'none' },
  })
})

test.each(['opneai', 'constructor', '__proto__'])('an unknown preset %s names those there are', preset => {
  const { providers, problems } = one({ preset })
  expect(providers).toEqual([])
  expect(problems).toEqual([
    {
      path: ['providers', 'lab', 'preset'],
      reason: expect.stringContaining('openai, anthropic, openrouter'),
    },
  ])
})

test.each([
  ['https://user:pass@lab.example/v1', 'user name'],
  ['https://lab.example/v1?key=x', '"?"'],
  ['https://lab.example/v1/chat/completions', 'leave out "/chat/completions"'],
  ['http://lab.example.com/v1', 'use https'],
])('the base URL %s is refused', (baseUrl, reason) => {
  const { problems } = one({ baseUrl, endpoints: ['chat'], key: 'env:K' })
  expect(problems).toEqual([
    { path: ['providers', 'lab', 'baseUrl'], reason: expect.stringContaining(reason) },
  ])
})

test.each([
  'http://127.0.0.1:1',
  'http://192.168.1.5',
  'http://gpu.local',
  'http://[::1]:8',
  'https://a.example',
])('a key may travel to %s', baseUrl => {
  expect(one({ baseUrl, endpoints: ['chat'], key: 'env:K' }).problems).toEqual([])
})

test('reads every kind of key reference', () => {
  expect(readKeyReference('env:A_B')).toEqual({ kind: 'env', name: 'A_B' })
  expect(readKeyReference('file:C:\\keys\\a:b')).toEqual({ kind: 'file', path: 'C:\\keys\\a:b' })
  for (const kind of ['keychain', 'client', 'none'] as const) expect(readKeyReference(kind)).toEqual({ kind })
})

test.each(Object.entries(presets))('the preset %s holds together', (name, preset) => {
  expect(name).toMatch(/^[a-z0-9][a-z0-9-]*$/)
  expect(preset.source).not.toBe('')
  expect(configure({ lab: { preset: name, key: 'keychain' } }).problems).toEqual([])
  expect(preset.baseUrl.endsWith('/')).toBe(false)
  for (const path of [preset.listPath, ...Object.values(preset.paths ?? {})]) expect(path).toMatch(/^\//)
  for (const header of Object.keys(preset.headers ?? {})) expect(header).toBe(header.toLowerCase())
  const quirks = [
    preset.quirks,
    ...Object.values(preset.quirksFor ?? {}),
    ...(preset.models ?? []).map(m => m.quirks),
  ]
  for (const given of quirks)
    for (const key of Object.keys(given ?? {})) expect(DEFAULT_QUIRKS).toHaveProperty(key)
  for (const fact of preset.models ?? []) {
    expect(fact.source).not.toBe('')
    for (const endpoint of fact.endpoints ?? []) expect(preset.endpoints).toContain(endpoint)
  }
})

/** The first fact that matches and knows, as routing reads them. */
function fact<K extends 'kind' | 'endpoints' | 'maxOutputTokens' | 'toolsWithReasoningNotOn'>(
  preset: string,
  id: string,
  key: K,
) {
  const matches = (pattern: string) =>
    new RegExp(
      `^${pattern
        .split('*')
        .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    ).test(id)
  return presets[preset]?.models?.find(each => matches(each.match) && each[key] !== undefined)?.[key]
}

test.each([
  ['gpt-5.3-codex', ['responses']],
  ['gpt-5.1-codex-max', ['responses']],
  ['o3-pro', ['responses']],
  ['o3', undefined],
  ['gpt-5.4-pro-2026-03-05', ['responses']],
  ['gpt-5.4-mini', undefined],
  ['gpt-4o-audio-preview', ['chat']],
  ['o4-mini-deep-research', ['responses']],
])("the endpoints of OpenAI's %s", (id, expected) => {
  expect(fact('openai', id, 'endpoints')).toEqual(expected)
})

test('at a gateway and on this machine a name says nothing about endpoints', () => {
  for (const preset of ['openrouter', 'ollama', 'lm-studio', 'llama-cpp', 'vllm'])
    expect(fact(preset, 'openai/gpt-5.3-codex', 'endpoints')).toEqual(['chat', 'responses', 'messages'])
})

test.each([
  ['text-embedding-3-large', 'embedding'],
  ['gpt-image-1', 'image'],
  ['gpt-4o-transcribe', 'audio'],
  ['gpt-4o-mini-tts', 'audio'],
  ['gpt-4o-audio-preview', undefined],
  ['omni-moderation-latest', 'moderation'],
  ['gpt-5.5', undefined],
])("the kind of OpenAI's %s", (id, expected) => {
  expect(fact('openai', id, 'kind')).toBe(expected)
})

test.each([
  ['claude-3-5-haiku-20241022', 8_192],
  ['claude-opus-4-20250514', 32_000],
  ['claude-opus-4-1', 32_000],
  ['claude-sonnet-4-5-20250929', 64_000],
  ['claude-opus-4-8', 128_000],
  ['claude-fable-5-1', 128_000],
])('the output limit of %s', (id, expected) => {
  expect(fact('anthropic', id, 'maxOutputTokens')).toBe(expected)
})

test('function tools beside reasoning are not on chat from gpt-5.4 on', () => {
  expect(fact('openai', 'gpt-5.4', 'toolsWithReasoningNotOn')).toEqual(['chat'])
  expect(fact('openai', 'gpt-5.1', 'toolsWithReasoningNotOn')).toBeUndefined()
})
