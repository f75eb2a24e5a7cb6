import { describe, expect, test } from 'vitest'
import { familyMember, familyNames, familyOf, rankReleases } from '../../../src-main/core/routing/family.ts'
import { NOW } from './builders.ts'

describe('members of a family', () => {
  test.each([
    ['grok-4', 'grok-4-0709'],
    ['grok-4', 'grok-4-latest'],
    ['grok-4-latest', 'grok-4-0709'],
    ['grok-3', 'grok-3-beta'],
    ['gpt-4', 'gpt-4-1106-preview'],
    ['gpt-4-vision-preview', 'gpt-4-1106-vision-preview'],
    ['gemini-2.5-pro', 'gemini-2.5-pro-preview-05-06'],
    ['gemini-2.0-flash', 'gemini-2.0-flash-001'],
    ['gemini-1.0-pro', 'gemini-1.0-pro@001'],
    ['llama3', 'llama3:latest'],
    ['anthropic.claude-3-5-sonnet', 'anthropic.claude-3-5-sonnet-20241022-v2:0'],
    ['anthropic.claude-3-5-sonnet-v2:0', 'anthropic.claude-3-5-sonnet-20241022-v2:0'],
    ['x-ai/grok-4', 'x-ai/grok-4-0709'],
  ])('%s has %s', (name, id) => {
    expect(familyMember(name, id)).toBe(true)
  })

  test.each([
    ['grok-4', 'grok-4-fast-reasoning'],
    ['grok-4', 'grok-4-fast-0709'],
    ['grok-4', 'grok-4.5'],
    ['grok-4', 'grok-4'],
    ['grok-4', 'grok-40709'],
    ['deepseek', 'deepseek-v3'],
    ['gpt-4o-2024-08-06', 'gpt-4o-2024-11-20'],
    ['gpt-4o-2024-08-06', 'gpt-4o-2024-08-06-preview'],
    ['', '-0709'],
  ])('%j does not have %j', (name, id) => {
    expect(familyMember(name, id)).toBe(false)
  })

  test('proofs are bound to the id without its stamps', () => {
    expect(familyOf('claude-opus-4-8')).toBe('claude-opus-4-8')
    expect(familyOf('claude-opus-4-1-20250805')).toBe('claude-opus-4-1')
    expect(familyOf('anthropic/claude-3-5-sonnet@20240620')).toBe('anthropic/claude-3-5-sonnet')
    expect(familyOf('us.anthropic.claude-sonnet-4-20250514-v1:0')).toBe('us.anthropic.claude-sonnet-4')
    expect(familyOf('gemini-2.5-pro-preview-05-06')).toBe('gemini-2.5-pro-preview')
  })
})

describe('the newest of a family', () => {
  const newest = (
    name: string,
    ids: readonly (string | [id: string, created: string])[],
    prerelease = false,
  ) => {
    const contenders = ids.flatMap(given => {
      const [id, created] = typeof given === 'string' ? [given, undefined] : given
      return familyNames(id)
        .filter(member => member.name === name)
        .map(({ release }) => ({
          release,
          created: created === undefined ? undefined : Date.parse(created) / 1000,
        }))
    })
    const [best] = rankReleases(contenders, { now: NOW, prerelease })
    return best && [best.contender.release.id, best.stable ? 'stable' : 'unstable']
  }

  test('the date in the id decides where the list has none', () => {
    expect(newest('m', ['m-2024-05-13', 'm-2024-11-20', 'm-2024-08-06'])).toEqual(['m-2024-11-20', 'stable'])
  })

  test('the list beats the date in the id', () => {
    const ids: [string, string][] = [
      ['m-0709', '2025-07-09'],
      ['m-0112', '2026-01-12'],
    ]
    expect(newest('m', ids)).toEqual(['m-0112', 'stable'])
  })

  test('latest wins over everything', () => {
    expect(newest('m', ['m-2026-10-01', 'm-latest', 'm-2026-11-01'])).toEqual(['m-latest', 'stable'])
  })

  test.each([
    ['a preview', 'm-preview-2026-10-01'],
    ['a beta', 'm-beta'],
    ['an experiment', 'm-exp-10-01'],
    ['an undated version', 'm-001'],
    ['a date in the future', 'm-2027-03-01'],
  ])('%s loses against an old stable one, and wins alone as unstable', (_, id) => {
    expect(newest('m', [id, 'm-2023-01-01'])).toEqual(['m-2023-01-01', 'stable'])
    expect(newest('m', [id])).toEqual([id, 'unstable'])
  })

  test('a future date in the id is not cured by the list', () => {
    expect(newest('m', [['m-2027-03-01', '2026-11-01'], 'm-2023-01-01'])).toEqual(['m-2023-01-01', 'stable'])
  })

  test('a list that fills created with zero says nothing', () => {
    expect(
      newest('m', [
        ['m-2024-05-13', '1970-01-01'],
        ['m-2024-11-20', '1970-01-01'],
      ]),
    ).toEqual(['m-2024-11-20', 'stable'])
  })

  test('previews compete as equals where they are wanted', () => {
    expect(newest('m', ['m-2024-01-01', 'm-preview-2026-10-01'], true)).toEqual([
      'm-preview-2026-10-01',
      'stable',
    ])
  })

  test('a name that asks for the preview gets it without a warning', () => {
    expect(newest('kimi-k2-preview', ['kimi-k2-0711-preview', 'kimi-k2-0905-preview'])).toEqual([
      'kimi-k2-0905-preview',
      'stable',
    ])
  })
})
