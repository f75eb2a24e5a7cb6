import type { LogRow } from '../../../../../src-main/control/contract/log.ts'
import { durationText, waitOf } from '../row-text.ts'
import styles from './list.module.css'

/** How long it took beside the others, the wait for the first token in a paler tone. Roots, so that short ones are seen beside long ones. */
export function DurationBar({ row, longest, now }: { row: LogRow; longest: number; now: number }) {
  const milliseconds = row.durationMs ?? Math.max(0, now - row.startedAt)
  const width = Math.max(2, Math.sqrt(Math.min(1, milliseconds / Math.max(longest, 1))) * 100)
  const waited = milliseconds > 0 ? Math.min(100, ((waitOf(row) ?? milliseconds) / milliseconds) * 100) : 100
  return (
    <span className={styles.duration}>
      <span className={styles.track} aria-hidden="true">
        <span
          className={styles.bar}
          style={{ width: `${width}%` }}
          data-running={row.outcome === 'running' || undefined}
        >
          <span className={styles.wait} style={{ width: `${waited}%` }} />
        </span>
      </span>
      <span className={styles.durationText}>{durationText(row.durationMs)}</span>
    </span>
  )
}
