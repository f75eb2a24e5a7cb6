import { Stack, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { TitleRow } from './title-row.tsx'

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
      <TitleRow
        scale="sm"
        gap="md"
        mih={30}
        about={about}
        actions={actions}
        heading={
          <Title order={1} size="h3" id="page-title" tabIndex={-1}>
            {title}
          </Title>
        }
      />
      {children}
    </Stack>
  )
}
