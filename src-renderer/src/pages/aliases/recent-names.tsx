import { Badge, Button, Code, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { RecentName } from '../../../../src-main/control/contract/aliases.ts'
import { useApi } from '../../api/client.ts'
import { ACTIONS } from '../../ui/explanation.tsx'
import { agoText } from '../../ui/time-text.ts'

export interface RecentNamesProps {
  readonly names: readonly RecentName[]
  readonly onPick: (name: RecentName) => void
  readonly onAlias: (name: string) => void
}

/** The names that clients really asked for, each with what it would mean now. */
export const RecentNames = ({ names, onPick, onAlias }: RecentNamesProps) => (
  <Table.ScrollContainer minWidth={520} mt="xs">
    <Table fz="sm" verticalSpacing={3} aria-label="Names really requested">
      <Table.Thead>
        <Table.Tr>
          {['Requested', 'When', 'Would lead to', 'And be'].map(title => (
            <Table.Th key={title} scope="col">
              {title}
            </Table.Th>
          ))}
          <Table.Td w={150} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {names.map(recent => (
          <Table.Tr key={recent.name}>
            <Table.Th scope="row" ff="monospace" fw={500}>
              {recent.name}
            </Table.Th>
            <Table.Td c="dimmed">
              {agoText(recent.at, Date.now())} at {recent.endpoint}
            </Table.Td>
            <Meaning recent={recent} />
            <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Show the steps of ${recent.name}`}
                onClick={() => onPick(recent)}
              >
                Steps
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Make an alias of ${recent.name}`}
                onClick={() => onAlias(recent.name)}
              >
                Make alias
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
)

function Meaning({ recent }: { readonly recent: RecentName }) {
  const api = useApi()
  const { data } = useQuery(api.aliases.test.queryOptions({ name: recent.name, endpoint: recent.endpoint }))
  if (!data) return <Table.Td colSpan={2}>…</Table.Td>
  if (!data.ok) {
    return (
      <Table.Td colSpan={2}>
        <Text size="sm" c="var(--mantine-color-error)">
          {data.message}
        </Text>
      </Table.Td>
    )
  }
  const { color, words } = ACTIONS[data.dispatch.action]
  return (
    <>
      <Table.Td>
        <Code>{data.targets[0]?.modelId}</Code>
      </Table.Td>
      <Table.Td>
        <Badge size="sm" variant="light" color={color} tt="none">
          {words}
        </Badge>
      </Table.Td>
    </>
  )
}
