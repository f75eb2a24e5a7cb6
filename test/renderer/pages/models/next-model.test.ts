import { describe, expect, test } from 'vitest'
import { groupModels } from '../../../../src-renderer/src/pages/models/group-models.ts'
import { MOVES, nextModel } from '../../../../src-renderer/src/pages/models/next-model.ts'
import { modelRow } from './model-row.ts'

// 0 group, 1 and 2 models, 3 group, 4 model
const lines = groupModels(
  ['a/1', 'a/2', 'b/1'].map(id => modelRow(id)),
  'provider',
)
const press = (key: string, from: number) => nextModel(lines, from, MOVES[key] ?? 0)

describe('the keys of the table of models', () => {
  test('step over the heads of groups, both ways', () => {
    expect(press('j', 2)).toBe(4)
    expect(press('k', 4)).toBe(2)
  })

  test('stop at the ends', () => {
    expect(press('j', 4)).toBe(4)
    expect(press('k', 1)).toBe(1)
    expect(press('PageDown', 1)).toBe(4)
    expect(press('Home', 4)).toBe(1)
    expect(press('End', 1)).toBe(4)
  })

  test('begin at the end that they come from while no line is the current one', () => {
    expect(press('j', -1)).toBe(1)
    expect(press('k', -1)).toBe(4)
  })

  test('find nothing in an empty table', () => {
    expect(nextModel([], -1, 1)).toBe(-1)
  })
})
