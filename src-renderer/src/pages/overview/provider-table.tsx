import { Card, Code, Table, Text, Title } from '@mantine/core'
import type { ProviderView } from '../../../../src-main/control/contract.ts'

/** The configured providers in order of priority, each with its key's place and its list's state. */
export function ProviderTable({ providers }: { providers: readonly ProviderView[] }) {
  return (
    <Card withBorder padding="sm" component="section" aria-labelledby="providers">
      <Title order={2} size="h5" id="providers" mb="xs">
        Providers
      </Title>
      {providers.length === 0 ? (
        <Text size="sm">
          None yet. Add one under <Code>"providers"</Code> in the settings file below, or start with{' '}
          <Code>--demo</Code>.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={700}>
          <Table fz="sm" verticalSpacing={4} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                {['Id', 'Base URL', 'Endpoints', 'Key', 'Models', 'List'].map(name => (
                  <Table.Th key={name} scope="col">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>{providers.map(row)}</Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  )
}

const row = ({ id, baseUrl, endpoints, key, list }: ProviderView) => (
  <Table.Tr key={id}>
    <Table.Th scope="row" ff="monospace">
      {id}
    </Table.Th>
    <Table.Td ff="monospace">{baseUrl}</Table.Td>
    <Table.Td>{endpoints.join(', ')}</Table.Td>
    <Table.Td ff="monospace">
      {key.source}
      {key.found === false && (
        <Text span size="xs" c="red">
          {' '}
          missing
        </Text>
      )}
    </Table.Td>
    <Table.Td>{list.models}</Table.Td>
    <Table.Td>{listState(list)}</Table.Td>
  </Table.Tr>
)

function listState({ fetchedAt, error }: ProviderView['list']): string {
  const when = fetchedAt === undefined ? '' : new Date(fetchedAt).toLocaleTimeString()
  if (error) return when ? `from ${when}; since then: ${error}` : error
  return when ? `fetched ${when}` : 'not fetched yet'
}
