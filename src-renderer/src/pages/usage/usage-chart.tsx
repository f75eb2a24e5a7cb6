import '@mantine/charts/styles.css'
import { BarChart, LineChart } from '@mantine/charts'
import type { UsageGroup } from '../../../../src-main/control/contract/usage.ts'
import { chartData, OTHERS } from './chart-data.ts'
import type { Measure } from './measures.ts'
import styles from './usage.module.css'

/** Told apart in both themes, and by their order where colours are not. */
const COLORS = ['accent.6', 'blue.6', 'orange.6', 'grape.6', 'cyan.7', 'pink.6']
/** Pixels above the uppermost line, so that its label stands at it, and beside the dots of the first and the last day. */
const ROOM = { margin: { top: 8 } }
const DOTS = { left: 12, right: 12 }
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

export interface UsageChartProps {
  readonly groups: readonly UsageGroup[]
  readonly days: readonly string[]
  readonly measure: Measure
}

/** One measure over the days, split by what the table below is grouped by. The table says the same in numbers. */
export default function UsageChart({ groups, days, measure }: UsageChartProps) {
  const { points, series } = chartData(groups, days, measure)
  const shared = {
    h: 220,
    data: points.map(point => ({ ...point, day: dayText(String(point.day)) })),
    dataKey: 'day',
    series: series.map(({ key, name }, index) => ({
      name: key,
      label: name,
      color: name === OTHERS ? 'gray.6' : (COLORS[index] ?? 'gray.6'),
    })),
    valueFormatter: measure.text,
    withLegend: true,
    legendProps: { verticalAlign: 'bottom' },
    gridAxis: 'x',
    tickLine: 'none',
    yAxisProps: { width: 72 },
    classNames: { legendItemName: styles.legend },
  } as const
  return (
    <div
      className={styles.chart}
      role="img"
      aria-label={`${measure.label} of each day, by ${series.map(({ name }) => name).join(', ') || 'nothing yet'}`}
    >
      {measure.adds ? (
        <BarChart {...shared} type="stacked" barChartProps={ROOM} />
      ) : (
        <LineChart {...shared} connectNulls lineChartProps={ROOM} xAxisProps={{ padding: DOTS }} />
      )}
    </div>
  )
}

function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return DAY.format(new Date(year ?? 0, (month ?? 1) - 1, date))
}
