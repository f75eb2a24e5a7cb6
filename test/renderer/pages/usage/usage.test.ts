import { describe, expect, test } from 'vitest'
import type { UsageGroup } from '../../../../src-main/control/contract/usage.ts'
import { chartData } from '../../../../src-renderer/src/pages/usage/chart-data.ts'
import { filterFor } from '../../../../src-renderer/src/pages/usage/group-filter.ts'
import { dollarText, MEASURES } from '../../../../src-renderer/src/pages/usage/measures.ts'
import { daysOf, lastDays } from '../../../../src-renderer/src/pages/usage/ranges.ts'
import { usageGroup } from '../../../core/log/usage-groups.ts'

const group = (more: Partial<UsageGroup> = {}): UsageGroup =>
  usageGroup({ keys: ['2026-11-21', 'openai/gpt-5.4'], ...more })

const measure = (value: string) => {
  const found = MEASURES.find(one => one.value === value)
  if (!found) throw new Error(`no measure ${value}`)
  return found
}

describe('the days of a span', () => {
  test('are whole days of the user, today among them', () => {
    const span = lastDays(7, new Date(2026, 10, 21, 15, 30))
    expect(daysOf(span)).toEqual([
      '2026-11-15',
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
    ])
  })

  test('begin in the month before where they must', () => {
    expect(daysOf(lastDays(2, new Date(2026, 2, 1)))).toEqual(['2026-02-28', '2026-03-01'])
  })
})

describe('the chart', () => {
  const days = ['2026-11-20', '2026-11-21']

  test('has a point for each day, with those that had no request', () => {
    const { points, series } = chartData([group({ cost: 2 })], days, measure('cost'))
    expect(points).toEqual([{ day: '2026-11-20' }, { day: '2026-11-21', s0: 2 }])
    // A dot in a key would be a path to the chart.
    expect(series).toEqual([{ key: 's0', name: 'openai/gpt-5.4' }])
  })

  test('draws the largest six by themselves and adds up the others', () => {
    const groups = Array.from({ length: 9 }, (_, index) =>
      group({ keys: ['2026-11-21', `model-${index}`], requests: index + 1 }),
    )
    const { points, series } = chartData(groups, days, measure('requests'))
    expect(series.map(({ name }) => name).join()).toBe(
      'model-8,model-7,model-6,model-5,model-4,model-3,others',
    )
    expect(points[1]).toMatchObject({ s0: 9, s6: 1 + 2 + 3 })
  })

  test('never adds up percentiles', () => {
    const groups = Array.from({ length: 8 }, (_, index) =>
      group({
        keys: ['2026-11-21', `model-${index}`],
        firstToken: { p50: index + 1, p90: 0, p99: 0 },
      }),
    )
    expect(chartData(groups, days, measure('ttft')).series.map(({ name }) => name)).not.toContain('others')
  })

  test('names requests that have no such key', () => {
    const { series } = chartData([group({ keys: ['2026-11-21', ''], cost: 1 })], days, measure('cost'))
    expect(series).toEqual([{ key: 's0', name: '(none)' }])
  })
})

test.for([
  [0, '$0'],
  [0.00042, '$0.0004'],
  [0.00001, '<$0.0001'],
  [0.0425, '$0.043'],
  [1234.5, '$1,234.50'],
] as const)('%d dollars are written as %s', ([dollars, text]) => {
  expect(dollarText(dollars)).toBe(text)
})

test('a group is a filter of the log: quoted where it has blanks, a day as a span of time', () => {
  expect(filterFor('client', 'Claude Code')).toBe('client:"Claude Code"')
  expect(filterFor('day', '2026-11-30')).toBe('since:2026-11-30 before:2026-12-01')
  expect(filterFor('model', 'openai/gpt-5.4')).toBe('model:openai/gpt-5.4')
})
