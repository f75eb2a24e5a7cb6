import { describe, expect, test } from 'vitest'
import { resolve } from '../../../src-main/core/routing/resolve.ts'
import type { Scene } from './builders.ts'
import { directoryOf } from './builders.ts'

const models = (name: unknown, scene: Scene) => {
  const result = resolve(name, directoryOf(scene))
  return result.ok ? result.targets.map(({ modelId }) => modelId) : result.failure.code
}
const codes = (name: string, scene: Scene) => {
  const result = resolve(name, directoryOf(scene))
  return result.ok ? result.warnings.map(({ code }) => code) : []
}
const route = (name: string, scene: Scene) => {
  const result = resolve(name, directoryOf(scene))
  return result.ok ? result.route : undefined
}
const failure = (name: unknown, scene: Scene) => {
  const result = resolve(name, directoryOf(scene))
  return result.ok ? undefined : result.failure
}

describe('aliases', () => {
  test('A01 A02 an alias is resolved once, beside a pattern that would take its target again', () => {
    const aliases = { mymodel: 'openrouter/openai/gpt-4o', 'openrouter/*': 'openrouter/*' }
    const scene = { lists: { openrouter: [] }, settings: { aliases } }
    expect(models('mymodel', scene)).toEqual(['openrouter/openai/gpt-4o'])
    expect(route('mymodel', scene)).toEqual({ kind: 'alias', name: 'mymodel' })
  })

  test('A09 an exact alias beats a pattern', () => {
    const scene = {
      lists: { x: [], y: [] },
      settings: { aliases: { 'lab/*': 'y/*', 'lab/special': 'x/special' } },
    }
    expect(models('lab/special', scene)).toEqual(['x/special'])
    expect(models('lab/other', scene)).toEqual(['y/other'])
    expect(route('lab/other', scene)).toEqual({ kind: 'pattern', name: 'lab/*' })
  })

  test.each([
    [['*', 'openai/*', 'openai/gpt-5*']],
    [['*', 'openai/gpt-5*', 'openai/*']],
    [['openai/*', '*', 'openai/gpt-5*']],
    [['openai/*', 'openai/gpt-5*', '*']],
    [['openai/gpt-5*', '*', 'openai/*']],
    [['openai/gpt-5*', 'openai/*', '*']],
  ])('A10 the pattern with the most literal characters wins, written as %j', order => {
    const target: Record<string, string> = { '*': 'p1/*', 'openai/*': 'p2/*', 'openai/gpt-5*': 'p3/gpt-5*' }
    const aliases = Object.fromEntries(order.map(key => [key, target[key]]))
    const scene = { lists: { p1: [], p2: [], p3: [] }, settings: { aliases } }
    expect(models('openai/gpt-5-mini', scene)).toEqual(['p3/gpt-5-mini'])
    expect(models('openai/gpt-4o', scene)).toEqual(['p2/gpt-4o'])
    expect(models('foo', scene)).toEqual(['p1/foo'])
  })

  test('A11 a pattern matches the whole name or not at all', () => {
    const scene = { lists: { y: [] }, settings: { aliases: { 'lab/*-chat': 'y/*' } } }
    expect(models('lab/foo-chat-v2', scene)).toBe('provider_not_configured')
    expect(models('lab/foo-chat', scene)).toEqual(['y/foo'])
  })

  test('captures fill the target from left to right', () => {
    const scene = { lists: { y: [] }, settings: { aliases: { '*@*': 'y/*/of/*' } } }
    expect(models('a@b', scene)).toEqual(['y/a/of/b'])
  })

  test('A25 a loop that slipped through ends in a refusal', () => {
    const scene = { lists: { openai: [] }, settings: { aliases: { a: 'b', b: 'a', c: 'c', 'x*': 'xx*' } } }
    for (const name of ['a', 'b', 'c', 'xy']) expect(models(name, scene)).toBe('alias_target_missing')
  })

  test('A26 an alias beats a listed id, with a warning, unless it means the same model', () => {
    const lists = { openai: ['gpt-4o', 'gpt-4o-mini'] }
    const shadow = { lists, settings: { aliases: { 'gpt-4o': 'openai/gpt-4o-mini' } } }
    expect(models('gpt-4o', shadow)).toEqual(['openai/gpt-4o-mini'])
    expect(codes('gpt-4o', shadow)).toEqual(['alias_shadows_model'])
    expect(codes('gpt-4o', { lists, settings: { aliases: { 'gpt-4o': 'openai/gpt-4o' } } })).toEqual([])
  })

  test('A27 a chain ends at one target under the first name', () => {
    const scene = { lists: { openai: ['gpt-4o'] }, settings: { aliases: { x: 'y', y: 'openai/gpt-4o' } } }
    expect(models('x', scene)).toEqual(['openai/gpt-4o'])
    expect(route('x', scene)).toEqual({ kind: 'alias', name: 'x' })
  })

  test('several targets are kept in order, once each; what is missing is reported', () => {
    const aliases = { smart: ['gone/x', 'b', 'openai/gpt-4o', 'c'], b: 'xai/grok-4', c: 'b' }
    const scene = { lists: { openai: ['gpt-4o'], xai: ['grok-4'] }, settings: { aliases } }
    expect(models('smart', scene)).toEqual(['xai/grok-4', 'openai/gpt-4o'])
    expect(codes('smart', scene)).toEqual(['alias_target_missing'])
  })

  test('an alias that points nowhere says so', () => {
    const scene = { lists: { openai: [] }, settings: { aliases: { fast: 'gone/x' } } }
    expect(failure('fast', scene)).toMatchObject({
      status: 400,
      code: 'alias_target_missing',
      param: 'model',
    })
  })

  test('latest is the newest of the family at its provider', () => {
    const lists = { xai: ['grok-4-0709', 'grok-4-fast-0901', 'grok-4-0801-preview'], other: ['grok-4-0930'] }
    const stable = { lists, settings: { aliases: { grok: { latest: 'xai/grok-4' } } } }
    expect(models('grok', stable)).toEqual(['xai/grok-4-0709'])
    const preview = { lists, settings: { aliases: { grok: { latest: 'xai/grok-4', prerelease: true } } } }
    expect(models('grok', preview)).toEqual(['xai/grok-4-0801-preview'])
    const anywhere = { lists, settings: { aliases: { 'grok-4': { latest: 'grok-4' } } } }
    expect(models('grok-4', anywhere)).toEqual(['other/grok-4-0930'])
  })

  test('latest prefers the plain name to a preview, and sends it where nothing is listed', () => {
    const aliases = { g: { latest: 'xai/grok-4' } }
    expect(models('g', { lists: { xai: ['grok-4', 'grok-4-preview'] }, settings: { aliases } })).toEqual([
      'xai/grok-4',
    ])
    expect(models('g', { lists: { xai: null }, settings: { aliases } })).toEqual(['xai/grok-4'])
  })
})

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

test('an alias of the newest of a family that differs from it in letter case only does not chase itself', () => {
  const aliases = { 'GPT-4o': { latest: 'gpt-4o', prerelease: false } }
  const lists = { a: null, openai: ['other'] }
  const settings = { aliases, models: {}, ambiguous: 'first', defaultModel: null } as const
  expect(resolve('GPT-4o', directoryOf({ lists, settings }))).toMatchObject({
    ok: true,
    targets: [{ modelId: 'a/gpt-4o' }],
  })
})
