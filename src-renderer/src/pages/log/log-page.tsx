import { Button, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue, useLocalStorage } from '@mantine/hooks'
import { IconArrowUp } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useApiClient } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'
import { Page } from '../../ui/page.tsx'
import type { ActionsHandle } from './actions/request-actions.tsx'
import { LogDetailPanel } from './detail/log-detail.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterBox } from './filter/filter-box.tsx'
import { FilterChips } from './filter/filter-chips.tsx'
import { toggleWord, withoutWord } from './filter/suggest.ts'
import { usePastFilters } from './filter/use-past-filters.ts'
import { ViewsMenu } from './filter/views-menu.tsx'
import { Help } from './help.tsx'
import { ColumnChooser, useColumns } from './list/column-chooser.tsx'
import { indexOfRow, rowAt, totalOf } from './list/log-rows.ts'
import { LogTable } from './list/log-table.tsx'
import { NoRequests } from './list/no-requests.tsx'
import { useCount } from './list/use-count.ts'
import { useLog } from './list/use-log.ts'
import { useLogKeys } from './list/use-log-keys.ts'
import { useNow } from './list/use-now.ts'
import styles from './log.module.css'
import { TABS, useAddress } from './use-address.ts'

const ERRORS = 'error:'
/** Milliseconds of rest after which what is typed is asked for. */
const TYPING = 180

const CLOSED = { exchange: undefined, beside: undefined, tab: undefined, view: undefined }

/** Every request as it happens. What is open and the filter stand in the address, so that a reload keeps them. */
export function LogPage() {
  const client = useApiClient()
  const [address, setAddress] = useAddress()
  const { filter: text, exchange: opened } = address
  const [filter] = useDebouncedValue(text.trim(), TYPING)
  const [columns, setColumns] = useColumns()
  const [past, addPast] = usePastFilters()
  const [isWide, setWide] = useLocalStorage({ key: 'patchbay-log-wide', defaultValue: false })
  const [help, setHelp] = useState(false)
  const [selected, setSelected] = useState(opened)
  const [isDown, setDown] = useState(false)
  const log = useLog(filter, selected !== undefined || isDown)
  const { rows } = log
  const count = useCount(filter, rows)
  const lastIndex = useRef(-1)
  const filterBox = useRef<HTMLInputElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const actions = useRef<ActionsHandle>(null)
  const known = useMemo(() => rows?.slices.slice(0, 2).flatMap(slice => slice.rows ?? []) ?? [], [rows])
  const now = useNow(known.some(row => row.outcome === 'running'))

  const rowOf = (id: string) => {
    const index = rows ? indexOfRow(rows, id) : -1
    return rows && index >= 0 ? rowAt(rows, index) : undefined
  }
  const setFilter = (value: string) => {
    // Another list: unless a request is open, nothing of it is being read.
    if (!opened) setSelected(undefined)
    setAddress({ filter: value })
  }
  const select = (id: string) => {
    setSelected(id)
    if (rows) lastIndex.current = indexOfRow(rows, id)
  }
  const open = (id: string) => {
    select(id)
    setAddress({ exchange: id, beside: undefined })
  }
  const showNewest = () => {
    log.showNewest()
    if (!opened) setSelected(undefined)
    scroller.current?.scrollTo({ top: 0 })
  }
  const move = (by: number) => {
    if (!rows) return
    const at = selected === undefined ? -1 : indexOfRow(rows, selected)
    const from = at < 0 && selected !== undefined ? lastIndex.current : at
    const next = rowAt(rows, from < 0 ? 0 : Math.min(totalOf(rows) - 1, Math.max(0, from + by)))
    if (next) (opened === undefined ? select : open)(next.id)
  }
  const close = () => {
    if (address.beside) setAddress({ beside: undefined })
    else if (opened) setAddress(CLOSED)
    else showNewest()
  }
  const errorsOnly = () => setFilter(toggleWord(text, ERRORS))
  useLogKeys({
    focusFilter: () => filterBox.current?.select(),
    move,
    open: () => selected && open(selected),
    close,
    errorsOnly,
    newest: showNewest,
    showTab: index => opened && setAddress({ tab: TABS[index], beside: undefined }),
    copyCurl: () => actions.current?.run('curl'),
    replay: () => actions.current?.run('replay'),
    help: () => setHelp(true),
  })

  if (!filter && !opened) {
    // What could be opened here would go again if the first answer were that there is no request.
    if (!rows) return <Page title="Log">{null}</Page>
    if (log.current && totalOf(rows) + rows.waiting.size === 0) return <NoRequests />
  }
  const words = log.current && filter ? (rows?.words ?? []) : []
  const waiting = rows?.waiting.size ?? 0
  const isErrorsOnly = toggleWord(text, ERRORS).length < text.length
  return (
    <Page title="Log" fills actions={<Help opened={help} onChange={setHelp} />}>
      <Group gap="xs" wrap="nowrap">
        <FilterBox
          box={filterBox}
          text={text}
          past={past}
          rows={known}
          hasProblem={words.some(word => word.problem)}
          onChange={value => setFilter(value)}
          onLeave={() => {
            addPast(text)
            scroller.current?.focus()
          }}
        />
        <Button
          size="xs"
          variant={isErrorsOnly ? 'light' : 'default'}
          aria-pressed={isErrorsOnly}
          onClick={errorsOnly}
          flex="none"
        >
          Errors only
        </Button>
        <ViewsMenu filter={text} onChoose={value => setFilter(value)} />
        <ExportMenu filter={filter} />
        <ColumnChooser chosen={columns} onChange={setColumns} />
      </Group>
      <FilterChips
        words={words}
        count={log.current ? count : undefined}
        onRemove={word => setFilter(withoutWord(filter, word))}
      />
      <div className={styles.body}>
        <div className={styles.list} aria-busy={!log.current}>
          {rows && (
            <LogTable
              log={rows}
              columns={columns}
              beside={opened !== undefined}
              selected={selected}
              now={now}
              scroller={scroller}
              onOpen={open}
              onCancel={id => void settle(client.log.cancel.mutate({ id }))}
              onScroll={() => setDown((scroller.current?.scrollTop ?? 0) > 0)}
              onLook={log.look}
            />
          )}
          {rows && totalOf(rows) === 0 && log.current && (
            <Stack align="center" gap="xs" className={styles.none}>
              <Text size="sm" c="dimmed">
                No request fits this filter.
              </Text>
              <Button size="compact-xs" variant="default" onClick={() => setFilter('')}>
                Show all requests
              </Button>
            </Stack>
          )}
          {(waiting > 0 || isDown) && (
            <Button
              className={styles.newer}
              size="compact-xs"
              rightSection={<IconArrowUp size={12} />}
              onClick={showNewest}
            >
              {waiting > 0 ? `${waiting.toLocaleString('en')} new` : 'Newest'}
            </Button>
          )}
        </div>
        {opened && (
          <LogDetailPanel
            address={{ ...address, exchange: opened }}
            onAddress={change => {
              if (change.exchange) setSelected(change.exchange)
              setAddress(change)
            }}
            rowOf={rowOf}
            isWide={isWide}
            onWide={setWide}
            onClose={close}
            onRemoved={() => {
              setSelected(undefined)
              setAddress(CLOSED)
            }}
            actions={actions}
          />
        )}
      </div>
    </Page>
  )
}
