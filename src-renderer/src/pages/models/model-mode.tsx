import { NativeSelect, Tooltip } from '@mantine/core'
import { memo } from 'react'
import type { ModelRow, SetModeInput } from '../../../../src-main/control/contract/models.ts'
import { DIALECT_NAMES, type Dialect } from '../../ui/mode-badge.tsx'
import { evidenceText } from './model-text.ts'

type Mode = SetModeInput['mode']

/** Sets the mode of a model; what comes of it arrives with the next list. */
export type OnMode = (modelId: string, mode: Mode) => void

const DIALECTS: readonly Dialect[] = ['chat', 'responses', 'messages']

/** A mode as people read it; what is automatic says where it leads now. */
export function modeText(mode: Mode, row?: ModelRow): string {
  if (mode !== 'auto') return DIALECT_NAMES[mode]
  return row?.mode && row.userMode === undefined ? `Auto · ${DIALECT_NAMES[row.mode]}` : 'Auto'
}

/** The mode of a model, changed in place. Who says so is told on hover and on focus. */
export const ModelMode = memo(function ModelMode(props: {
  readonly row: ModelRow
  readonly tabIndex?: number
  /** It stands in place of something that had the focus. */
  readonly takesFocus?: boolean
  readonly onMode: OnMode
}) {
  const { row, tabIndex, takesFocus = false, onMode } = props
  return (
    <Tooltip label={<Evidence row={row} />}>
      <NativeSelect
        ref={takesFocus ? focus : undefined}
        size="xs"
        variant={row.userMode ? 'filled' : 'unstyled'}
        aria-label={`Mode of ${row.id}`}
        tabIndex={tabIndex}
        value={row.userMode ?? 'auto'}
        data={[
          { value: 'auto', label: modeText('auto', row) },
          ...DIALECTS.map(value => ({ value, label: modeText(value) })),
        ]}
        onChange={event =>
          onMode(row.id, DIALECTS.find(mode => mode === event.currentTarget.value) ?? 'auto')
        }
      />
    </Tooltip>
  )
})

const focus = (select: HTMLSelectElement | null) => select?.focus({ preventScroll: true })

/** Made when the tooltip opens, so that the age in it is the age then. */
const Evidence = ({ row }: { row: ModelRow }) => evidenceText(row, Date.now())
