import { Alert, Badge, Button, Card, Code, CopyButton, Group, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ControlState } from '../../../../src-main/control/contract.ts'
import { useApi } from '../../api/client.ts'

/** Where the proxy listens, whether it does, and the switch. */
export function ProxyCard({ proxy }: { proxy: ControlState['proxy'] }) {
  const api = useApi()
  const pause = useMutation(api.pause.mutationOptions())
  const resume = useMutation(api.resume.mutationOptions())
  const toggle = proxy.paused ? resume : pause
  const failed = pause.error ?? resume.error
  return (
    <Card withBorder padding="sm" component="section" aria-labelledby="proxy">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2} size="h5" id="proxy">
            Proxy
          </Title>
          <Badge variant="light" {...look(proxy)} />
          <Code fz="sm">{proxy.url}</Code>
          <CopyButton value={proxy.url}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy URL'}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Button size="xs" variant="default" loading={toggle.isPending} onClick={() => toggle.mutate()}>
          {proxy.paused ? 'Resume' : 'Pause'}
        </Button>
      </Group>
      {[proxy.problem, failed?.message].map(
        message =>
          message && (
            <Alert key={message} color="red" mt="xs" p="xs" role="alert">
              {message}
            </Alert>
          ),
      )}
    </Card>
  )
}

function look({ paused, problem }: ControlState['proxy']) {
  if (problem) return { color: 'red', children: 'not running' }
  return paused ? { color: 'orange', children: 'paused' } : { color: 'teal', children: 'running' }
}
