import { describe, expect, test } from 'vitest'
import {
  findReleaseDate,
  releaseTime,
  withoutPrerelease,
} from '../../../src-main/core/routing/release-date.ts'
import { NOW } from './builders.ts'

const stemAndDate = (name: string) => {
  const date = findReleaseDate(name)
  if (!date) return undefined
  const { start, end, year, month, day } = date
  return [
    name.slice(0, start) + name.slice(end),
    [year, month, day].filter(part => part !== undefined).join('/'),
  ]
}

describe('dates in names', () => {
  test.each([
    ['gpt-4o-2024-08-06', 'gpt-4o', '2024/8/6'],
    ['claude-opus-4-1-20250805', 'claude-opus-4-1', '2025/8/5'],
    ['claude-3-5-sonnet@20240620', 'claude-3-5-sonnet', '2024/6/20'],
    ['model-2024-08', 'model', '2024/8'],
    ['command-r-08-2024', 'command-r', '2024/8'],
    ['grok-4-0709', 'grok-4', '7/9'],
    ['grok-2-1212', 'grok-2', '12/12'],
    ['mistral-large-2411', 'mistral-large', '2024/11'],
    ['gemini-2.5-pro-preview-05-06', 'gemini-2.5-pro-preview', '5/6'],
    ['gemini-2.0-pro-exp-02-05', 'gemini-2.0-pro-exp', '2/5'],
    ['gemini-2.5-flash-preview-09-2025', 'gemini-2.5-flash-preview', '2025/9'],
    ['gpt-4-1106-preview', 'gpt-4-preview', '11/6'],
    ['gpt-4-1106-vision-preview', 'gpt-4-vision-preview', '11/6'],
    ['deepseek-r1-0528:free', 'deepseek-r1:free', '5/28'],
    ['claude-3-5-sonnet-20241022-v2:0', 'claude-3-5-sonnet-v2:0', '2024/10/22'],
    ['claude-3-5-sonnet-v2@20241022', 'claude-3-5-sonnet-v2', '2024/10/22'],
    ['model-0229', 'model', '2/29'],
  ])('%s is %s of %s', (name, stem, date) => {
    expect(stemAndDate(name)).toEqual([stem, date])
  })

  test.each([
    'gpt-4o',
    'grok-4.5',
    'grok-4-fast-reasoning',
    'model-0231',
    'model-1331',
    'model-4096',
    'model-2000',
    'model-2024-13-01',
    'model-2024-02-30',
    'model-20240230',
    'model-0709b',
    'model-05-06',
    'llama-3.1-405b',
    '-0709',
    '',
  ])('%j holds no date', name => {
    expect(stemAndDate(name)).toBeUndefined()
  })

  test('a date without a year is its last occurrence', () => {
    expect(releaseTime({ month: 7, day: 9 }, NOW)).toBe(Date.UTC(2026, 6, 9))
    expect(releaseTime({ month: 12, day: 12 }, NOW)).toBe(Date.UTC(2025, 11, 12))
  })

  test('prerelease words count at the end only', () => {
    expect(withoutPrerelease('grok-3-beta')).toBe('grok-3')
    expect(withoutPrerelease('model-rc2')).toBe('model')
    expect(withoutPrerelease('gpt-4-preview-vision')).toBeUndefined()
    expect(withoutPrerelease('gpt-4-reviewpreview')).toBeUndefined()
  })
})
