import type { LogChange, LogRow } from '../../../../src-main/control/contract/log.ts'

/** The rows of the log, newest first, and how many there may be. */
export interface LogRows {
  readonly rows: readonly LogRow[]
  readonly capacity: number
}

/** Rows after a change: known ones are said anew in their place, others come before all, the oldest leave above capacity. */
export function applyChange(last: LogRows, change: LogChange): LogRows {
  if (change.type === 'snapshot') return { rows: change.rows, capacity: change.capacity }
  const changed = new Map(change.rows.map(row => [row.id, row]))
  const rows = last.rows.map(row => {
    const now = changed.get(row.id)
    if (!now) return row
    changed.delete(row.id)
    return now
  })
  const added = [...changed.values()].sort((a, b) => b.startedAt - a.startedAt)
  return { rows: [...added, ...rows].slice(0, last.capacity), capacity: last.capacity }
}

/**
 * What is shown while the user reads: rows that came after `heldFrom` wait, so that nothing moves. Without it, or when that
 * row is gone, everything.
 */
export function hold(
  rows: readonly LogRow[],
  heldFrom: string | undefined,
): { shown: readonly LogRow[]; waiting: number } {
  const waiting =
    heldFrom === undefined
      ? 0
      : Math.max(
          0,
          rows.findIndex(row => row.id === heldFrom),
        )
  return { shown: waiting > 0 ? rows.slice(waiting) : rows, waiting }
}
