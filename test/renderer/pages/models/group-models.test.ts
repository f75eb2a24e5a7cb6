import { describe, expect, test } from 'vitest'
import { familyName, groupModels } from '../../../../src-renderer/src/pages/models/group-models.ts'
import { modelRow } from './model-row.ts'

const rows = [
  modelRow('openai/gpt-5.4'),
  modelRow('openrouter/anthropic/claude-opus-4.5'),
  modelRow('openai/o3-pro'),
  modelRow('anthropic/claude-opus-4-1-20250805'),
]
const shown = (grouping: Parameters<typeof groupModels>[1]) =>
  groupModels(rows, grouping).map(line =>
    line.type === 'group' ? `${line.name} ${line.count}` : line.row.id,
  )

describe('groups of models', () => {
  test('without a grouping there are models only', () => {
    expect(shown('none')).toEqual(rows.map(row => row.id))
  })

  test('providers keep the order of the settings', () => {
    expect(shown('provider')).toEqual([
      'openai 2',
      'openai/gpt-5.4',
      'openai/o3-pro',
      'openrouter 1',
      'openrouter/anthropic/claude-opus-4.5',
      'anthropic 1',
      'anthropic/claude-opus-4-1-20250805',
    ])
  })

  test('families join providers and are in the order of their names', () => {
    expect(shown('family')).toEqual([
      'claude-opus 2',
      'openrouter/anthropic/claude-opus-4.5',
      'anthropic/claude-opus-4-1-20250805',
      'gpt 1',
      'openai/gpt-5.4',
      'o 1',
      'openai/o3-pro',
    ])
  })

  test.each([
    ['claude-opus-4-5-20251101', 'claude-opus'],
    ['meta-llama/Llama-3.3-70B-Instruct', 'llama'],
    ['qwen3-coder', 'qwen'],
    ['deepseek-v3.2', 'deepseek'],
    ['text-embedding-ada-002', 'text-embedding-ada'],
    ['auto', 'auto'],
    ['01-ai/4-turbo', '4-turbo'],
  ])('%s is of the family %s', (id, family) => {
    expect(familyName(id)).toBe(family)
  })
})
