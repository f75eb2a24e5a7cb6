import { expect, test } from 'vitest'
import { withNearMisses } from '../../../src-main/core/routing/near-misses.ts'
import { resolve } from '../../../src-main/core/routing/resolve.ts'
import { directoryOf } from './builders.ts'

const lists = {
  xai: ['grok-4-0709', 'grok-4-fast-reasoning', 'grok-4.5', 'grok-40', 'other'].map(id => ({ id })),
}

test('the way of a short name says which models only look like its family, and why', () => {
  const directory = directoryOf({ lists })
  const { steps } = resolve('grok-4', directory)
  const family = withNearMisses(steps, 'grok-4', directory).find(({ rule }) => rule === 'family')
  expect(family?.outcome).toBe('match')
  expect(family?.rejected).toEqual([
    { id: 'xai/grok-4-fast-reasoning', reason: '"-fast-reasoning" is no date or version: another model' },
    { id: 'xai/grok-4.5', reason: '".5" is no date or version: another model' },
  ])
})

test('a way that meets no family stays as it is', () => {
  const directory = directoryOf({ lists })
  const { steps } = resolve('xai/grok-4', directory)
  expect(withNearMisses(steps, 'xai/grok-4', directory)).toEqual(steps)
})
