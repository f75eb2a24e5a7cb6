import { describe, expect, test } from 'vitest'
import type { AliasRow } from '../../../../src-main/control/contract/aliases.ts'
import {
  draftOf,
  inputOf,
  isBlank,
  newDraft,
  problemsByField,
  restoreInput,
} from '../../../../src-renderer/src/pages/aliases/alias-draft.ts'

const aliasRow = (fields: Partial<AliasRow> = {}): AliasRow => ({
  name: 'fast',
  pattern: false,
  targets: [{ text: 'lab/small' }, { text: 'lab/large' }],
  hidden: false,
  warnings: [],
  hits: 0,
  ...fields,
})

describe('the form of an alias', () => {
  test('sends an alias that was not touched as it is', () => {
    expect(inputOf(draftOf(aliasRow({ hidden: true })))).toEqual({
      name: 'fast',
      targets: ['lab/small', 'lab/large'],
      hidden: true,
      previousName: 'fast',
    })
  })

  test('sends one family and whether previews count', () => {
    const row = aliasRow({ targets: [{ text: 'xai/grok-4' }], latest: { prerelease: true } })
    expect(inputOf(draftOf(row))).toMatchObject({ targets: ['xai/grok-4'], latest: { prerelease: true } })
    expect(inputOf({ ...draftOf(aliasRow()), latest: true }).targets).toEqual(['lab/small'])
  })

  test('leaves out further fields that are still empty, but never the first', () => {
    expect(inputOf({ ...newDraft('a', ''), targets: ['', 'lab/x', ''] }).targets).toEqual(['', 'lab/x'])
  })

  test('finds no fault before anything is typed', () => {
    expect(isBlank(newDraft('', ''))).toBe(true)
    expect(isBlank(newDraft('', 'lab/small'))).toBe(false)
    expect(isBlank({ ...newDraft('', ''), previousName: 'fast' })).toBe(false)
  })

  test('puts a removed alias back as a new one', () => {
    expect(restoreInput(aliasRow())).toEqual({
      name: 'fast',
      targets: ['lab/small', 'lab/large'],
      hidden: false,
    })
  })

  test('shows each problem at its field, the first one of each', () => {
    const problems = problemsByField([
      { field: 'targets', index: 1, message: 'a loop' },
      { field: 'targets', index: 1, message: 'and more' },
      { field: 'targets', message: 'none' },
      { field: 'name', message: 'empty' },
      { field: 'settings', message: 'broken' },
    ])
    expect(problems).toEqual({ name: 'empty', targets: ['none', 'a loop'], others: ['broken'] })
  })
})
