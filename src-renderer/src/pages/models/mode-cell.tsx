import { memo, useState } from 'react'
import type { ModelRow } from '../../../../src-main/control/contract/models.ts'
import { ModelMode, modeText, type OnMode } from './model-mode.tsx'
import styles from './models.module.css'

/**
 * The mode in a line of the table. Hundreds of selects would make scrolling slow, so a line shows a plain button that
 * becomes the select when the pointer, the focus or a click reaches it; the current line has it at once.
 */
export const ModeCell = memo(function ModeCell(props: {
  readonly row: ModelRow
  readonly current: boolean
  readonly onMode: OnMode
}) {
  const { row, current, onMode } = props
  const [reached, setReached] = useState<'pointer' | 'keyboard'>()
  if (row.kind) return <NoMode kind={row.kind} />
  if (current || reached) {
    return (
      <ModelMode
        row={row}
        tabIndex={current ? 0 : -1}
        takesFocus={reached === 'keyboard' && !current}
        onMode={onMode}
      />
    )
  }
  const text = row.userMode ? modeText(row.userMode) : modeText('auto', row)
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Mode of ${row.id}: ${text}`}
      className={styles.mode}
      data-pinned={row.userMode !== undefined || undefined}
      onPointerEnter={() => setReached('pointer')}
      onFocus={() => setReached('keyboard')}
      onClick={() => setReached('keyboard')}
    >
      {text}
    </button>
  )
})

/** What holds no conversations is called at an endpoint of its kind; there is nothing to choose. */
export const NoMode = ({ kind }: { readonly kind: NonNullable<ModelRow['kind']> }) => (
  <span className={styles.dim}>
    <span aria-hidden="true">–</span>
    <span className={styles.unseen}>{`none: ${kind} has an endpoint of its own`}</span>
  </span>
)
