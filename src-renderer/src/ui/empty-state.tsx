import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  /** What to do, not what is missing. */
  readonly title: string
  readonly children: ReactNode
  /** The buttons or links that do it. */
  readonly actions?: ReactNode
}

/** Stands where a list has no rows yet, and brings the user to the first one. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <Stack gap="xs" className="empty-state">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" component="div" maw={560}>
        {children}
      </Text>
      {actions && (
        <Group gap="xs" mt="xs">
          {actions}
        </Group>
      )}
    </Stack>
  )
}
