import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type Ref, useCallback, useImperativeHandle, useRef, useState } from 'react'
import type { Grouping, TableLine } from './group-models.ts'
import { type ModelActions, ModelLine } from './model-line.tsx'
import styles from './models.module.css'
import { MOVES, nextModel } from './next-model.ts'

/** What the page can tell the table. */
export interface TableHandle {
  /** Moves the current line by so many models and takes the focus. */
  move(by: number): void
}

const LINE_HEIGHT = 32
const COLUMNS = [
  { name: 'Model' },
  { name: 'Provider', column: 'provider' },
  { name: 'Mode' },
  { name: 'Source', column: 'source' },
  { name: 'Context', number: true },
  { name: 'Output', column: 'output', number: true },
  { name: 'Price', column: 'price', number: true, about: 'US dollars for a million tokens, in / out' },
  { name: 'Can', column: 'can' },
  { name: 'Created', column: 'created' },
  { name: 'Actions', hidden: true },
] as const satisfies readonly {
  name: string
  column?: string
  number?: boolean
  about?: string
  hidden?: boolean
}[]

/** All lines, of which only those in sight are in the document: 5,000 cost what 30 cost. */
export function ModelTable(props: {
  readonly lines: readonly TableLine[]
  readonly grouping: Grouping
  /** The bundled price list, by name. */
  readonly bundledPrices: string
  readonly actions: ModelActions
  readonly ref: Ref<TableHandle>
}) {
  const { lines, grouping, bundledPrices, actions, ref } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [currentKey, setCurrentKey] = useState<string>()
  const current = lines.findIndex(line => line.key === currentKey)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: index => lines[index]?.key ?? index,
    overscan: 12,
    // The head of the table stays above the lines.
    scrollPaddingStart: LINE_HEIGHT,
  })

  const move = (by: number) => {
    const next = nextModel(lines, current, by)
    const line = lines[next]
    if (!line) return
    setCurrentKey(line.key)
    virtualizer.scrollToIndex(next, { align: 'auto' })
    scroller.current?.focus({ preventScroll: true })
  }
  useImperativeHandle(ref, () => ({ move }))

  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    if (target !== scroller.current && !(target instanceof HTMLTableRowElement)) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const by = MOVES[event.key]
    const line = lines[current]
    if (by !== undefined) move(by)
    else if (event.key === 'Enter' && line?.type === 'model') actions.onOpen(line.row.id)
    else return
    event.preventDefault()
    // The page listens for `j` and `k` everywhere; here they are done already.
    event.stopPropagation()
  }
  /** The current line takes the focus when it comes into the document, but never out of the filter box or its own cells. */
  const takeFocus = useCallback((line: HTMLTableRowElement | null) => {
    const { activeElement } = document
    if (line?.contains(activeElement) || !scroller.current?.contains(activeElement)) return
    line?.focus({ preventScroll: true })
  }, [])

  return (
    <section
      ref={scroller}
      aria-label="Table of models"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={styles.scroller}
      onKeyDown={onKeyDown}
    >
      <table
        aria-label="Models"
        aria-rowcount={lines.length + 1}
        className={styles.table}
        data-grouping={grouping}
      >
        <Head />
        <tbody style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const line = lines[index]
            const place = { 'aria-rowindex': index + 2, style: { transform: `translateY(${start}px)` } }
            if (!line) return null
            if (line.type === 'group') {
              return (
                <tr key={key} {...place} className={styles.group}>
                  <th colSpan={COLUMNS.length} scope="rowgroup">
                    {line.name} <span className={styles.dim}>{line.count}</span>
                  </th>
                </tr>
              )
            }
            const isCurrent = index === current
            return (
              <tr
                key={key}
                {...place}
                ref={isCurrent ? takeFocus : undefined}
                tabIndex={isCurrent ? 0 : -1}
                className={styles.line}
                aria-current={isCurrent || undefined}
                data-disabled={!line.row.enabled || undefined}
                onFocus={() => setCurrentKey(line.key)}
                onDoubleClick={() => actions.onOpen(line.row.id)}
              >
                <ModelLine
                  row={line.row}
                  current={isCurrent}
                  bundledPrices={bundledPrices}
                  actions={actions}
                />
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const Head = () => (
  <thead>
    <tr aria-rowindex={1} className={styles.columns}>
      {COLUMNS.map(column => (
        <th
          key={column.name}
          scope="col"
          data-column={'column' in column ? column.column : undefined}
          className={'number' in column ? styles.number : undefined}
          title={'about' in column ? column.about : undefined}
        >
          {'hidden' in column ? <span className={styles.unseen}>{column.name}</span> : column.name}
        </th>
      ))}
    </tr>
  </thead>
)
