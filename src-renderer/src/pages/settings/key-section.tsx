import { Badge, Button, Table, Text, VisuallyHidden } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LocalKeyView } from '../../../../src-main/control/contract/settings.ts'
import { useApi, useApiClient } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Section } from '../../ui/section.tsx'
import { CreateKey } from './create-key.tsx'

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** The keys of this proxy: one for each client, so that one can be revoked without the others. */
export function KeySection() {
  const api = useApi()
  const client = useApiClient()
  const queries = useQueryClient()
  const keys = useQuery(api.keys.list.queryOptions())
  const [doomed, setDoomed] = useState<LocalKeyView>()
  const changed = () => queries.invalidateQueries({ queryKey: api.keys.pathKey() })
  const revoke = async (name: string) => {
    await settle(client.keys.revoke.mutate({ name }), { done: `The key “${name}” is revoked.` })
    await changed()
  }
  return (
    <Section
      title="Keys for clients"
      about="They open only this proxy; your providers’ keys are under Providers."
    >
      {keys.error && <Failed message={keys.error.message} />}
      <Table fz="sm" verticalSpacing={4} horizontalSpacing={8} mb="xs" aria-label="Keys">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Name</Table.Th>
            <Table.Th scope="col">Created</Table.Th>
            <Table.Th scope="col">May use</Table.Th>
            <Table.Th scope="col" w={90}>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(keys.data ?? []).map(key => (
            <Table.Tr key={key.name}>
              <Table.Th scope="row" fw={400} ff="monospace">
                {key.name}{' '}
                {key.primary && (
                  <Badge size="xs" variant="light" color="gray" tt="none" ff="text">
                    first
                  </Badge>
                )}
              </Table.Th>
              <Table.Td>{DATE.format(key.createdAt)}</Table.Td>
              <Table.Td>{key.providers ? key.providers.join(', ') : 'all providers'}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Revoke ${key.name}`}
                  onClick={() => setDoomed(key)}
                >
                  Revoke
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <CreateKey onCreated={changed} />
      <ConfirmDialog
        opened={doomed !== undefined}
        title={`Revoke the key “${doomed?.name ?? ''}”?`}
        confirm="Revoke"
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && revoke(doomed.name)}
      >
        <Text size="sm">
          Clients that send it are refused at once.
          {doomed?.primary && ' A fresh first key takes its place; set up clients with that one.'}
        </Text>
      </ConfirmDialog>
    </Section>
  )
}
