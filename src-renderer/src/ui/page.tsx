import { Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

export interface PageProps {
  readonly title: string
  /** What a user does here, in one short sentence. */
  readonly about?: ReactNode
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode
  /** True: the page takes the whole height and scrolls inside itself. */
  readonly fills?: boolean
  readonly children: ReactNode
}

/** What every page stands in: its title as the one heading of level 1, its actions, its content. */
export function Page({ title, about, actions, fills = false, children }: PageProps) {
  useDocumentTitle(`${title} · Patchbay`)
  return (
    <Stack gap="md" p="md" className={fills ? 'page page-fills' : 'page'}>
      <Group justify="space-between" align="center" wrap="nowrap" gap="md" mih={30}>
        <Group gap="sm" align="baseline" miw={0}>
          <Title order={1} size="h3" id="page-title" tabIndex={-1}>
            {title}
          </Title>
          {about && (
            <Text size="sm" c="dimmed">
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
    </Stack>
  )
}
