import { describe, expect, test } from 'vitest'
import {
  makeSearchable,
  readSearch,
  searchModels,
} from '../../../../src-renderer/src/pages/models/search-models.ts'
import { modelRow } from './model-row.ts'

const models = makeSearchable([
  modelRow('openai/gpt-5.4', { displayName: 'GPT five four', isNew: true }),
  modelRow('openai/gpt-5.3-codex', { mode: 'responses', userMode: 'responses' }),
  modelRow('openai/text-embedding-3', { kind: 'embedding' }),
  modelRow('openrouter/openai/gpt-5.4:free', { enabled: false }),
  modelRow('lab/ws-only', { mode: undefined }),
])
const find = (text: string) => searchModels(models, readSearch(text)).map(row => row.id)

describe('the filter of the models page', () => {
  test('finds everything with nothing typed, in the order of the list', () => {
    expect(find('  ')).toEqual(models.map(({ row }) => row.id))
  })

  test('wants every word, in any order, in id or name, whatever the case', () => {
    expect(find('5.4 GPT')).toEqual(['openai/gpt-5.4', 'openrouter/openai/gpt-5.4:free'])
    expect(find('five')).toEqual(['openai/gpt-5.4'])
  })

  test('knows provider, mode, kind and state by their beginning', () => {
    expect(find('provider:openr')).toEqual(['openrouter/openai/gpt-5.4:free'])
    expect(find('mode:resp')).toEqual(['openai/gpt-5.3-codex'])
    expect(find('mode:none')).toEqual(['openai/text-embedding-3', 'lab/ws-only'])
    expect(find('kind:embedding')).toEqual(['openai/text-embedding-3'])
    expect(find('is:disabled')).toEqual(['openrouter/openai/gpt-5.4:free'])
    expect(find('is:pinned')).toEqual(['openai/gpt-5.3-codex'])
    expect(find('is:new gpt')).toEqual(['openai/gpt-5.4'])
  })

  test('takes several values of one field as any of them', () => {
    expect(find('provider:lab provider:openrouter')).toEqual([
      'openrouter/openai/gpt-5.4:free',
      'lab/ws-only',
    ])
  })

  test('hides nothing while a field waits for its value', () => {
    expect(find('provider:')).toHaveLength(models.length)
  })

  test('reads a colon of an id as part of the word', () => {
    expect(find('gpt-5.4:free')).toEqual(['openrouter/openai/gpt-5.4:free'])
  })

  test('finds nothing for a state that there is not', () => {
    expect(find('is:constructor')).toEqual([])
  })
})
