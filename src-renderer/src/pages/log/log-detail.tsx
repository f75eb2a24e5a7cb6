import { Alert, Box, CloseButton, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { LogDetail, LogRow } from '../../../../src-main/control/contract/log.ts'
import { useApi } from '../../api/client.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DetailActions } from './detail-actions.tsx'
import { Attempts, Facts, Steps } from './detail-parts.tsx'
import styles from './log.module.css'
import { Losses } from './losses.tsx'
import { sentenceOf, statusText } from './row-text.ts'

export interface LogDetailPanelProps {
  readonly id: string
  /** The row in the list; absent when it has left it. */
  readonly row: LogRow | undefined
  readonly onClose: () => void
  readonly onFilter: (word: string) => void
}

/** Everything that is known of one request, beside the list; asked again whenever its row says more. */
export function LogDetailPanel({ id, row, onClose, onFilter }: LogDetailPanelProps) {
  const api = useApi()
  const detail = useQuery(api.log.get.queryOptions({ id }, { placeholderData: last => last }))
  const { refetch } = detail
  const seen = useRef(row)
  useEffect(() => {
    if (seen.current !== row && row !== undefined) void refetch()
    seen.current = row
  }, [row, refetch])
  return (
    <Box component="aside" className={styles.detail} aria-label="Request">
      <Group className={styles.detailHead} justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={6} wrap="nowrap" miw={0}>
          <Text ff="monospace" size="xs" truncate>
            {id}
          </Text>
          <CopyButton value={id} what="request id" />
        </Group>
        <CloseButton size="sm" aria-label="Close the request" onClick={onClose} />
      </Group>
      {detail.error && (
        <Alert color="red" role="alert">
          {detail.error.message}
        </Alert>
      )}
      {detail.data === null && (
        <Text size="sm" p="md">
          This request was too long ago: the list in memory has dropped it.
        </Text>
      )}
      {detail.data && <Summary detail={detail.data} onFilter={onFilter} />}
    </Box>
  )
}

function Summary({ detail, onFilter }: { detail: LogDetail; onFilter: (word: string) => void }) {
  const row = { ...detail, attempts: detail.attempts.length, losses: detail.losses.length }
  return (
    <div className={styles.detailBody}>
      <Text size="sm" className="wrap-anywhere">
        {sentenceOf(row)}
      </Text>
      {detail.errorMessage && (
        <Alert color="red" p="xs" title={[statusText(row), detail.errorCode].filter(Boolean).join(' · ')}>
          <Text size="sm" className="wrap-anywhere">
            {detail.errorMessage}
          </Text>
        </Alert>
      )}
      <DetailActions detail={detail} onFilter={onFilter} />
      {detail.losses.length > 0 && <Losses losses={detail.losses} />}
      <Facts detail={detail} row={row} />
      {detail.steps.length > 0 && <Steps detail={detail} />}
      {detail.attempts.length > 0 && <Attempts detail={detail} />}
    </div>
  )
}
