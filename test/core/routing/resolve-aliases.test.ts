import { describe, expect, test } from 'vitest'
import { resolve } from '../../../src-main/core/routing/resolve.ts'
import { directoryOf } from './builders.ts'
import { codes, failure, models, route } from './resolving.ts'

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

test('an alias of the newest of a family that differs from it in letter case only does not chase itself', () => {
  const aliases = { 'GPT-4o': { latest: 'gpt-4o', prerelease: false } }
  const lists = { a: null, openai: ['other'] }
  const settings = { aliases, models: {}, ambiguous: 'first', defaultModel: null } as const
  expect(resolve('GPT-4o', directoryOf({ lists, settings }))).toMatchObject({
    ok: true,
    targets: [{ modelId: 'a/gpt-4o' }],
  })
})
