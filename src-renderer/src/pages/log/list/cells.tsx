import { ActionIcon, Text } from '@mantine/core'
import { IconArrowRight, IconBookmarkFilled, IconX } from '@tabler/icons-react'
import type { LogRow } from '../../../../../src-main/control/contract/log.ts'
import { cacheShare, countText, hasError, statusText } from '../row-text.ts'
import { SPOKEN_NAMES, type Spoken } from '../spoken-names.ts'
import styles from './list.module.css'

/** The name that was asked for, what it became where that is another, and how often it was tried where once was not enough. */
export function ModelCell({ row: { requested, modelId, method, path, attempts } }: { row: LogRow }) {
  if (!requested) return <code className={styles.quiet}>{`${method} ${path}`}</code>
  const tried = attempts > 1 && `${attempts} attempts`
  const names = modelId ? `${requested} → ${modelId}` : requested
  return (
    <code className={styles.model} title={tried ? `${names}, ${tried}` : names}>
      <span className={styles.asked}>{requested}</span>
      {modelId && modelId !== requested && (
        <>
          <IconArrowRight size={12} className={styles.arrow} aria-label="resolved to" />
          <span className={styles.quiet}>{modelId}</span>
        </>
      )}
      {tried && (
        <span role="img" className={styles.attempts} aria-label={tried}>
          {attempts}×
        </span>
      )}
    </code>
  )
}

export function ViaCell({ from, to }: { from?: Spoken; to?: Spoken }) {
  if (!from) return null
  const translated = to !== undefined && to !== from
  return (
    <span className={styles.model}>
      <span className={translated ? undefined : styles.quiet}>{SPOKEN_NAMES[from]}</span>
      {translated && (
        <>
          <IconArrowRight size={12} className={styles.arrow} aria-label="translated to" />
          <span>{SPOKEN_NAMES[to]}</span>
        </>
      )}
    </span>
  )
}

/** The tone of a request's dot. */
export const toneOf = (row: Pick<LogRow, 'outcome' | 'errorCode' | 'status'>) =>
  row.outcome === 'running' ? 'warn' : hasError(row) ? 'bad' : row.outcome === 'aborted' ? 'none' : 'good'

/** The status; of one that runs, the button that ends it. */
export function StatusCell({ row, onCancel }: { row: LogRow; onCancel: (id: string) => void }) {
  return (
    <span className={styles.status} title={row.errorCode}>
      <span className="dot" data-tone={toneOf(row)} aria-hidden="true" />
      {row.outcome === 'running' ? (
        <>
          <span className={styles.grows}>running</span>
          <ActionIcon
            size={18}
            variant="subtle"
            color="red"
            aria-label={`Cancel ${row.requested ?? row.path}`}
            onClick={event => {
              event.stopPropagation()
              onCancel(row.id)
            }}
          >
            <IconX size={13} />
          </ActionIcon>
        </>
      ) : (
        <span className={styles.grows}>{statusText(row)}</span>
      )}
      {row.kept && <IconBookmarkFilled size={12} className={styles.kept} aria-label="kept" />}
    </span>
  )
}

/** Tokens in and out, and how much of the input came from a cache. */
export function TokensCell({ row }: { row: LogRow }) {
  const { usage } = row
  if (usage?.input === undefined && usage?.output === undefined) return null
  const share = cacheShare(row)
  return (
    <span>
      {share ? (
        <Text
          span
          fz={11}
          c="dimmed"
          title={`${Math.round(share * 100)} % of the input came from the cache`}
          mr={6}
        >
          {Math.round(share * 100)}%
        </Text>
      ) : null}
      {countText(usage.input) || '–'}
      <span className={styles.quiet}> / </span>
      {countText(usage.output) || '–'}
    </span>
  )
}
