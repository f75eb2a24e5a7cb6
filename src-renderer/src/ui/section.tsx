import { Box, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { TitleRow } from './title-row.tsx'

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
      <TitleRow
        scale="xs"
        gap="sm"
        mb="xs"
        about={about}
        actions={actions}
        heading={
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
        }
      />
      {children}
    </Box>
  )
}
