import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconRefresh, IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { useControlState } from '../../api/live-state.tsx'
import { newAliasToLink } from '../../frame/links.ts'
import { KeyHints } from '../../ui/key-hints.tsx'
import { Page } from '../../ui/page.tsx'
import { type Grouping, groupModels } from './group-models.ts'
import { ListChanges } from './list-changes.tsx'
import { ListStrip } from './list-strip.tsx'
import { ModelDrawer } from './model-drawer.tsx'
import { ModelTable, type TableHandle } from './model-table.tsx'
import { NoModels } from './no-models.tsx'
import { makeSearchable, readSearch, searchModels } from './search-models.ts'
import { useModels } from './use-models.ts'

const GROUPINGS: readonly { value: Grouping; label: string }[] = [
  { value: 'provider', label: 'By provider' },
  { value: 'family', label: 'By family' },
  { value: 'none', label: 'One list' },
]

/** The live catalog: find a model, see how it is called, change that, try it, give it a name. */
export default function ModelsPage() {
  const { providers, catalog } = useControlState()
  const { list, setMode, setEnabled, refresh } = useModels()
  const [, navigate] = useLocation()
  const [search, setSearch] = useState('')
  const [grouping, setGrouping] = useState<Grouping>('provider')
  const [query, setQuery] = useSearchParams()
  const opened = query.get('model')
  const table = useRef<TableHandle>(null)
  const box = useRef<HTMLInputElement>(null)

  const rows = list?.rows
  const bundledPrices = list?.bundledPrices ?? ''
  const searchable = useMemo(() => makeSearchable(rows ?? []), [rows])
  // The box shows a keystroke at once; the table follows as soon as it can.
  const deferred = useDeferredValue(search)
  const found = useMemo(() => searchModels(searchable, readSearch(deferred)), [searchable, deferred])
  const lines = useMemo(() => groupModels(found, grouping), [found, grouping])
  const actions = useMemo(
    () => ({
      onMode: setMode,
      onOpen: (model: string) => setQuery({ model }),
      onAlias: (modelId: string) => navigate(newAliasToLink(modelId)),
    }),
    [setMode, navigate, setQuery],
  )
  useHotkeys([
    ['/', () => box.current?.focus()],
    ['j', () => table.current?.move(1)],
    ['k', () => table.current?.move(-1)],
  ])
  const refreshing = providers.some(provider => provider.list.refreshing)

  return (
    <Page
      fills
      title="Models"
      about={`${catalog.models} listed, ${catalog.enabled} enabled`}
      actions={
        <>
          <ListChanges changes={list?.changes ?? []} />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} />}
            loading={refreshing}
            onClick={() => refresh()}
          >
            Refresh all
          </Button>
        </>
      }
    >
      <ListStrip providers={providers} onRefresh={refresh} />
      <Group gap="sm" wrap="nowrap">
        <TextInput
          ref={box}
          flex={1}
          size="xs"
          aria-label="Filter models"
          placeholder="Filter: words, provider:openai  mode:responses  can:tools  price:<5  is:new"
          leftSection={<IconSearch size={14} />}
          spellCheck={false}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') setSearch('')
            if (event.key === 'ArrowDown') table.current?.move(1)
          }}
        />
        <SegmentedControl
          size="xs"
          aria-label="Group models"
          data={[...GROUPINGS]}
          value={grouping}
          onChange={value => setGrouping(GROUPINGS.find(known => known.value === value)?.value ?? 'none')}
        />
      </Group>
      {rows && found.length === 0 ? (
        <NoModels searched={rows.length > 0} onClear={() => setSearch('')} />
      ) : (
        <ModelTable
          ref={table}
          lines={lines}
          grouping={grouping}
          bundledPrices={bundledPrices}
          actions={actions}
        />
      )}
      <Group justify="space-between">
        <Text size="xs" c="dimmed" role="status">
          {rows === undefined ? 'Reading the lists…' : `${found.length} of ${rows.length} models`}
        </Text>
        <KeyHints keys={KEYS} />
      </Group>
      <ModelDrawer
        row={rows?.find(row => row.id === opened)}
        bundledPrices={bundledPrices}
        actions={actions}
        onEnabled={setEnabled}
        onClose={() => setQuery({})}
      />
    </Page>
  )
}

const KEYS = [
  ['/', 'filter'],
  ['j k', 'move'],
  ['Enter', 'open'],
] as const
