import { Button, Group } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { KeyHints } from '../../ui/key-hints.tsx'
import { Page } from '../../ui/page.tsx'
import { ColumnChooser, useColumns } from './column-chooser.tsx'
import { matchesFilter, readFilter } from './filter.ts'
import { FilterBox, FilterChips } from './filter-box.tsx'
import styles from './log.module.css'
import { LogDetailPanel } from './log-detail.tsx'
import { hold } from './log-rows.ts'
import { LogTable } from './log-table.tsx'
import { NoRequests } from './no-requests.tsx'
import { useLog } from './use-log.ts'
import { useLogKeys } from './use-log-keys.ts'
import { useNow } from './use-now.ts'

const ERRORS = 'error:'

/** Every request as it happens. What is open and the filter stand in the address, so that a reload keeps them. */
export function LogPage() {
  const log = useLog()
  const [address, setAddress] = useSearchParams()
  const [columns, setColumns] = useColumns()
  const filterBox = useRef<HTMLInputElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const text = address.get('filter') ?? ''
  const opened = address.get('exchange') ?? undefined
  const [selected, setSelected] = useState(opened)
  const [heldFrom, setHeldFrom] = useState<string>()

  const filter = useMemo(() => readFilter(text), [text])
  const applied = useDeferredValue(filter)
  const rows = log?.rows ?? []
  const { shown: settled, waiting } = hold(rows, heldFrom)
  const shown = useMemo(() => settled.filter(row => matchesFilter(applied, row)), [settled, applied])
  const now = useNow(shown.some(row => row.outcome === 'running'))

  const set = (name: string, value: string | undefined) =>
    setAddress(
      last => {
        const next = new URLSearchParams(last)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  /** From now on rows that come in wait, unless the user looks at the top and at nothing in particular. */
  const holdStill = () => setHeldFrom(last => last ?? rows[0]?.id)
  const select = (id: string | undefined) => {
    setSelected(id)
    if (id !== undefined) holdStill()
    if (id !== undefined && opened !== undefined) set('exchange', id)
  }
  const showNewest = () => {
    setHeldFrom(undefined)
    if (!opened) setSelected(undefined)
    scroller.current?.scrollTo({ top: 0 })
  }
  const move = (by: number) => {
    const at = shown.findIndex(row => row.id === selected)
    const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))]
    if (next) select(next.id)
  }
  const close = () => {
    if (opened) set('exchange', undefined)
    else showNewest()
  }
  const errorsOnly = () => {
    const others = text.split(/\s+/).filter(word => word && word !== ERRORS)
    set('filter', (text.split(/\s+/).includes(ERRORS) ? others : [...others, ERRORS]).join(' '))
  }
  useLogKeys({ filterBox, move, open: () => selected && set('exchange', selected), close, errorsOnly })

  if (log && rows.length === 0) return <NoRequests />
  return (
    <Page title="Log" fills actions={<KeyHints keys={KEYS} />}>
      <Group gap="xs" wrap="nowrap">
        <FilterBox
          box={filterBox}
          text={text}
          filter={filter}
          onChange={value => set('filter', value)}
          onLeave={() => scroller.current?.focus()}
        />
        <Button
          size="xs"
          variant={text.includes(ERRORS) ? 'light' : 'default'}
          aria-pressed={text.includes(ERRORS)}
          onClick={errorsOnly}
        >
          Errors only
        </Button>
        <ColumnChooser chosen={columns} onChange={setColumns} />
      </Group>
      <FilterChips
        filter={filter}
        shown={shown.length}
        all={settled.length}
        onRemove={word => set('filter', text.replace(word, '').replace(/\s+/g, ' ').trim())}
      />
      <div className={styles.body}>
        <div className={styles.list}>
          <LogTable
            rows={shown}
            columns={columns}
            narrow={opened !== undefined}
            selected={selected}
            now={now}
            scroller={scroller}
            onSelect={select}
            onOpen={id => set('exchange', id)}
            onScroll={() => {
              if ((scroller.current?.scrollTop ?? 0) > 0) holdStill()
              else if (selected === undefined) setHeldFrom(undefined)
            }}
          />
          {waiting > 0 && (
            <Button
              className={styles.newer}
              size="compact-xs"
              rightSection={<IconArrowUp size={12} />}
              onClick={showNewest}
            >
              {waiting} new
            </Button>
          )}
        </div>
        {opened && (
          <LogDetailPanel
            id={opened}
            row={rows.find(row => row.id === opened)}
            onClose={close}
            onFilter={word => set('filter', word)}
          />
        )}
      </div>
    </Page>
  )
}

const KEYS = [
  ['/', 'filter'],
  ['j k', 'move'],
  ['↵', 'open'],
  ['E', 'errors'],
] as const
