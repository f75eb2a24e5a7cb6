import { describe, expect, test } from 'vitest'
import type { PresetView } from '../../../../src-main/control/contract/providers.ts'
import type { ProviderView } from '../../../../src-main/control/contract/state.ts'
import {
  customDraft,
  draftOfPreset,
  draftOfProvider,
  inputOf,
  problemsOf,
} from '../../../../src-renderer/src/pages/providers/provider-draft.ts'

const preset: PresetView = {
  preset: 'groq',
  name: 'Groq',
  baseUrl: 'https://api.groq.com/openai/v1',
  endpoints: ['chat', 'responses'],
  needsKey: true,
  keyEnvironment: 'GROQ_API_KEY',
  local: false,
  configured: false,
}

const provider = (fields: Partial<ProviderView> = {}): ProviderView => ({
  id: 'groq',
  name: 'Groq',
  preset: 'groq',
  baseUrl: preset.baseUrl,
  endpoints: preset.endpoints,
  fixed: false,
  key: { source: 'env:GROQ_API_KEY' },
  list: { models: 0, refreshing: false },
  ...fields,
})

describe('the form of a provider', () => {
  test('leaves to a preset what is as the preset says', () => {
    expect(inputOf(draftOfPreset(preset, []), preset)).toEqual({
      id: 'groq',
      preset: 'groq',
      key: 'keychain',
    })
  })

  test('takes a free id', () => {
    expect(draftOfPreset(preset, ['groq', 'groq-2']).id).toBe('groq-3')
    expect(customDraft([]).id).toBe('lab')
  })

  test('adopts a key of the environment by its name', () => {
    expect(inputOf(draftOfPreset(preset, [], true), preset).key).toBe('env:GROQ_API_KEY')
  })

  test('sends a provider that was not touched without anything new', () => {
    expect(inputOf(draftOfProvider(provider(), preset), preset)).toEqual({
      id: 'groq',
      baseUrl: null,
      endpoints: null,
      key: 'env:GROQ_API_KEY',
    })
  })

  test('keeps what the user said instead of the preset', () => {
    const own = provider({
      baseUrl: 'http://127.0.0.1:1/v1',
      endpoints: ['chat'],
      key: { source: 'file:C:\\keys\\groq' },
    })
    expect(inputOf(draftOfProvider(own, preset), preset)).toMatchObject({
      baseUrl: 'http://127.0.0.1:1/v1',
      endpoints: ['chat'],
      key: 'file:C:\\keys\\groq',
    })
  })

  test('names every field that stands in the way', () => {
    const draft = { ...customDraft([]), id: 'Über', endpoints: [], keyKind: 'env' as const }
    expect(Object.keys(problemsOf(draft, [])).sort()).toEqual(['baseUrl', 'endpoints', 'id', 'variable'])
    expect(problemsOf({ ...customDraft([]), id: 'lab', baseUrl: 'http://h/v1' }, ['lab']).id).toContain(
      'already',
    )
    expect(problemsOf({ ...customDraft([]), baseUrl: 'ftp://h/v1' }, []).baseUrl).toContain('http')
    expect(problemsOf({ ...customDraft([]), baseUrl: 'http://h/v1' }, [])).toEqual({})
  })
})
