import { Alert, Badge, Container, Group, Stack, Text, Title } from '@mantine/core'
import { useControlState } from './api/use-control-state.ts'
import { ProviderTable } from './pages/overview/provider-table.tsx'
import { ProxyCard } from './pages/overview/proxy-card.tsx'
import { ResolveTester } from './pages/overview/resolve-tester.tsx'
import { SettingsCard } from './pages/overview/settings-card.tsx'

/** The whole window: what the proxy does, who is behind it, and what a name means. */
export function App() {
  const { state, connected, problem } = useControlState()
  return (
    <Container size="lg" py="sm" component="main">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={1} size="h3">
            Patchbay
          </Title>
          <Group gap="xs" role="status">
            {state && (
              <Text size="xs" c="dimmed">
                {state.version}
              </Text>
            )}
            <Badge variant="light" color={connected ? 'teal' : 'orange'}>
              {connected ? 'connected' : 'not connected'}
            </Badge>
          </Group>
        </Group>
        {problem && (
          <Alert color="red" title="No connection to Patchbay" role="alert">
            {problem}
          </Alert>
        )}
        {state?.warnings.map(warning => (
          <Alert key={warning} color="orange" p="xs">
            {warning}
          </Alert>
        ))}
        {state && (
          <>
            <ProxyCard proxy={state.proxy} />
            <ResolveTester />
            <ProviderTable providers={state.providers} />
            <SettingsCard settings={state.settings} />
          </>
        )}
      </Stack>
    </Container>
  )
}
