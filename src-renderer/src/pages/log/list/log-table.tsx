import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import type { LogRow } from '../../../../../src-main/control/contract/log.ts'
import { type CellContext, COLUMNS, type Column } from './columns.tsx'
import styles from './list.module.css'
import { indexOfRow, type LogRows, rowAt, totalOf } from './log-rows.ts'

const ROW_HEIGHT = 29
/** Pixels that the column of the models needs at least. */
const REST = 176

export interface LogTableProps {
  readonly log: LogRows
  /** Ids of the columns to show. */
  readonly columns: readonly string[]
  /** A request is open beside the table. */
  readonly beside: boolean
  readonly selected: string | undefined
  readonly now: number
  /** The element that scrolls and has the keyboard. */
  readonly scroller: RefObject<HTMLElement | null>
  readonly onOpen: (id: string) => void
  readonly onCancel: (id: string) => void
  readonly onScroll: () => void
  /** The rows between these are in sight. */
  readonly onLook: (first: number, last: number) => void
}

/** The rows that fit on the screen, in a table that pretends to have them all. Every row has one height, so nothing jumps. */
export function LogTable(props: LogTableProps) {
  const { log, columns, beside, selected, now, scroller, onOpen, onCancel, onScroll, onLook } = props
  const total = totalOf(log)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    // The header covers the first row's height of what scrolls.
    scrollPaddingStart: ROW_HEIGHT,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const rows = items.map(({ index }) => rowAt(log, index))
  const shown = COLUMNS.filter(column => columns.includes(column.id) && (!beside || column.beside))
  const width = shown.reduce((sum, column) => sum + (column.width === 'rest' ? REST : column.width), 0)
  const longest = rows.reduce((most, row) => Math.max(most, row?.durationMs ?? 0), 1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the selection, not rows that come in
  useEffect(() => {
    const position = selected === undefined ? -1 : indexOfRow(log, selected)
    if (position >= 0) virtual.scrollToIndex(position)
  }, [selected])
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever looks is new with every render
  useEffect(() => onLook(first, last), [first, last, log])

  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const context: CellContext = { longest, now, onCancel }
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      onScroll={onScroll}
      aria-label="Requests"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table
        className={styles.table}
        style={{ minWidth: width }}
        aria-label="Requests, newest first"
        aria-rowcount={log.more ? -1 : total + 1}
      >
        <colgroup>
          {shown.map(column => (
            <col key={column.id} style={{ width: column.width === 'rest' ? undefined : column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {shown.map(column => (
              <th key={column.id} scope="col" data-right={column.right}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} columns={shown.length} />
          {items.map(({ index }, place) => (
            <Row
              key={rows[place]?.id ?? `at ${index}`}
              row={rows[place]}
              index={index}
              columns={shown}
              context={context}
              selected={rows[place] !== undefined && rows[place].id === selected}
              onOpen={onOpen}
            />
          ))}
          <Gap height={after} columns={shown.length} />
        </tbody>
      </table>
    </section>
  )
}

const Gap = ({ height, columns }: { height: number; columns: number }) =>
  height > 0 ? (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null

interface RowProps {
  /** Undefined: it is being asked for again. */
  readonly row: LogRow | undefined
  readonly index: number
  readonly columns: readonly Column[]
  readonly context: CellContext
  readonly selected: boolean
  readonly onOpen: (id: string) => void
}

/** The keys of the page do by keyboard what a click does here. */
const Row = ({ row, index, columns, context, selected, onOpen }: RowProps) => (
  <tr
    aria-rowindex={index + 2}
    aria-current={selected || undefined}
    data-selected={selected || undefined}
    onClick={() => row && onOpen(row.id)}
  >
    {columns.map(column => (
      <td key={column.id} data-right={column.right}>
        {row ? column.render(row, context) : <span className={styles.missing} />}
      </td>
    ))}
  </tr>
)
