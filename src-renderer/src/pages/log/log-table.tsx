import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import type { LogRow } from '../../../../src-main/control/contract/log.ts'
import { COLUMNS, type Column } from './columns.tsx'
import styles from './log.module.css'

const ROW_HEIGHT = 29
/** Pixels that the column of the models needs at least. */
const REST = 176

export interface LogTableProps {
  readonly rows: readonly LogRow[]
  /** Ids of the columns to show. */
  readonly columns: readonly string[]
  /** A request is open beside the table. */
  readonly narrow: boolean
  readonly selected: string | undefined
  readonly now: number
  /** The element that scrolls and has the keyboard. */
  readonly scroller: RefObject<HTMLElement | null>
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string) => void
  readonly onScroll: () => void
}

/** The rows that fit on the screen, in a table that pretends to have them all. Every row has one height, so nothing jumps. */
export function LogTable({
  rows,
  columns,
  narrow,
  selected,
  now,
  scroller,
  onSelect,
  onOpen,
  onScroll,
}: LogTableProps) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    // The header covers the first row's height of what scrolls.
    scrollPaddingStart: ROW_HEIGHT,
    overscan: 12,
    getItemKey: index => rows[index]?.id ?? index,
  })
  const items = virtual.getVirtualItems()
  const shown = COLUMNS.filter(column => columns.includes(column.id) && (!narrow || column.narrow))
  const width = shown.reduce((sum, column) => sum + (column.width === 'rest' ? REST : column.width), 0)
  const longest = items.reduce((most, { index }) => Math.max(most, rows[index]?.durationMs ?? 0), 1)
  const position = selected === undefined ? -1 : rows.findIndex(row => row.id === selected)

  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the selection, not rows that come in
  useEffect(() => {
    if (position >= 0) virtual.scrollToIndex(position)
  }, [selected])

  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the page move through it, and it scrolls
      tabIndex={0}
      aria-label="Requests"
      onScroll={onScroll}
    >
      <table className={styles.table} style={{ minWidth: width }} aria-rowcount={rows.length + 1}>
        <colgroup>
          {shown.map(({ id, width }) => (
            <col key={id} style={width === 'rest' ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {shown.map(({ id, name, right }) => (
              <th key={id} scope="col" data-right={right}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} columns={shown.length} />
          {items.map(({ index, key }) => {
            const row = rows[index]
            return (
              row && (
                <Row
                  key={key}
                  row={row}
                  index={index}
                  columns={shown}
                  context={{ longest, now }}
                  selected={row.id === selected}
                  onSelect={onSelect}
                  onOpen={onOpen}
                />
              )
            )
          })}
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
  readonly row: LogRow
  readonly index: number
  readonly columns: readonly Column[]
  readonly context: Parameters<Column['render']>[1]
  readonly selected: boolean
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string) => void
}

/** The keys of the page do by keyboard what a click does here. */
function Row({ row, index, columns, context, selected, onSelect, onOpen }: RowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      aria-current={selected || undefined}
      data-selected={selected || undefined}
      onClick={() => {
        onSelect(row.id)
        onOpen(row.id)
      }}
    >
      {columns.map(column => (
        <td key={column.id} data-right={column.right}>
          {column.render(row, context)}
        </td>
      ))}
    </tr>
  )
}
