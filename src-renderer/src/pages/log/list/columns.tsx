import type { ReactNode } from 'react'
import type { LogRow } from '../../../../../src-main/control/contract/log.ts'
import { clientText, costText, dateText, dayText, durationText, providerOf, timeText } from '../row-text.ts'
import { ModelCell, StatusCell, TokensCell, ViaCell } from './cells.tsx'
import { DurationBar } from './duration-bar.tsx'
import styles from './list.module.css'

export interface CellContext {
  /** Milliseconds that fill the bar. */
  readonly longest: number
  /** For what still runs. */
  readonly now: number
  readonly onCancel: (id: string) => void
}

export interface Column {
  readonly id: string
  readonly name: string
  /** Pixels, or a share of what is left. */
  readonly width: number | 'rest'
  readonly right?: boolean
  /** Also shown beside an open request, where there is little room. */
  readonly beside?: boolean
  /** Left out where the window is narrow, until the user says otherwise. */
  readonly wide?: boolean
  /** Shown until the user says otherwise. */
  readonly byDefault?: boolean
  render(row: LogRow, context: CellContext): ReactNode
}

const MIDNIGHT = () => new Date().setHours(0, 0, 0, 0)

/** Every column of the log, in its order. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'time',
    name: 'Time',
    width: 74,
    beside: true,
    byDefault: true,
    render: ({ startedAt }) => (
      <span className={styles.quiet} title={dateText(startedAt)}>
        {startedAt < MIDNIGHT() ? dayText(startedAt) : timeText(startedAt)}
      </span>
    ),
  },
  {
    id: 'client',
    name: 'Client',
    width: 118,
    wide: true,
    byDefault: true,
    render: row => <span title={row.client}>{clientText(row.client)}</span>,
  },
  {
    id: 'model',
    name: 'Requested → resolved',
    width: 'rest',
    beside: true,
    byDefault: true,
    render: row => <ModelCell row={row} />,
  },
  {
    id: 'via',
    name: 'Dialect in → out',
    // "Messages → Responses" in whole.
    width: 174,
    wide: true,
    byDefault: true,
    render: row => <ViaCell from={row.clientDialect} to={row.upstreamDialect} />,
  },
  {
    id: 'status',
    name: 'Status',
    width: 96,
    beside: true,
    byDefault: true,
    render: (row, { onCancel }) => <StatusCell row={row} onCancel={onCancel} />,
  },
  {
    id: 'ttft',
    name: 'TTFT',
    wide: true,
    width: 66,
    right: true,
    byDefault: true,
    render: row => durationText(row.firstTokenMs),
  },
  {
    id: 'duration',
    name: 'Duration',
    width: 112,
    byDefault: true,
    render: (row, { longest, now }) => <DurationBar row={row} longest={longest} now={now} />,
  },
  {
    id: 'tokens',
    name: 'Tokens in / out',
    width: 112,
    right: true,
    byDefault: true,
    render: row => <TokensCell row={row} />,
  },
  {
    id: 'cost',
    name: 'Cost',
    width: 82,
    right: true,
    byDefault: true,
    render: row => costText(row.cost?.usd),
  },
  { id: 'provider', name: 'Provider', width: 96, render: providerOf },
  {
    id: 'alias',
    name: 'Alias',
    width: 96,
    render: ({ route }) => (route?.kind === 'alias' || route?.kind === 'pattern' ? route.name : ''),
  },
  { id: 'key', name: 'Local key', width: 90, render: row => row.keyName ?? '' },
  { id: 'path', name: 'Path', width: 170, render: row => <code>{row.path}</code> },
  { id: 'session', name: 'Session', width: 110, render: row => <Code text={row.session} /> },
  { id: 'thread', name: 'Thread', width: 110, render: row => <Code text={row.thread} /> },
  { id: 'stop', name: 'Stop', width: 96, render: row => <Code text={row.stop} /> },
  { id: 'features', name: 'Has', width: 130, render: row => row.features?.join(', ') ?? '' },
  { id: 'error', name: 'Error', width: 150, render: row => <Code text={row.errorCode} /> },
  { id: 'attempts', name: 'Attempts', width: 72, right: true, render: row => row.attempts },
  { id: 'losses', name: 'Losses', width: 62, right: true, render: row => row.losses || '' },
  { id: 'id', name: 'Request id', width: 150, render: row => <Code text={row.id} /> },
]

const Code = ({ text }: { text: string | undefined }) => <code title={text}>{text ?? ''}</code>
