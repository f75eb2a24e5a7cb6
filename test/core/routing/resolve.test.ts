import { describe, expect, test } from 'vitest'
import { resolve } from '../../../src-main/core/routing/resolve.ts'
import { directoryOf } from './builders.ts'
import { codes, failure, models, route } from './resolving.ts'

describe('model ids', () => {
  test('A04 exactly one prefix is taken off', () => {
    const scene = { lists: { openai: ['gpt-5.1-codex'], openrouter: ['openai/gpt-5.1-codex'] } }
    expect(models('openrouter/openai/gpt-5.1-codex', scene)).toEqual(['openrouter/openai/gpt-5.1-codex'])
  })

  test('A05 A06 what follows the prefix is sent verbatim, listed or not', () => {
    const scene = { lists: { fireworks: [] } }
    expect(models('fireworks/accounts/fireworks/models/llama-v3p1-8b-instruct', scene)).toEqual([
      'fireworks/accounts/fireworks/models/llama-v3p1-8b-instruct',
    ])
  })

  test('A07 an unknown prefix names the configured providers', () => {
    const refused = failure('nosuch/gpt-4o', { lists: { openai: ['gpt-4o'] } })
    expect(refused).toMatchObject({ status: 404, code: 'provider_not_configured' })
    expect(refused?.message).toMatch(/"nosuch".*Configured are: openai\./)
  })

  test('an id that the provider lists with its own name in front is sent whole', () => {
    const scene = { lists: { openrouter: ['openrouter/auto'] } }
    expect(models('openrouter/auto', scene)).toEqual(['openrouter/openrouter/auto'])
    expect(models('openrouter/openrouter/auto', scene)).toEqual(['openrouter/openrouter/auto'])
  })

  test('where both are listed, a model id keeps its meaning', () => {
    const scene = { lists: { openai: ['gpt-4o', 'openai/gpt-4o'] } }
    expect(models('openai/gpt-4o', scene)).toEqual(['openai/gpt-4o'])
  })
})

describe('bare names', () => {
  const xai = { xai: ['grok-4-0709', 'grok-4-fast-reasoning', 'grok-4.5'] }

  test('A14 a short name reaches the newest of its family', () => {
    expect(models('grok-4', { lists: xai })).toEqual(['xai/grok-4-0709'])
    expect(route('grok-4', { lists: xai })).toEqual({ kind: 'family' })
    expect(codes('grok-4', { lists: xai })).toEqual(['family_latest'])
  })

  test('the steps name the candidates that lost, and why', () => {
    const result = resolve('m', directoryOf({ lists: { p: ['m-2024-01-01', 'm-2025-01-01', 'm-preview'] } }))
    expect(result.steps.at(-1)?.rejected).toEqual([
      { id: 'p/m-2024-01-01', reason: 'released 2024-01-01' },
      { id: 'p/m-preview', reason: 'a prerelease' },
    ])
  })

  test('A18 a pinned name stays, and a missing one is not replaced by another release', () => {
    const lists = { openai: ['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-4o-2024-11-20'] }
    expect(models('gpt-4o-2024-08-06', { lists })).toEqual(['openai/gpt-4o-2024-08-06'])
    expect(models('gpt-4o-2024-05-13', { lists })).toBe('model_not_found')
    expect(models('gpt-4o', { lists })).toEqual(['openai/gpt-4o'])
  })

  test('A22 another letter case is tolerated with a warning, or suggested', () => {
    const lists = { openai: ['gpt-4o'] }
    expect(models('GPT-4o', { lists })).toEqual(['openai/gpt-4o'])
    expect(codes('GPT-4o', { lists })).toEqual(['tolerant_match'])
    const strict = failure('GPT-4o', { lists, settings: { tolerance: false } })
    expect(strict).toMatchObject({ status: 404, code: 'model_not_found', candidates: ['openai/gpt-4o'] })
    expect(strict?.message).toContain('Did you mean "openai/gpt-4o"?')
  })

  test.each([
    ['claude-sonnet-4-5', 'copilot/claude-sonnet-4.5'],
    ['claude-sonnet-4-5-20250929', 'copilot/claude-sonnet-4.5'],
    ['Copilot/claude-sonnet-4-5', 'copilot/claude-sonnet-4.5'],
  ])('%s is tolerated as %s', (name, modelId) => {
    expect(models(name, { lists: { copilot: ['claude-sonnet-4.5', 'claude-opus-4.5'] } })).toEqual([modelId])
  })

  test('two names that are alike are not guessed between', () => {
    expect(models('M-4-1', { lists: { p: ['m-4.1', 'm-4-1'] } })).toBe('model_not_found')
  })

  test('A24 several providers: the first, or a refusal that lists them', () => {
    const lists = { groq: ['gpt-oss-120b'], openrouter: ['gpt-oss-120b'] }
    expect(models('gpt-oss-120b', { lists })).toEqual(['groq/gpt-oss-120b'])
    expect(codes('gpt-oss-120b', { lists })).toEqual(['ambiguous_model'])
    expect(failure('gpt-oss-120b', { lists, settings: { ambiguous: 'reject' } })).toMatchObject({
      status: 400,
      code: 'ambiguous_model',
      candidates: ['groq/gpt-oss-120b', 'openrouter/gpt-oss-120b'],
    })
  })

  test('one provider whose list could never be had takes unknown names; two do not', () => {
    expect(models('new', { lists: { a: ['x'], b: null } })).toEqual(['b/new'])
    expect(codes('new', { lists: { a: ['x'], b: null } })).toEqual(['unlisted_provider'])
    expect(models('new', { lists: { a: null, b: null } })).toBe('model_not_found')
  })

  test.each([undefined, '', '  ', 123, null, {}, []])('A29 %j is no model', name => {
    expect(failure(name, { lists: { openai: null } })).toMatchObject({
      status: 400,
      code: 'model_required',
      param: 'model',
    })
  })

  test('A31 the default model is opt-in, visible, and never another one', () => {
    const lists = { openai: ['gpt-4o'] }
    expect(models('nope', { lists })).toBe('model_not_found')
    const set = { lists, settings: { defaultModel: 'openai/gpt-4o' } }
    expect(models('nope', set)).toEqual(['openai/gpt-4o'])
    expect(route('nope', set)).toEqual({ kind: 'default' })
    expect(codes('nope', set)).toEqual(['default_model'])
    expect(models('nope', { lists, settings: { defaultModel: 'missing' } })).toBe('default_model_missing')
    expect(models('nope', { lists, settings: { defaultModel: 'nope' } })).toBe('default_model_missing')
  })

  test('A32 listed names are reached beside aliases', () => {
    expect(
      models('gpt-4o', { lists: { openai: ['gpt-4o'] }, settings: { aliases: { a: 'openai/b' } } }),
    ).toEqual(['openai/gpt-4o'])
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'openai/'])(
    '%s is just unknown',
    name => {
      expect(models(name, { lists: { openai: ['gpt-4o'] } })).toBe('model_not_found')
    },
  )
})

