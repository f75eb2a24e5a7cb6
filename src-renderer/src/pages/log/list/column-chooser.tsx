import { ActionIcon, Button, Checkbox, Popover, SimpleGrid, Tooltip } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import { COLUMNS } from './columns.tsx'

const idsOf = (columns: typeof COLUMNS) => columns.map(column => column.id)
const DEFAULT = idsOf(COLUMNS.filter(column => column.byDefault))
const WHERE_NARROW = idsOf(COLUMNS.filter(column => column.byDefault && !column.wide))

/** The ids of the columns that this browser shows, and how to change them. Until somebody does, those that the window has room for. */
export function useColumns(): readonly [readonly string[], (ids: string[] | null) => void] {
  const narrow = useMediaQuery('(max-width: 1240px)', undefined, { getInitialValueInEffect: false })
  const [chosen, setChosen] = useLocalStorage<string[] | null>({
    key: 'patchbay-log-columns',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  return [chosen ?? (narrow ? WHERE_NARROW : DEFAULT), setChosen]
}

export function ColumnChooser({
  chosen,
  onChange,
}: {
  chosen: readonly string[]
  /** Null: as it is by default. */
  onChange: (ids: string[] | null) => void
}) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover
      position="bottom-end"
      shadow="md"
      trapFocus
      transitionProps={{ duration: 0 }}
      opened={opened}
      onChange={setOpened}
    >
      <Popover.Target>
        <Tooltip label="Columns" disabled={opened}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label="Columns"
            onClick={() => setOpened(last => !last)}
          >
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Checkbox.Group
          value={[...chosen]}
          onChange={ids => ids.length > 0 && onChange(ids)}
          label="Columns"
          size="xs"
        >
          <SimpleGrid cols={2} spacing="md" verticalSpacing={5} mt={6}>
            {COLUMNS.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} size="xs" />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Button size="compact-xs" variant="subtle" mt="xs" onClick={() => onChange(null)}>
          As it was at first
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
