import { Button, Group, SegmentedControl, Select, Skeleton, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { UsageKey } from '../../../../src-main/control/contract/usage.ts'
import { useApiClient } from '../../api/client.ts'
import { saveFile } from '../../api/save-file.ts'
import { settle } from '../../api/settle.ts'
import { Failed } from '../../ui/failed.tsx'
import { Page } from '../../ui/page.tsx'
import { MEASURES } from './measures.ts'
import { NoUsage } from './no-usage.tsx'
import { daysOf, lastDays, RANGES } from './ranges.ts'
import { Totals } from './totals.tsx'
import { UsageTable } from './usage-table.tsx'
import { useUsage } from './use-usage.ts'

/** The library of charts is larger than the page: it comes when the first one is drawn. */
const UsageChart = lazy(() => import('./usage-chart.tsx'))

const GROUPS: readonly { value: UsageKey; label: string }[] = [
  { value: 'model', label: 'Model' },
  { value: 'provider', label: 'Provider' },
  { value: 'client', label: 'Client' },
  { value: 'alias', label: 'Alias' },
  { value: 'session', label: 'Session' },
  { value: 'key', label: 'Local key' },
  { value: 'day', label: 'Day' },
]

/** What things cost and what is slow, over days. */
export default function UsagePage() {
  const client = useApiClient()
  const [range, setRange] = useState('7')
  const [by, setBy] = useState<UsageKey>('model')
  const [chosen, setChosen] = useState<string>()
  const span = useMemo(() => lastDays(Number(range), new Date()), [range])
  const { totals, groups, days, loaded, problem } = useUsage(span, by)
  // Where no price is known, the cost of each day is an empty chart.
  const shown = chosen ?? (totals && (totals.cost ?? 0) === 0 ? 'tokens' : 'cost')
  const measure = MEASURES.find(({ value }) => value === shown) ?? MEASURES[0]
  const title = GROUPS.find(({ value }) => value === by)?.label ?? by

  const download = () => {
    const groupedBy: UsageKey[] = by === 'day' ? ['day'] : ['day', by]
    void settle(
      client.usage.csv.query({ ...span, by: groupedBy }).then(text => {
        saveFile({ name: `patchbay-usage-by-${by}.csv`, mediaType: 'text/csv', text })
        return undefined
      }),
      { done: 'The table of each day is in your downloads.' },
    )
  }
  const isEmpty = loaded && !totals?.requests

  return (
    <Page
      title="Usage"
      about="What it cost, and what was slow"
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={download}
          disabled={isEmpty}
        >
          CSV
        </Button>
      }
    >
      <Group gap="sm">
        <SegmentedControl
          size="xs"
          data={[...RANGES]}
          value={range}
          onChange={setRange}
          aria-label="Span of time"
        />
        <Select
          size="xs"
          w={150}
          data={[...GROUPS]}
          value={by}
          allowDeselect={false}
          onChange={value => setBy(GROUPS.find(group => group.value === value)?.value ?? 'model')}
          aria-label="Group by"
          leftSectionWidth={28}
        />
      </Group>
      {problem && <Failed message={problem} />}
      {isEmpty && <NoUsage />}
      {!isEmpty && totals && measure && (
        <Stack gap="md">
          <Totals totals={totals} />
          <section aria-label="Over the days">
            <SegmentedControl
              size="xs"
              data={MEASURES.map(({ value, label }) => ({ value, label }))}
              value={shown}
              onChange={setChosen}
              aria-label="Shown in the chart"
            />
            <Suspense fallback={<Skeleton h={228} animate={false} />}>
              <UsageChart groups={days ?? []} days={daysOf(span)} measure={measure} />
            </Suspense>
          </section>
          <UsageTable by={by} title={title} groups={groups ?? []} />
        </Stack>
      )}
    </Page>
  )
}
