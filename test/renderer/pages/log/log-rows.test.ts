import { describe, expect, test } from 'vitest'
import { applyChange, hold } from '../../../../src-renderer/src/pages/log/log-rows.ts'
import { logRow } from './log-row.ts'

const log = (...ids: string[]) => ({ rows: ids.map(id => logRow({ id })), capacity: 3 })
const ids = (rows: readonly { id: string }[]) => rows.map(row => row.id)

describe('the rows of the log', () => {
  test('a known row is filled in its place', () => {
    const next = applyChange(log('c', 'b', 'a'), { type: 'change', rows: [logRow({ id: 'b', status: 500 })] })
    expect(ids(next.rows)).toEqual(['c', 'b', 'a'])
    expect(next.rows[1]?.status).toBe(500)
  })

  test('new rows come first, newest at the top, and the oldest leave', () => {
    const rows = [logRow({ id: 'd', startedAt: 1 }), logRow({ id: 'e', startedAt: 2 })]
    expect(ids(applyChange(log('c', 'b', 'a'), { type: 'change', rows }).rows)).toEqual(['e', 'd', 'c'])
  })

  test('a snapshot replaces everything', () => {
    const snapshot = { type: 'snapshot', rows: [logRow({ id: 'x' })], capacity: 9 } as const
    expect(applyChange(log('a'), snapshot)).toEqual({ rows: snapshot.rows, capacity: 9 })
  })

  test('while one is held, newer rows wait and are counted', () => {
    const { rows } = log('d', 'c', 'b')
    expect(hold(rows, 'b')).toMatchObject({ waiting: 2 })
    expect(ids(hold(rows, 'b').shown)).toEqual(['b'])
    expect(hold(rows, undefined)).toEqual({ shown: rows, waiting: 0 })
    expect(hold(rows, 'gone')).toEqual({ shown: rows, waiting: 0 })
  })
})
