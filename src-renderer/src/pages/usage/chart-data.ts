import type { UsageGroup } from '../../../../src-main/control/contract/usage.ts'
import type { Measure } from './measures.ts'

/** What a chart draws: a point for each day, with a value for each series that has one. */
export interface ChartData {
  readonly points: readonly Record<string, string | number>[]
  /** The largest first. */
  readonly series: readonly string[]
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
  const points = new Map(days.map(day => [day, { day } as Record<string, string | number>]))
  for (const group of groups) {
    const point = points.get(group.keys[0] ?? '')
    const value = measure.of(group)
    const name = large.includes(nameOf(group)) ? nameOf(group) : hasOthers ? OTHERS : undefined
    if (!point || value === undefined || name === undefined) continue
    point[name] = Number(point[name] ?? 0) + value
  }
  return { points: [...points.values()], series: hasOthers ? [...large, OTHERS] : large }
}

const nameOf = ({ keys }: UsageGroup): string => keys[1] || NONE
