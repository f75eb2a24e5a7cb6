import { ActionIcon, Badge, Button, Code, Group, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ProviderView } from '../../../../src-main/control/contract.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { agoText } from '../../ui/time-text.ts'
import { Monogram } from './preset-picker.tsx'
import { ProviderTrouble } from './provider-trouble.tsx'
import styles from './providers.module.css'
import type { CheckState } from './use-check.ts'

export interface ProviderRowProps {
  readonly provider: ProviderView
  readonly check: CheckState | undefined
  /** Undefined where it cannot go there. */
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
  readonly onCheck: () => void
  readonly onEdit: () => void
  readonly onRemove: () => void
}

/** One provider: who it is, where its key lies, how its list stands, and what can be done. */
export function ProviderRow(props: ProviderRowProps) {
  const { provider, check, onUp, onDown, onCheck, onEdit, onRemove } = props
  const { id, name, baseUrl, endpoints, fixed } = provider
  return (
    <>
      <span className={styles.grip} aria-hidden>
        {!fixed && <IconGripVertical size={16} />}
      </span>
      <Monogram name={name} />
      <div>
        <Group gap={6}>
          <Text span ff="monospace" fw={600} size="sm">
            {id}
          </Text>
          {endpoints.map(dialect => (
            <ModeBadge key={dialect} mode={dialect} />
          ))}
        </Group>
        <span className={styles.url}>{baseUrl}</span>
      </div>
      <KeyState keyView={provider.key} />
      <ListState list={provider.list} />
      <Group gap={0} wrap="nowrap" justify="end">
        <Button
          size="compact-xs"
          variant="default"
          mr={6}
          loading={check === 'running'}
          aria-label={`Check ${id}`}
          onClick={onCheck}
        >
          Check
        </Button>
        {fixed ? (
          <Badge variant="default" size="sm" tt="none">
            this start only
          </Badge>
        ) : (
          <>
            <Action label={`Move ${id} up`} onClick={onUp}>
              <IconArrowUp size={15} />
            </Action>
            <Action label={`Move ${id} down`} onClick={onDown}>
              <IconArrowDown size={15} />
            </Action>
            <Action label={`Edit ${id}`} onClick={onEdit}>
              <IconPencil size={15} />
            </Action>
            <Action label={`Remove ${id}`} onClick={onRemove}>
              <IconTrash size={15} />
            </Action>
          </>
        )}
      </Group>
      <div className={styles.below} role="status">
        {check !== 'running' && <ProviderTrouble provider={provider} check={check} />}
      </div>
    </>
  )
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  client: "the caller's own key",
  none: 'no key',
}

function KeyState({ keyView }: { readonly keyView: ProviderView['key'] }) {
  const { source, found, keychain } = keyView
  return (
    <div>
      <Text size="sm" component="div">
        {KEY_WORDS[source] ?? <Code>{source === 'keychain' ? (keychain ?? source) : source}</Code>}
      </Text>
      {found !== undefined && (
        <Text size="xs" c={found ? 'dimmed' : 'var(--mantine-color-error)'}>
          {found ? 'key found' : 'no key there'}
        </Text>
      )}
    </div>
  )
}

function ListState({ list }: { readonly list: ProviderView['list'] }) {
  const { models, fetchedAt, error, refreshing } = list
  return (
    <div>
      <Text size="sm">{models === 1 ? '1 model' : `${models} models`}</Text>
      <Text size="xs" c={error === undefined ? 'dimmed' : 'var(--mantine-color-error)'}>
        {refreshing ? 'fetching…' : listText(fetchedAt, error)}
      </Text>
    </div>
  )
}

function listText(fetchedAt: number | undefined, error: string | undefined): string {
  if (fetchedAt === undefined) return error === undefined ? 'not fetched yet' : 'could not be fetched'
  const age = agoText(fetchedAt, Date.now())
  return error === undefined ? age : `${age}; not since then`
}

const Action = (props: {
  readonly label: string
  readonly onClick: (() => void) | undefined
  readonly children: ReactNode
}) => (
  <ActionIcon
    size="sm"
    variant="subtle"
    color="gray"
    disabled={!props.onClick}
    bg="transparent"
    aria-label={props.label}
    title={props.label}
    onClick={props.onClick}
  >
    {props.children}
  </ActionIcon>
)
