import { Alert, Button, Group, Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import type { ProviderView } from '../../../../src-main/control/contract.ts'
import { agoText } from '../../ui/time-text.ts'

/** The list of each provider: its size and age, whether it is being fetched, and a button to fetch it. Errors in their own words. */
export function ListStrip(props: {
  readonly providers: readonly ProviderView[]
  readonly onRefresh: (provider: string) => void
}) {
  const { providers, onRefresh } = props
  const now = Date.now()
  const failed = providers.filter(({ list }) => list.error !== undefined)
  return (
    <>
      <Group gap={6} role="group" aria-label="Lists of the providers">
        {providers.map(({ id, name, list }) => (
          <Button
            key={id}
            size="compact-xs"
            variant="default"
            disabled={list.refreshing}
            title={`Fetch the list of ${name} again`}
            leftSection={<Mark list={list} />}
            onClick={() => onRefresh(id)}
          >
            {id}
            <Text span size="xs" c="dimmed" ml={6}>
              {list.models} · {ageText(list, now)}
            </Text>
          </Button>
        ))}
      </Group>
      {failed.map(({ id, list }) => (
        <Alert key={id} color="orange" p={6} icon={<IconAlertTriangle size={16} />}>
          <Text size="xs">
            <b>{id}</b>: {list.error}
            {list.fetchedAt !== undefined && ` The list of ${agoText(list.fetchedAt, now)} stays.`}
          </Text>
        </Alert>
      ))}
    </>
  )
}

function Mark({ list }: Pick<ProviderView, 'list'>) {
  if (list.refreshing) return <Loader size={11} aria-label="being fetched" />
  return list.error === undefined ? <IconRefresh size={12} /> : <IconAlertTriangle size={12} />
}

function ageText({ refreshing, fetchedAt, error }: ProviderView['list'], now: number): string {
  if (refreshing) return 'fetching…'
  if (fetchedAt !== undefined) return agoText(fetchedAt, now)
  return error === undefined ? 'never fetched' : 'failed'
}
