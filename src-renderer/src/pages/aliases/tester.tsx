import { Alert, Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecentName, TestInput } from '../../../../src-main/control/contract/aliases.ts'
import { useApi } from '../../api/client.ts'
import { ExplanationView } from '../../ui/explanation.tsx'
import { DIALECT_NAMES } from '../../ui/mode-badge.tsx'
import { Section } from '../../ui/section.tsx'
import { RecentNames } from './recent-names.tsx'

type Endpoint = TestInput['endpoint']

const ENDPOINTS: readonly Endpoint[] = ['chat', 'responses', 'messages']
/** Milliseconds of silence after which the server is asked. */
const PAUSE = 120

export interface TesterProps {
  readonly name: string
  readonly onName: (name: string) => void
  readonly onAlias: (name: string) => void
}

/** Any name, at any endpoint: what it means now, step by step, and what happens to a request. */
export function Tester({ name, onName, onAlias }: TesterProps) {
  const api = useApi()
  const [endpoint, setEndpoint] = useState<Endpoint>('chat')
  const [recentShown, setRecentShown] = useState(false)
  const recent = useQuery(api.aliases.recentNames.queryOptions(undefined, { staleTime: 0 }))
  const [asked] = useDebouncedValue(name.trim(), PAUSE)
  const answer = useQuery(
    api.aliases.test.queryOptions(
      { name: asked || '-', endpoint },
      { enabled: asked !== '', placeholderData: keepPreviousData },
    ),
  )
  const pick = (chosen: RecentName) => {
    setEndpoint(chosen.endpoint)
    onName(chosen.name)
  }
  const count = recent.data?.length ?? 0
  return (
    <Section title="Tester" about="what a name means, and why">
      <Group gap="xs" align="end">
        <TextInput
          label="Name"
          size="xs"
          flex="1 1 220px"
          placeholder="gpt-5.4, fast, openrouter/auto"
          spellCheck={false}
          value={name}
          onChange={event => onName(event.currentTarget.value)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <SegmentedControl
          size="xs"
          aria-label="Called at"
          data={ENDPOINTS.map(value => ({ value, label: DIALECT_NAMES[value] }))}
          value={endpoint}
          onChange={value => setEndpoint(ENDPOINTS.find(known => known === value) ?? 'chat')}
        />
        <Button
          size="xs"
          variant="default"
          disabled={count === 0}
          aria-expanded={recentShown}
          onClick={() => {
            if (!recentShown) recent.refetch()
            setRecentShown(!recentShown)
          }}
        >
          {count === 0 ? 'No requests yet' : `Last ${count} really requested`}
        </Button>
      </Group>
      <div aria-live="polite" style={{ marginTop: 10 }}>
        {answer.error && (
          <Alert color="red" p="xs">
            <Text size="sm">{answer.error.message}</Text>
          </Alert>
        )}
        {asked !== '' && answer.data && <ExplanationView explanation={answer.data} />}
      </div>
      {recentShown && recent.data && <RecentNames names={recent.data} onPick={pick} onAlias={onAlias} />}
    </Section>
  )
}
