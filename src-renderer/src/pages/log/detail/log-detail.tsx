import { ActionIcon, Box, CloseButton, Group, Tabs, Text, Tooltip } from '@mantine/core'
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2 } from '@tabler/icons-react'
import type { Ref } from 'react'
import type { LogDetail, LogRow } from '../../../../../src-main/control/contract/log.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { type ActionsHandle, RequestActions } from '../actions/request-actions.tsx'
import { SideBySide } from '../compare/side-by-side.tsx'
import { toneOf } from '../list/cells.tsx'
import { statusText } from '../row-text.ts'
import { type LogAddress, TABS, type Tab } from '../use-address.ts'
import { ChatTab } from './chat-tab.tsx'
import styles from './detail.module.css'
import { MessageTab } from './message-tab.tsx'
import { StreamTab } from './stream-tab.tsx'
import { SummaryTab } from './summary-tab.tsx'
import { TimingTab } from './timing-tab.tsx'
import { useDetail } from './use-detail.ts'

const NAMES: Readonly<Record<Tab, string>> = {
  summary: 'Summary',
  chat: 'Chat',
  request: 'Request',
  response: 'Response',
  stream: 'Stream',
  timing: 'Timing',
}

export interface LogDetailPanelProps {
  readonly address: LogAddress & { readonly exchange: string }
  readonly onAddress: (change: Partial<LogAddress>) => void
  /** The row of a request, where it is in the list. */
  readonly rowOf: (id: string) => LogRow | undefined
  /** It covers the list. */
  readonly isWide: boolean
  readonly onWide: (wide: boolean) => void
  readonly onClose: () => void
  readonly onRemoved: () => void
  readonly actions: Ref<ActionsHandle>
}

/** Everything that is known of one request, beside the list. */
export function LogDetailPanel(props: LogDetailPanelProps) {
  const { address, onAddress, rowOf, isWide, onWide, onClose, onRemoved, actions } = props
  const { exchange: id } = address
  const { data, error } = useDetail(id, rowOf(id))
  return (
    <Box component="aside" className={styles.detail} aria-label="Request" data-wide={isWide || undefined}>
      <div className={styles.head}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Group gap={6} wrap="nowrap" miw={0}>
            {data && <span className="dot" data-tone={toneOf(data)} aria-hidden="true" />}
            <Text size="sm" fw={600}>
              {data && (data.outcome === 'running' ? 'running' : statusText(data))}
            </Text>
            <Text ff="monospace" size="sm" truncate>
              {data?.requested ?? data?.path}
            </Text>
            <Text ff="monospace" size="xs" c="dimmed" truncate>
              {id}
            </Text>
            <CopyButton value={id} what="request id" />
          </Group>
          <Group gap={2} wrap="nowrap">
            <Tooltip label={isWide ? 'Show the list beside it' : 'Cover the list'}>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                className={styles.widen}
                aria-label={isWide ? 'Show the list beside it' : 'Cover the list'}
                onClick={() => onWide(!isWide)}
              >
                {isWide ? <IconArrowsDiagonalMinimize2 size={15} /> : <IconArrowsDiagonal size={15} />}
              </ActionIcon>
            </Tooltip>
            <CloseButton size="sm" aria-label="Close the request" onClick={onClose} />
          </Group>
        </Group>
        {data && (
          <RequestActions
            key={data.id}
            detail={data}
            ref={actions}
            onFilter={filter => onAddress({ filter })}
            onReplayed={replay => onAddress({ exchange: replay, beside: data.id })}
            onBeside={beside => onAddress({ beside })}
            onRemoved={onRemoved}
          />
        )}
      </div>
      {error && <Failed message={error.message} />}
      {data === null && (
        <Text size="sm" p="md">
          This request is no longer in the log: it was deleted, or pruned for its age or for room.
        </Text>
      )}
      {data && <DetailBody key={data.id} detail={data} {...props} />}
    </Box>
  )
}

function DetailBody({ detail, ...props }: LogDetailPanelProps & { detail: LogDetail }) {
  const { address, onAddress, rowOf } = props
  const { beside } = address
  if (beside)
    return (
      <section className={styles.body} aria-label="Side by side">
        <Group gap="xs">
          <Text size="sm" fw={600} component="h2" m={0}>
            Side by side
          </Text>
          <CloseButton
            size="xs"
            aria-label="Close side by side"
            onClick={() => onAddress({ beside: undefined })}
          />
        </Group>
        <SideBySide
          detail={detail}
          otherId={beside}
          otherRow={rowOf(beside)}
          onOpen={exchange => onAddress({ exchange, beside: undefined })}
        />
      </section>
    )
  return (
    <Tabs
      value={address.tab}
      onChange={value => onAddress({ tab: TABS.find(tab => tab === value) })}
      keepMounted={false}
      className={styles.tabs}
    >
      <Tabs.List className={styles.tabList} aria-label="Parts of the request">
        {TABS.map(tab => (
          <Tabs.Tab key={tab} value={tab} className={styles.tab}>
            {NAMES[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={address.tab} className={styles.body} tabIndex={0}>
        <TabBody detail={detail} {...props} />
      </Tabs.Panel>
    </Tabs>
  )
}

function TabBody({ detail, address, onAddress }: LogDetailPanelProps & { detail: LogDetail }) {
  switch (address.tab) {
    case 'summary':
      return (
        <SummaryTab
          detail={detail}
          onFilter={filter => onAddress({ filter })}
          onBeside={beside => onAddress({ beside })}
        />
      )
    case 'chat':
      return <ChatTab detail={detail} />
    case 'request':
    case 'response':
      return (
        <MessageTab
          detail={detail}
          part={address.tab}
          view={address.view}
          onView={view => onAddress({ view })}
        />
      )
    case 'stream':
      return <StreamTab detail={detail} />
    case 'timing':
      return <TimingTab detail={detail} />
  }
}
