import { Alert, Button, Group, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PromptTested } from '../../../../src-main/control/contract/connect.ts'
import type { ModelRow } from '../../../../src-main/control/contract/models.ts'
import { useApi } from '../../api/client.ts'
import { ExplanationView } from '../../ui/explanation.tsx'
import { DIALECT_NAMES, type Dialect } from '../../ui/mode-badge.tsx'

const ENDPOINTS: readonly Dialect[] = ['chat', 'responses', 'messages']

/** What a call of this model at an endpoint would do, and a real prompt through the proxy. */
export function ModelTest({ row }: { readonly row: ModelRow }) {
  const api = useApi()
  const [endpoint, setEndpoint] = useState<Dialect>(row.mode ?? 'chat')
  const [prompt, setPrompt] = useState('Say hello in one word.')
  const explanation = useQuery(api.aliases.test.queryOptions({ name: row.id, endpoint }))
  const sent = useMutation(api.connect.testPrompt.mutationOptions())
  return (
    <Stack gap="xs" component="section" aria-labelledby="model-test">
      <Group justify="space-between">
        <Title order={2} size="h5" id="model-test">
          Test
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Called at"
          data={ENDPOINTS.map(value => ({ value, label: DIALECT_NAMES[value] }))}
          value={endpoint}
          onChange={value => setEndpoint(ENDPOINTS.find(known => known === value) ?? 'chat')}
        />
      </Group>
      {explanation.data && <ExplanationView explanation={explanation.data} />}
      {explanation.error && <Problem message={explanation.error.message} />}
      <form
        onSubmit={event => {
          event.preventDefault()
          sent.mutate({ model: row.id, prompt, endpoint })
        }}
      >
        <Stack gap="xs">
          <Textarea
            label="Prompt"
            size="xs"
            autosize
            minRows={2}
            maxRows={6}
            value={prompt}
            onChange={event => setPrompt(event.currentTarget.value)}
          />
          <Button
            type="submit"
            size="xs"
            loading={sent.isPending}
            disabled={!prompt.trim()}
            style={{ alignSelf: 'start' }}
          >
            Send through the proxy
          </Button>
        </Stack>
      </form>
      <div aria-live="polite">
        {sent.data && <Outcome outcome={sent.data} />}
        {sent.error && <Problem message={sent.error.message} />}
      </div>
    </Stack>
  )
}

function Outcome({ outcome }: { readonly outcome: PromptTested }) {
  if (!outcome.ok) {
    const status = outcome.status === undefined ? '' : `${outcome.status}: `
    return <Problem message={`${status}${outcome.message}`} />
  }
  const { text, firstTextMs, durationMs, usage, route, warnings } = outcome
  const facts = [
    firstTextMs !== undefined && `first text after ${Math.round(firstTextMs)} ms`,
    `${Math.round(durationMs)} ms in all`,
    usage?.output !== undefined && `${usage.output} tokens out`,
    route,
    warnings,
  ]
  return (
    <Alert color="accent" p="xs">
      <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
        {text}
      </Text>
      <Text size="xs" c="dimmed" mt={4}>
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </Alert>
  )
}

const Problem = ({ message }: { readonly message: string }) => (
  <Alert color="red" p="xs" role="alert">
    <Text size="sm">{message}</Text>
  </Alert>
)
