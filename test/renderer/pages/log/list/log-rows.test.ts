import { describe, expect, test } from 'vitest'
import type { LogRow } from '../../../../../src-main/control/contract/log.ts'
import {
  addOlder,
  applyChange,
  dropFar,
  fillSlice,
  indexOfRow,
  type LogRows,
  rowAt,
  SLICE,
  sliceAt,
  totalOf,
} from '../../../../../src-renderer/src/pages/log/list/log-rows.ts'
import { logRow } from '../log-row.ts'

/** Rows from `from` down to `to`, newest first; each began when its number says. */
const down = (from: number, to: number): LogRow[] =>
  Array.from({ length: from - to + 1 }, (_, index) =>
    logRow({ id: `r${from - index}`, startedAt: from - index }),
  )
const page = (rows: readonly LogRow[], more = false) => ({ rows, more, words: [] })
const told = (log: LogRows | undefined): LogRows => {
  if (!log) throw new Error('there is no log yet')
  return log
}
const begun = (rows: readonly LogRow[], more = false): LogRows =>
  told(applyChange(undefined, { type: 'snapshot', ...page(rows, more) }, false))
const change = (log: LogRows, rows: readonly LogRow[], { gone = [] as string[], held = false } = {}) =>
  told(applyChange(log, { type: 'change', rows, gone }, held))
const idsOf = (log: LogRows) =>
  Array.from({ length: totalOf(log) }, (_, index) => rowAt(log, index)?.id ?? '(dropped)')

describe('the rows of the log', () => {
  test('a change before the first snapshot says nothing', () => {
    expect(applyChange(undefined, { type: 'change', rows: down(1, 1), gone: [] }, false)).toBeUndefined()
  })

  test('a known row is filled in its place', () => {
    const next = change(begun(down(3, 1)), [logRow({ id: 'r2', startedAt: 2, status: 500 })])
    expect(idsOf(next)).toEqual(['r3', 'r2', 'r1'])
    expect(rowAt(next, 1)?.status).toBe(500)
  })

  test('new rows come before all others, newest first', () => {
    expect(idsOf(change(begun(down(2, 1)), down(4, 3).reverse()))).toEqual(['r4', 'r3', 'r2', 'r1'])
  })

  test('rows that are gone leave', () => {
    expect(idsOf(change(begun(down(3, 1)), [], { gone: ['r2', 'nobody'] }))).toEqual(['r3', 'r1'])
  })

  test('while the user reads, new rows wait, known ones are filled, and nothing moves', () => {
    const held = change(begun(down(2, 1)), [...down(4, 3), logRow({ id: 'r1', startedAt: 1, status: 404 })], {
      held: true,
    })
    expect(idsOf(held)).toEqual(['r2', 'r1'])
    expect(rowAt(held, 1)?.status).toBe(404)
    expect([...held.waiting]).toEqual(['r4', 'r3'])
    expect([...change(held, down(4, 4), { held: true, gone: ['r3'] }).waiting]).toEqual(['r4'])
  })

  test('a snapshot replaces everything; while the user reads it only says what became of the rows', () => {
    const log = begun(down(4, 1))
    const snapshot = { type: 'snapshot', ...page([...down(6, 4), ...down(2, 1)]) } as const
    expect(idsOf(told(applyChange(log, snapshot, false)))).toEqual(['r6', 'r5', 'r4', 'r2', 'r1'])
    const held = told(applyChange(log, snapshot, true))
    expect(idsOf(held)).toEqual(['r4', 'r2', 'r1'])
    expect([...held.waiting]).toEqual(['r6', 'r5'])
  })

  test('a word about a row that is older than what is there brings no row to the top', () => {
    expect(idsOf(change(begun(down(9, 5), true), down(2, 2)))).toEqual(['r9', 'r8', 'r7', 'r6', 'r5'])
  })
})

describe('a log of many pages', () => {
  const PAGES = 60
  /** Scrolled to the end: 60 pages, of which those around the last are there. */
  const scrolled = () => {
    let log = begun(down(PAGES * SLICE, (PAGES - 1) * SLICE + 1), true)
    for (let next = PAGES - 1; next > 0; next--) {
      log = addOlder(log, page(down(next * SLICE, (next - 1) * SLICE + 1), next > 1))
      log = dropFar(log, totalOf(log) - 30, totalOf(log) - 1)
    }
    return log
  }

  test('all places stay, few rows do, and the head is never dropped', () => {
    const log = scrolled()
    expect(totalOf(log)).toBe(PAGES * SLICE)
    expect(log.more).toBe(false)
    expect(log.slices.filter(({ rows }) => rows).length).toBeLessThan(10)
    expect(rowAt(log, 0)?.id).toBe(`r${PAGES * SLICE}`)
    expect(rowAt(log, 20 * SLICE)).toBeUndefined()
    expect(rowAt(log, totalOf(log) - 1)?.id).toBe('r1')
  })

  test('a dropped slice is filled again in its place; what was removed meanwhile is missing', () => {
    const log = scrolled()
    const index = sliceAt(log, 20 * SLICE)
    const { before } = log.slices[index] ?? {}
    expect(before).toEqual({ startedAt: 40 * SLICE + 1, id: `r${40 * SLICE + 1}` })
    const answer = down(40 * SLICE, 39 * SLICE - 4).filter(({ id }) => id !== `r${39 * SLICE + 7}`)
    const filled = fillSlice(log, index, answer)
    expect(totalOf(filled)).toBe(PAGES * SLICE - 1)
    expect(rowAt(filled, 20 * SLICE)?.id).toBe(`r${40 * SLICE}`)
    expect(rowAt(filled, 21 * SLICE - 2)?.id).toBe(`r${39 * SLICE + 1}`)
    expect(indexOfRow(filled, 'r1')).toBe(PAGES * SLICE - 2)
  })

  test('a head that grows is split, so that a day of requests does not fill the memory', () => {
    let log = begun(down(SLICE, 1))
    for (let next = SLICE + 1; next < 40 * SLICE; next += 50)
      log = dropFar(change(log, down(next + 49, next)), 0, 30)
    expect(totalOf(log)).toBe(40 * SLICE)
    expect(log.slices.filter(({ rows }) => rows).length).toBeLessThan(8)
    expect(rowAt(log, 0)?.id).toBe(`r${40 * SLICE}`)
    expect(log.slices.every(({ count }) => count <= 2 * SLICE)).toBe(true)
  })
})
