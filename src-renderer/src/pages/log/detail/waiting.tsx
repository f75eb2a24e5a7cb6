import { Text } from '@mantine/core'

/** Stands in place of what is being read. */
export const Waiting = () => (
  <Text size="sm" c="dimmed" aria-busy="true">
    Being read…
  </Text>
)
