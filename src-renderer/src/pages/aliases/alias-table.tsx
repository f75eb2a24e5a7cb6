import { ActionIcon, Badge, Code, Group, Stack, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconFlask, IconPencil, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { AliasRow } from '../../../../src-main/control/contract/aliases.ts'
import { agoText } from '../../ui/time-text.ts'

export interface AliasTableProps {
  readonly rows: readonly AliasRow[]
  /** The alias that an address names. */
  readonly marked: string | undefined
  readonly onTest: (name: string) => void
  readonly onEdit: (row: AliasRow) => void
  readonly onRemove: (row: AliasRow) => void
}

/** All aliases in the order in which they are looked at: exact names, then patterns. */
export function AliasTable({ rows, marked, onTest, onEdit, onRemove }: AliasTableProps) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" verticalSpacing={5} highlightOnHover aria-label="Aliases">
        <Table.Thead>
          <Table.Tr>
            {['Name', 'Leads to', 'Hits', 'Last hit'].map(name => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
            <Table.Td w={100} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(row => (
            <Table.Tr key={row.name} aria-current={row.name === marked || undefined}>
              <Table.Th scope="row" ff="monospace" fw={600} style={{ verticalAlign: 'top' }}>
                {row.name}
                <Group gap={4} mt={2}>
                  {row.pattern && <Mark>pattern</Mark>}
                  {row.latest && <Mark>newest{row.latest.prerelease ? ' or preview' : ''}</Mark>}
                  {row.hidden && <Mark>hidden</Mark>}
                </Group>
              </Table.Th>
              <Table.Td style={{ verticalAlign: 'top' }}>
                <Targets row={row} />
              </Table.Td>
              <Table.Td style={{ verticalAlign: 'top' }}>{row.hits}</Table.Td>
              <Table.Td c="dimmed" style={{ verticalAlign: 'top', whiteSpace: 'nowrap' }}>
                {row.lastHitAt === undefined ? 'not yet' : agoText(row.lastHitAt, Date.now())}
              </Table.Td>
              <Table.Td style={{ verticalAlign: 'top' }}>
                <Group gap={0} wrap="nowrap" justify="end">
                  <Action label={`Test ${row.name}`} onClick={() => onTest(row.name.replaceAll('*', 'x'))}>
                    <IconFlask size={15} />
                  </Action>
                  <Action label={`Edit ${row.name}`} onClick={() => onEdit(row)}>
                    <IconPencil size={15} />
                  </Action>
                  <Action label={`Remove ${row.name}`} onClick={() => onRemove(row)}>
                    <IconTrash size={15} />
                  </Action>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

const Targets = ({ row }: { readonly row: AliasRow }) => (
  <Stack gap={2}>
    {row.targets.map(({ text, leadsTo }, index) => (
      <Group key={text} gap={6}>
        {index > 0 && (
          <Text span size="xs" c="dimmed">
            then
          </Text>
        )}
        <Code>{text}</Code>
        {leadsTo !== undefined && leadsTo !== text && (
          <Text span size="sm" c="dimmed">
            now <Code>{leadsTo}</Code>
          </Text>
        )}
      </Group>
    ))}
    {row.warnings.map(({ message }) => (
      <Group key={message} gap={6} wrap="nowrap" align="start">
        <IconAlertTriangle
          size={15}
          color="var(--mantine-color-orange-6)"
          style={{ flex: 'none', marginTop: 2 }}
          aria-label="Warning"
        />
        <Text size="sm">{message}</Text>
      </Group>
    ))}
  </Stack>
)

const Mark = ({ children }: { readonly children: ReactNode }) => (
  <Badge size="xs" variant="default" tt="none" fw={500}>
    {children}
  </Badge>
)

const Action = (props: {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    aria-label={props.label}
    title={props.label}
    onClick={props.onClick}
  >
    {props.children}
  </ActionIcon>
)
