import { Button, Group, SimpleGrid, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { PresetView } from '../../../../src-main/control/contract/providers.ts'
import styles from './providers.module.css'

export interface PresetPickerProps {
  readonly presets: readonly PresetView[]
  readonly onPick: (preset: PresetView) => void
  readonly onCustom: () => void
}

/** The first step of adding: which provider it is. */
export function PresetPicker({ presets, onPick, onCustom }: PresetPickerProps) {
  const [search, setSearch] = useState('')
  const words = search.trim().toLowerCase()
  const found = presets.filter(({ name, preset }) => `${name} ${preset}`.toLowerCase().includes(words))
  return (
    <Stack gap="sm">
      <TextInput
        size="xs"
        aria-label="Find a provider"
        placeholder="Find a provider"
        leftSection={<IconSearch size={14} />}
        data-autofocus
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
      />
      <SimpleGrid cols={2} spacing="xs">
        {found.map(preset => (
          <UnstyledButton key={preset.preset} className={styles.preset} onClick={() => onPick(preset)}>
            <Monogram name={preset.name} />
            <span className={styles.presetText}>
              <Text span size="sm" fw={600}>
                {preset.name}
              </Text>
              <Text span size="xs" c="dimmed" truncate>
                {preset.local ? 'on this machine' : new URL(preset.baseUrl).host}
              </Text>
            </span>
            {preset.configured && <IconCheck size={15} aria-label="added already" />}
          </UnstyledButton>
        ))}
      </SimpleGrid>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          Any other that speaks one of the three protocols can be added by its address.
        </Text>
        <Button size="xs" variant="default" onClick={onCustom}>
          Custom, by base URL
        </Button>
      </Group>
    </Stack>
  )
}

/** The first letters of a name where a logo would be. */
export const Monogram = ({ name }: { readonly name: string }) => (
  <span className={styles.monogram} aria-hidden>
    {name.replace(/[^a-z0-9]/gi, '').slice(0, 2)}
  </span>
)
