import { Alert, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/client.ts'

/** Why the collector does not get what is told it; nothing while it does. */
export function CollectorProblem() {
  const api = useApi()
  const facts = useQuery(api.log.facts.queryOptions(undefined, { refetchInterval: 10_000 }))
  const problem = facts.data?.collectorProblem
  if (problem === undefined) return null
  return (
    <Alert color="red" mt="xs" p="xs" role="alert">
      <Text size="xs">{problem}</Text>
    </Alert>
  )
}
