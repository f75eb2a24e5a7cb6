import { Alert, Button, Card, Code, Group, Text, Title } from '@mantine/core'
import type { ControlState } from '../../../../src-main/control/contract.ts'
import { desktop } from '../../api/desktop.ts'

/** The settings in force with every default filled in, and what is wrong with the file, if anything. */
export function SettingsCard({ settings }: { settings: ControlState['settings'] }) {
  const { path, problem, values } = settings
  return (
    <Card withBorder padding="sm" component="section" aria-labelledby="settings">
      <Title order={2} size="h5" id="settings">
        Settings
      </Title>
      <Group gap="xs" mb="xs">
        <Text size="xs" c="dimmed" ff="monospace">
          {path}
        </Text>
        {desktop && (
          <Button size="compact-xs" variant="default" onClick={() => desktop?.showSettings()}>
            Show in folder
          </Button>
        )}
      </Group>
      {problem && (
        <Alert color="red" title="The settings file is not in force" mb="xs" role="alert">
          {problem.line !== undefined && `Line ${problem.line}, column ${problem.column ?? 1}. `}
          {problem.path && <Code>{problem.path}</Code>} {problem.message}
          {values && ' The last good settings stay.'}
        </Alert>
      )}
      {values && (
        <Code
          block
          fz="xs"
          mah={320}
          style={{ overflow: 'auto' }}
          tabIndex={0}
          aria-label="Resolved settings"
        >
          {JSON.stringify(values, null, 2)}
        </Code>
      )}
    </Card>
  )
}
