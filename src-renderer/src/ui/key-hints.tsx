import { Group, Kbd, Text } from '@mantine/core'

/** The keys of a page, e.g. `[['/', 'filter'], ['j k', 'move']]`. */
export function KeyHints({ keys }: { keys: readonly (readonly [keys: string, what: string])[] }) {
  return (
    <Group gap="sm" wrap="nowrap" aria-label="Keyboard" role="note">
      {keys.map(([names, what]) => (
        <Group key={what} gap={4} wrap="nowrap">
          {names.split(' ').map(name => (
            <Kbd key={name} size="xs">
              {name}
            </Kbd>
          ))}
          <Text size="xs" c="dimmed">
            {what}
          </Text>
        </Group>
      ))}
    </Group>
  )
}

/** How this system writes the key that shortcuts are pressed with. */
export const MODIFIER = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
