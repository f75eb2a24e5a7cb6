import { Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LogRow } from '../../../../src-main/control/contract/log.ts'
import { DIALECT_NAMES, type Dialect } from '../../ui/mode-badge.tsx'
import { DurationBar } from './duration-bar.tsx'
import styles from './log.module.css'
import {
  cacheShare,
  clientText,
  countText,
  durationText,
  hasError,
  statusText,
  timeText,
} from './row-text.ts'

export interface Column {
  readonly id: string
  readonly name: string
  /** Pixels, or a share of what is left. */
  readonly width: number | 'rest'
  readonly right?: boolean
  /** Also shown beside an open request, where there is little room. */
  readonly narrow?: boolean
  /** Left out where the window is narrow, until the user says otherwise. */
  readonly wide?: boolean
  /** Shown until the user says otherwise. */
  readonly byDefault: boolean
  /** `longest`: milliseconds that fill the bar; `now`: for what still runs. */
  render(row: LogRow, context: { readonly longest: number; readonly now: number }): ReactNode
}

/** Every column of the log, in its order. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'time',
    narrow: true,
    name: 'Time',
    width: 74,
    byDefault: true,
    render: row => <span className={styles.quiet}>{timeText(row.startedAt)}</span>,
  },
  {
    id: 'client',
    name: 'Client',
    width: 132,
    byDefault: true,
    render: row => <span title={row.client}>{clientText(row.client)}</span>,
  },
  {
    id: 'model',
    narrow: true,
    name: 'Requested → resolved',
    width: 'rest',
    byDefault: true,
    render: row => <Model row={row} />,
  },
  {
    id: 'via',
    wide: true,
    name: 'Dialect',
    // "Messages → Responses" in whole.
    width: 172,
    byDefault: true,
    render: row => <Via from={row.clientDialect} to={row.upstreamDialect} />,
  },
  {
    id: 'status',
    narrow: true,
    name: 'Status',
    width: 70,
    byDefault: true,
    render: row => <Status row={row} />,
  },
  {
    id: 'ttft',
    wide: true,
    name: 'TTFT',
    width: 68,
    right: true,
    byDefault: true,
    render: row => durationText(row.firstByteMs),
  },
  {
    id: 'duration',
    narrow: true,
    name: 'Duration',
    width: 116,
    byDefault: true,
    render: (row, { longest, now }) => <DurationBar row={row} longest={longest} now={now} />,
  },
  {
    id: 'tokens',
    name: 'Tokens in / out',
    width: 112,
    right: true,
    byDefault: true,
    render: row => <Tokens row={row} />,
  },
  { id: 'key', name: 'Key', width: 90, byDefault: false, render: row => row.keyName ?? '' },
  { id: 'path', name: 'Path', width: 170, byDefault: false, render: row => <code>{row.path}</code> },
  { id: 'attempts', name: 'Attempts', width: 72, right: true, byDefault: false, render: row => row.attempts },
  { id: 'losses', name: 'Losses', width: 62, right: true, byDefault: false, render: row => row.losses || '' },
]

function Model({ row: { requested, modelId, method, path } }: { row: LogRow }) {
  if (!requested) return <code className={styles.quiet}>{`${method} ${path}`}</code>
  return (
    <code className={styles.model}>
      <span>{requested}</span>
      {modelId && modelId !== requested && (
        <>
          <IconArrowRight size={12} className={styles.arrow} aria-label="resolved to" />
          <span className={styles.quiet}>{modelId}</span>
        </>
      )}
    </code>
  )
}

function Via({ from, to }: { from?: Dialect; to?: Dialect }) {
  if (!from) return null
  const translated = to !== undefined && to !== from
  return (
    <span className={styles.model}>
      <span className={translated ? undefined : styles.quiet}>{DIALECT_NAMES[from]}</span>
      {translated && (
        <>
          <IconArrowRight size={12} className={styles.arrow} aria-label="translated to" />
          <span>{DIALECT_NAMES[to]}</span>
        </>
      )}
    </span>
  )
}

function Status({ row }: { row: LogRow }) {
  const tone =
    row.outcome === 'running' ? 'warn' : hasError(row) ? 'bad' : row.outcome === 'aborted' ? 'none' : 'good'
  return (
    <span className={styles.status} title={row.errorCode}>
      <span className="dot" data-tone={tone} aria-hidden="true" />
      {row.outcome === 'running' ? <span>running</span> : statusText(row)}
    </span>
  )
}

function Tokens({ row }: { row: LogRow }) {
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
