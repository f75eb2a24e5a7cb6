import { Alert, Badge, Button, Card, Code, Group, List, Select, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Explanation, ResolveInput } from '../../../../src-main/control/contract.ts'
import { useApi } from '../../api/client.ts'

const ENDPOINTS: readonly ResolveInput['endpoint'][] = ['chat', 'responses', 'messages']

/** Type a name, pick an endpoint, and read what it means, step by step. */
export function ResolveTester() {
  const api = useApi()
  const [name, setName] = useState('')
  const [endpoint, setEndpoint] = useState<ResolveInput['endpoint']>('chat')
  const [asked, setAsked] = useState<ResolveInput>()
  const answer = useQuery(
    api.resolve.queryOptions(asked ?? { name: '-', endpoint }, { enabled: asked !== undefined }),
  )
  const ask = () => {
    setAsked({ name: name.trim(), endpoint })
    // The same question again may have another answer by now.
    if (asked?.name === name.trim() && asked.endpoint === endpoint) answer.refetch()
  }
  return (
    <Card withBorder padding="sm" component="section" aria-labelledby="resolve">
      <Title order={2} size="h5" id="resolve" mb="xs">
        What does a name mean?
      </Title>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (name.trim()) ask()
        }}
      >
        <Group gap="xs" align="end">
          <TextInput
            label="Model name"
            size="xs"
            flex={1}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
            placeholder="gpt-5.4, fast, openrouter/auto"
            spellCheck={false}
          />
          <Select
            label="Called at"
            size="xs"
            w={140}
            data={ENDPOINTS}
            value={endpoint}
            allowDeselect={false}
            onChange={value => setEndpoint(ENDPOINTS.find(known => known === value) ?? 'chat')}
          />
          <Button type="submit" size="xs" loading={answer.isFetching} disabled={!name.trim()}>
            Resolve
          </Button>
        </Group>
      </form>
      <div aria-live="polite">
        {answer.error && (
          <Alert color="red" mt="xs" p="xs">
            {answer.error.message}
          </Alert>
        )}
        {answer.data && <Answer explanation={answer.data} />}
      </div>
    </Card>
  )
}

const COLOURS = { pass: 'teal', translate: 'blue', refuse: 'red' } as const

function Answer({ explanation }: { explanation: Explanation }) {
  return (
    <>
      {explanation.ok ? (
        <Group gap="xs" mt="xs">
          <Code fz="sm">{explanation.targets.map(target => target.modelId).join(' → ')}</Code>
          <Badge variant="light" color={COLOURS[explanation.dispatch.action]}>
            {explanation.dispatch.action} {explanation.dispatch.to}
          </Badge>
          <Text size="sm">{explanation.dispatch.reason}</Text>
        </Group>
      ) : (
        <Alert color="red" mt="xs" p="xs">
          {explanation.message}
        </Alert>
      )}
      <List type="ordered" size="sm" mt="xs">
        {explanation.steps.map(step => (
          <List.Item key={`${step.rule} ${step.detail}`}>
            <Text span c={step.outcome === 'match' ? undefined : 'dimmed'} size="sm">
              <Text span ff="monospace" size="sm">
                {step.rule}
              </Text>{' '}
              {step.detail}
            </Text>
          </List.Item>
        ))}
      </List>
    </>
  )
}
