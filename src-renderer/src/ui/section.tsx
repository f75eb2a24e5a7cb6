import { Box, Group, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

export interface SectionProps {
  readonly title: string
  readonly about?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A framed part of a page, named by its heading of level 2. */
export function Section({ title, about, actions, children }: SectionProps) {
  const id = useId()
  return (
    <Box component="section" aria-labelledby={id} className="section">
      <Group justify="space-between" align="center" mb="xs" gap="sm" wrap="nowrap">
        <Group gap="xs" align="baseline">
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
          {about && (
            <Text size="xs" c="dimmed">
              {about}
            </Text>
          )}
        </Group>
        {actions && (
          <Group gap="xs" wrap="nowrap">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Box>
  )
}
