import { Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight, IconCircleX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { AliasCheck } from '../../../../src-main/control/contract/aliases.ts'

/** Where the draft would lead, and what to know about it. Problems of single fields stand at the fields. */
export function CheckResult(props: { readonly check: AliasCheck; readonly others: readonly string[] }) {
  const { check, others } = props
  return (
    <Stack gap={4}>
      {others.map(message => (
        <Note key={message} icon={<IconCircleX size={15} />}>
          {message}
        </Note>
      ))}
      {check.ok && check.leadsTo !== undefined && (
        <Note icon={<IconArrowRight size={15} />}>
          leads to <Code>{check.leadsTo}</Code> now
        </Note>
      )}
      {check.warnings.map(({ message }) => (
        <Note key={message} icon={<IconAlertTriangle size={15} color="var(--mantine-color-orange-6)" />}>
          {message}
        </Note>
      ))}
    </Stack>
  )
}

const Note = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => (
  <Group gap={6} wrap="nowrap" align="start">
    <span aria-hidden style={{ flex: 'none', marginTop: 2 }}>
      {icon}
    </span>
    <Text size="sm">{children}</Text>
  </Group>
)
