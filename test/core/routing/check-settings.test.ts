import { describe, expect, test } from 'vitest'
import { checkSettings } from '../../../src-main/core/routing/check-settings.ts'
import { settingsFor } from './builders.ts'

const problems = (settings: object) =>
  checkSettings(settingsFor({ lists: { openai: [], lab: [] }, settings }))
const paths = (settings: object) => problems(settings).map(({ path }) => path.join(' '))

describe('aliases', () => {
  test.each<[string, object, string[]]>([
    ['a self-reference', { c: 'c' }, ['aliases c']],
    ['a loop of two', { a: 'b', b: 'a' }, ['aliases a', 'aliases b']],
    [
      'a loop behind another alias',
      { x: ['openai/m', 'a'], a: 'b', b: 'a' },
      ['aliases x 1', 'aliases a', 'aliases b'],
    ],
    ['a pattern that matches its own target', { 'gpt-*': 'gpt-*-latest' }, ['aliases gpt-*']],
    ['a pattern that grows', { 'a*': 'aa*' }, ['aliases a*']],
    ['a pattern that matches a fixed target', { '*': 'gpt-4o' }, ['aliases *']],
    ['a pattern that matches a shorter target', { 'gpt-*': 'gpt-' }, ['aliases gpt-*']],
    [
      'more stars than captures',
      { 'a-*': 'openai/*/*', b: { to: 'openai/*' } },
      ['aliases a-*', 'aliases b to'],
    ],
    ['an empty target', { a: ' ' }, ['aliases a']],
    ['a provider without a model', { a: { latest: 'openai/' } }, ['aliases a latest']],
    ['a blank name', { ' ': 'openai/m' }, ['aliases  ']],
  ])('%s is refused', (_, aliases, expected) => {
    expect(paths({ aliases })).toEqual(expected)
  })

  test('a loop is told with its way', () => {
    expect(problems({ aliases: { a: 'b', b: 'a' } })[0]?.reason).toContain('"a" → "b" → "a"')
  })

  test.each<[string, object]>([
    ['a chain', { x: 'y', y: 'openai/m' }],
    ['two ways to one target', { x: ['y', 'z'], y: 'w', z: 'w', w: 'openai/m' }],
    ['a pattern over a provider that keeps the name', { 'openai/*': 'openai/*' }],
    ['a pattern that takes a prefix off', { 'litellm-*': '*' }],
    ['a catch-all beside an exact alias', { '*': 'fast', fast: 'openai/m' }],
    ['the newest of the family of its own name', { 'grok-4': { latest: 'grok-4' } }],
    ['a provider that is not configured', { a: 'gone/m' }],
  ])('%s is fine', (_, aliases) => {
    expect(paths({ aliases })).toEqual([])
  })
})

describe('the rest', () => {
  test.each<[string, object, string[]]>([
    ['an open host without a key', { listen: { host: '0.0.0.0' }, requireKey: false }, ['listen host']],
    ['one port for two servers', { listen: { port: 5000 }, control: { port: 5000 } }, ['control port']],
    ['a model without provider', { models: { 'gpt-4o': {} } }, ['models gpt-4o']],
    [
      'a mode that is no endpoint',
      { models: { 'a/b': { mode: 'chat', endpoints: ['messages'] } } },
      ['models a/b mode'],
    ],
    ['a default pattern', { defaultModel: 'gpt-*' }, ['defaultModel']],
  ])('%s is refused', (_, settings, expected) => {
    expect(paths(settings)).toEqual(expected)
  })

  test('the defaults, an open host with a key, and any port are fine', () => {
    expect(problems({})).toEqual([])
    expect(problems({ listen: { host: '0.0.0.0' } })).toEqual([])
    expect(
      problems({ listen: { host: '127.0.0.2', port: 0 }, control: { port: 0 }, requireKey: false }),
    ).toEqual([])
  })
})
