import { Group, type GroupProps, Text } from '@mantine/core'
import type { ReactNode } from 'react'

export interface TitleRowProps extends Omit<GroupProps, 'about'> {
  /** The heading itself, at the level that its place has. */
  readonly heading: ReactNode
  readonly about?: ReactNode
  readonly actions?: ReactNode
  /** Of the words about it, and of the gap before them. */
  readonly scale: 'xs' | 'sm'
}

/** A heading, what it is about beside it, and its actions at the right. */
export function TitleRow({ heading, about, actions, scale, ...row }: TitleRowProps) {
  return (
    <Group justify="space-between" align="center" wrap="nowrap" {...row}>
      <Group gap={scale === 'sm' ? 'sm' : 'xs'} align="baseline" miw={0}>
        {heading}
        {about && (
          <Text size={scale} c="dimmed">
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
  )
}
