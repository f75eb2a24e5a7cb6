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

  const priced = makeSearchable([
    modelRow('a/dear', { price: { input: 15, output: 75, source: 'list' } }),
    modelRow('a/middle', {
      price: { input: 3, output: 15, source: 'bundled' },
      capabilities: { tools: true, images: true },
    }),
    modelRow('a/free', { price: { input: 0, output: 0, source: 'list' }, capabilities: { tools: true } }),
    modelRow('a/unknown', { capabilities: { images: false }, deprecation: { source: 'list' } }),
  ])
  const findPriced = (text: string) =>
    searchModels(priced, readSearch(text)).map(({ upstreamId }) => upstreamId)

  test('compares the price of a million tokens of input; what is not known fits nothing', () => {
    expect(findPriced('price:<5')).toEqual(['middle', 'free'])
    expect(findPriced('price:<=3 price:>0')).toEqual(['middle'])
    expect(findPriced('price:>=$3.00')).toEqual(['dear', 'middle'])
    expect(findPriced('price:0')).toEqual(['free'])
    expect(findPriced('price:.5')).toEqual([])
    expect(findPriced('price:cheap')).toEqual([])
  })

  test.each(['price:', 'price:<', 'price:>=', 'price:<$'])('hides nothing while %s is typed', text => {
    expect(findPriced(text)).toHaveLength(4)
  })

  test('finds what can do everything that is asked for, and what is deprecated', () => {
    expect(findPriced('can:tools')).toEqual(['middle', 'free'])
    expect(findPriced('can:tools can:im')).toEqual(['middle'])
    expect(findPriced('is:deprecated')).toEqual(['unknown'])
  })

  test('finds nothing for a state that there is not', () => {
    expect(find('is:constructor')).toEqual([])
  })
})
