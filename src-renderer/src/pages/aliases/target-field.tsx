import { ActionIcon, Autocomplete, Group } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'

export interface TargetFieldProps {
  readonly value: string
  /** From 0; the first is asked first. */
  readonly index: number
  readonly count: number
  readonly error: string | undefined
  /** Names that may be meant. */
  readonly suggestions: readonly string[]
  readonly onChange: (value: string) => void
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
}

/** As many as are worth reading; more typing finds the rest. */
const SHOWN = 30

/** One target of an alias, with suggestions; several have an order and can be moved. */
export function TargetField(props: TargetFieldProps) {
  const { value, index, count, error, suggestions, onChange, onMove, onRemove } = props
  const label =
    count === 1
      ? 'Target'
      : index === 0
        ? 'Target'
        : `Target ${index + 1}, while the one before is down, busy or out of quota`
  return (
    <Group gap={4} align="start" wrap="nowrap">
      <Autocomplete
        flex={1}
        size="xs"
        label={label}
        placeholder="provider/model, or the name of a model or alias"
        spellCheck={false}
        limit={SHOWN}
        data={[...suggestions]}
        value={value}
        error={error}
        onChange={onChange}
        maxDropdownHeight={240}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      {count > 1 && (
        <Group gap={0} mt={22} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            bg="transparent"
            disabled={index === 0}
            aria-label={`Ask target ${index + 1} earlier`}
            onClick={() => onMove(index - 1)}
          >
            <IconArrowUp size={15} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            bg="transparent"
            disabled={index === count - 1}
            aria-label={`Ask target ${index + 1} later`}
            onClick={() => onMove(index + 1)}
          >
            <IconArrowDown size={15} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove target ${index + 1}`}
            onClick={onRemove}
          >
            <IconX size={15} />
          </ActionIcon>
        </Group>
      )}
    </Group>
  )
}
