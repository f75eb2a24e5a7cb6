import { Alert, Box, Button, Code, Group, Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconFileAlert } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { ControlState } from '../../../src-main/control/contract.ts'
import { desktop } from '../api/desktop.ts'
import { useLiveState } from '../api/live-state.tsx'

/** What is wrong with Patchbay as a whole, above every page. */
export function Banners({ state }: { state: ControlState }) {
  const { settings, warnings, proxy } = state
  return (
    <>
      {settings.problem && <SettingsProblem settings={settings} problem={settings.problem} />}
      {proxy.problem && (
        <Alert
          className="banner"
          color="red"
          icon={<IconAlertTriangle />}
          title="The proxy does not answer"
          role="alert"
        >
          {proxy.problem}
        </Alert>
      )}
      {warnings.map(warning => (
        <Alert key={warning} className="banner" color="yellow" icon={<IconAlertTriangle />} role="status">
          {warning}
        </Alert>
      ))}
    </>
  )
}

function SettingsProblem({
  settings,
  problem,
}: {
  settings: ControlState['settings']
  problem: NonNullable<ControlState['settings']['problem']>
}) {
  const place = problem.line === undefined ? '' : `:${problem.line}:${problem.column ?? 1}`
  return (
    <Alert
      className="banner"
      color="red"
      icon={<IconFileAlert />}
      role="alert"
      title={
        settings.values
          ? 'settings.jsonc has an error; the last good settings stay in force'
          : 'settings.jsonc has an error'
      }
    >
      <Group justify="space-between" gap="xs" align="end">
        <Text size="sm" component="div" className="wrap-anywhere">
          <Code>
            {settings.path}
            {place}
          </Code>{' '}
          {problem.path && (
            <>
              at <Code>{problem.path}</Code>:{' '}
            </>
          )}
          {problem.message}
        </Text>
        <Group gap="xs">
          <Button component={Link} href="/settings#file" size="compact-xs" variant="default">
            Show the place
          </Button>
          {desktop && (
            <Button size="compact-xs" variant="default" onClick={() => desktop?.showInFolder('settings')}>
              Show in folder
            </Button>
          )}
        </Group>
      </Group>
    </Alert>
  )
}

/** Lies over the page while the connection is away, so that nothing moves; short cuts are not worth a word. */
export function Reconnecting() {
  const { connected } = useLiveState()
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (connected) return setLate(false)
    const timer = window.setTimeout(() => setLate(true), 700)
    return () => window.clearTimeout(timer)
  }, [connected])
  return (
    <Box className="reconnecting" role="status" data-shown={late || undefined}>
      {late && (
        <>
          <Loader size={14} color="currentColor" type="dots" aria-hidden />
          <Text size="sm">No connection to Patchbay. What you see is as it was; trying again…</Text>
        </>
      )}
    </Box>
  )
}
