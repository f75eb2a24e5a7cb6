import { NativeSelect, Tooltip } from '@mantine/core'
import { memo } from 'react'
import type { ModelRow, SetModeInput } from '../../../../src-main/control/contract/models.ts'
import { DIALECT_NAMES, type Dialect } from '../../ui/mode-badge.tsx'
import { evidenceText } from './model-text.ts'

type Mode = SetModeInput['mode']

/** Sets the mode of a model; what comes of it arrives with the next list. */
export type OnMode = (modelId: string, mode: Mode) => void

const DIALECTS: readonly Dialect[] = ['chat', 'responses', 'messages']

/** The mode of a model, changed in place. Who says so is told on hover and on focus. */
export const ModelMode = memo(function ModelMode(props: {
  readonly row: ModelRow
  readonly tabIndex?: number
  readonly onMode: OnMode
}) {
  const { row, tabIndex, onMode } = props
  const automatic = row.userMode === undefined && row.mode ? `Auto · ${DIALECT_NAMES[row.mode]}` : 'Auto'
  return (
    <Tooltip label={<Evidence row={row} />}>
      <NativeSelect
        size="xs"
        variant={row.userMode ? 'filled' : 'unstyled'}
        aria-label={`Mode of ${row.id}`}
        tabIndex={tabIndex}
        value={row.userMode ?? 'auto'}
        data={[
          { value: 'auto', label: automatic },
          ...DIALECTS.map(value => ({ value, label: DIALECT_NAMES[value] })),
        ]}
        onChange={event =>
          onMode(row.id, DIALECTS.find(mode => mode === event.currentTarget.value) ?? 'auto')
        }
      />
    </Tooltip>
  )
})

/** Made when the tooltip opens, so that the age in it is the age then. */
const Evidence = ({ row }: { row: ModelRow }) => evidenceText(row, Date.now())
