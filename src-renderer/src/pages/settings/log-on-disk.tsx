import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useApiClient } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { agoText } from '../../ui/time-text.ts'
import { SettingRow } from './setting-row.tsx'

type What = 'exchanges' | 'bodies'

const QUESTIONS: Readonly<Record<What, { title: string; confirm: string; about: string; done: string }>> = {
  bodies: {
    title: 'Delete prompts and answers?',
    confirm: 'Delete prompts and answers',
    about: 'Names, times, tokens and costs stay in the log. What you marked to keep stays whole.',
    done: 'Prompts and answers were deleted.',
  },
  exchanges: {
    title: 'Delete the log?',
    confirm: 'Delete the log',
    about: 'Every request goes, with what the Usage page counts. What you marked to keep stays.',
    done: 'The log was deleted.',
  },
}

/** How large the log is, and the ways to make it smaller at once. */
export function LogOnDisk() {
  const api = useApi()
  const client = useApiClient()
  const facts = useQuery(api.log.facts.queryOptions(undefined, { refetchInterval: 10_000 }))
  const [asked, setAsked] = useState<What>()
  const purge = async () => {
    if (!asked) return
    await settle(client.log.purge.mutate({ what: asked }), { done: QUESTIONS[asked].done })
    await facts.refetch()
  }
  const question = asked && QUESTIONS[asked]
  return (
    <SettingRow name="The log now" about={facts.data ? factsText(facts.data) : ''}>
      {() => (
        <>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => setAsked('bodies')}>
              Delete prompts and answers
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsked('exchanges')}>
              Delete the log
            </Button>
          </Group>
          {facts.data?.problem && (
            <Alert color="red" mt="xs" p="xs" role="alert">
              <Text size="xs">{facts.data.problem}</Text>
            </Alert>
          )}
          <ConfirmDialog
            opened={question !== undefined}
            title={question?.title ?? ''}
            confirm={question?.confirm ?? ''}
            onClose={() => setAsked(undefined)}
            onConfirm={purge}
          >
            {question?.about}
          </ConfirmDialog>
        </>
      )}
    </SettingRow>
  )
}

function factsText(facts: { exchanges: number; bytes: number; oldest?: number }): string {
  const { exchanges, bytes, oldest } = facts
  const since = oldest === undefined ? '' : `, the oldest ${agoText(oldest, Date.now())}`
  return `${exchanges.toLocaleString('en')} requests${since}; ${(bytes / 1_000_000).toFixed(1)} MB on this disk.`
}