describe('client suffixes and disabled models', () => {
  test('a suffix is taken off and reported, unless it is part of a name', () => {
    const result = resolve('claude-x[1m]', directoryOf({ lists: { anthropic: ['claude-x'] } }))
    expect(result).toMatchObject({ ok: true, requested: 'claude-x[1m]', name: 'claude-x', suffix: '[1m]' })
    expect(codes('claude-x[1m]', { lists: { anthropic: ['claude-x'] } })).toEqual(['client_suffix'])
    expect(models('claude-x[1m]', { lists: { anthropic: ['claude-x[1m]'] } })).toEqual([
      'anthropic/claude-x[1m]',
    ])
  })

  test('a disabled model is refused by every name, and others take its place', () => {
    const lists = { a: ['m', 'n-0709', 'n-0710'], b: ['m'] }
    const settings = { models: { 'a/m': { enabled: false }, 'a/n-071*': { enabled: false } } }
    expect(failure('a/m', { lists, settings })).toMatchObject({ status: 400, code: 'model_disabled' })
    expect(models('m', { lists, settings })).toEqual(['b/m'])
    expect(models('n', { lists, settings })).toEqual(['a/n-0709'])
  })

  test('suggestions leave out what is disabled and what the key may not use', () => {
    const lists = { a: ['gpt-4o-mini'], b: ['gpt-4o-mini'], c: ['gpt-4o-mini'] }
    const directory = directoryOf({ lists, settings: { models: { 'a/*': { enabled: false } } } })
    const result = resolve('gpt-4o-mino', directory, { allowed: id => id !== 'b' })
    expect(result.ok ? undefined : result.failure.candidates).toEqual(['c/gpt-4o-mini'])
  })

  test('only what a fresh list could answer is worth a refresh', () => {
    const directory = directoryOf({
      lists: { a: ['m'] },
      settings: { models: { 'a/m': { enabled: false } } },
    })
    expect(resolve('unknown', directory)).toMatchObject({ refreshable: true })
    expect(resolve('m', directory)).toMatchObject({ refreshable: false })
    expect(resolve('', directory)).toMatchObject({ refreshable: false })
  })
})
