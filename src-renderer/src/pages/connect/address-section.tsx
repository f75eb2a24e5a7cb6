import { ActionIcon, Alert, Anchor, Button, Code, Group, Text, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ConnectInfo } from '../../../../src-main/control/contract/connect.ts'
import type { ControlState } from '../../../../src-main/control/contract.ts'
import { useApiClient } from '../../api/client.ts'
import { say } from '../../api/settle.ts'
import { proxyCondition } from '../../frame/proxy-status.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './connect.module.css'
import { ModelsCommand } from './models-command.tsx'
import type { LocalKey } from './use-local-key.ts'

/** Where the proxy is, what opens it, and its switch. */
export function AddressSection({
  proxy,
  info,
  localKey,
}: {
  proxy: ControlState['proxy']
  info: ConnectInfo | undefined
  localKey: LocalKey
}) {
  return (
    <Section title="Address and key" actions={<Switch proxy={proxy} />}>
      <dl className={styles.lines}>
        <Line name="OpenAI clients" copy={info?.openaiBaseUrl} what="base URL for OpenAI clients">
          {info?.openaiBaseUrl}
        </Line>
        <Line name="Anthropic clients" copy={info?.baseUrl} what="base URL for Anthropic clients">
          {info?.baseUrl}
        </Line>
        <KeyLine localKey={localKey} />
      </dl>
      {info && (
        <div className={styles.terminal}>
          <Text size="xs" c="dimmed" mb={4}>
            From a terminal:
          </Text>
          <ModelsCommand baseUrl={info.openaiBaseUrl} localKey={localKey} />
          <Text size="xs" c="dimmed" mt={6}>
            The key alone: <Code className={styles.command}>patchbay key</Code>, in a checkout{' '}
            <Code className={styles.command}>npx patchbay key</Code>
          </Text>
        </div>
      )}
      {info && !info.keyRequired && (
        <Text size="xs" c="dimmed" mt={6}>
          No key is required now: every program on this machine may use the proxy.
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={6}>
        One key for each client can be made and revoked in{' '}
        <Anchor component={Link} href="/settings" inherit underline="always">
          Settings
        </Anchor>
        .
      </Text>
    </Section>
  )
}

interface LineProps {
  readonly name: string
  readonly copy: string | undefined
  readonly what: string
  readonly more?: ReactNode
  readonly children: ReactNode
}

const Line = ({ name, copy, what, more, children }: LineProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <Code className={styles.value}>{children}</Code>
      {more}
      <CopyButton value={copy ?? ''} what={what} />
    </dd>
  </div>
)

/** The local key stays covered until somebody wants to see it; it can be copied either way. */
function KeyLine({ localKey: { token = '', problem, seen, toggle, show } }: { localKey: LocalKey }) {
  const Eye = seen ? IconEyeOff : IconEye
  const label = seen ? 'Cover the local key' : 'Show the local key'
  return (
    <>
      <Line
        name="Local key"
        copy={token}
        what="local key"
        more={
          <Tooltip label={label}>
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} onClick={toggle}>
              <Eye size={14} />
            </ActionIcon>
          </Tooltip>
        }
      >
        {show(token)}
      </Line>
      {problem && <Alert color="red">{problem}</Alert>}
    </>
  )
}

const DOT_WORDS = { running: 'Running', paused: 'Paused', stopped: 'Not answering' } as const

function Switch({ proxy }: { proxy: ControlState['proxy'] }) {
  const client = useApiClient()
  const { word, tone } = proxyCondition(proxy)
  const toggle = () =>
    (proxy.paused ? client.resume.mutate() : client.pause.mutate()).catch((error: unknown) =>
      say(error instanceof Error ? error.message : String(error)),
    )
  return (
    <Group gap="xs" wrap="nowrap">
      <Group gap={6} wrap="nowrap" role="status" aria-label="State of the proxy">
        <span className="dot" data-tone={tone} aria-hidden="true" />
        <Text size="sm">{DOT_WORDS[word]}</Text>
      </Group>
      <Button
        size="compact-xs"
        variant="default"
        miw={86}
        leftSection={proxy.paused ? <IconPlayerPlay size={13} /> : <IconPlayerPause size={13} />}
        onClick={toggle}
      >
        {proxy.paused ? 'Resume' : 'Pause'}
      </Button>
    </Group>
  )
}
