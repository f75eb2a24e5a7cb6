import type { UsageGroup } from '../../../../src-main/control/contract/usage.ts'
import type { Measure } from './measures.ts'

/** What a chart draws: a point for each day, with a value for each series that has one. */
export interface ChartData {
  readonly points: readonly Record<string, string | number>[]
  /** The largest first. Points have them under `key`: charts take a dot in a name for a path. */
  readonly series: readonly { readonly key: string; readonly name: string }[]
}

const MOST = 6
export const OTHERS = 'others'
export const NONE = '(none)'

/** Groups by day and one more key, as series; small series that add up are drawn as one. */
export function chartData(
  groups: readonly UsageGroup[],
  days: readonly string[],
  measure: Measure,
): ChartData {
  const totals = new Map<string, number>()
  for (const group of groups) {
    const value = measure.of(group) ?? 0
    totals.set(nameOf(group), (totals.get(nameOf(group)) ?? 0) + value)
  }
  const ordered = [...totals].filter(([, total]) => total > 0).sort((one, other) => other[1] - one[1])
  const large = ordered.slice(0, MOST).map(([name]) => name)
  const hasOthers = measure.adds && ordered.length > MOST
  const series = [...large, ...(hasOthers ? [OTHERS] : [])].map((name, index) => ({ key: `s${index}`, name }))
  const points = new Map(days.map(day => [day, { day } as Record<string, string | number>]))
  for (const group of groups) {
    const point = points.get(group.keys[0] ?? '')
    const value = measure.of(group)
    const place = large.indexOf(nameOf(group))
    const { key } = series[place < 0 ? MOST : place] ?? {}
    if (!point || value === undefined || key === undefined) continue
    point[key] = Number(point[key] ?? 0) + value
  }
  return { points: [...points.values()], series }
}

const nameOf = ({ keys }: UsageGroup): string => keys[1] || NONE
