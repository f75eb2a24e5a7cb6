import type { UsageGroup } from '../../../../src-main/control/contract/usage.ts'
import { countText, durationText } from '../log/row-text.ts'

/** One thing that the chart can show of each day. */
export interface Measure {
  readonly value: string
  readonly label: string
  /** Undefined where nothing was measured. */
  of(group: UsageGroup): number | undefined
  text(value: number): string
  /** Values of groups make up the whole; percentiles do not. */
  readonly adds: boolean
}

export const MEASURES: readonly Measure[] = [
  { value: 'cost', label: 'Cost', of: group => group.cost, text: dollarText, adds: true },
  { value: 'requests', label: 'Requests', of: group => group.requests, text: plain, adds: true },
  { value: 'tokens', label: 'Tokens', of: group => group.input + group.output, text: countText, adds: true },
  {
    value: 'ttft',
    label: 'TTFT (p50)',
    of: group => group.firstToken?.p50,
    text: durationText,
    adds: false,
  },
  { value: 'slow', label: 'Total (p90)', of: group => group.total?.p90, text: durationText, adds: false },
  { value: 'errors', label: 'Errors', of: group => group.errors, text: plain, adds: true },
]

/** `$1,234.50`, `$0.0042`: cents where they matter, more digits where there is less than one. */
export function dollarText(dollars: number): string {
  if (dollars === 0) return '$0'
  if (dollars < 0.00005) return '<$0.0001'
  const digits = dollars >= 1 ? 2 : dollars >= 0.01 ? 3 : 4
  return `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: digits })}`
}

function plain(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** The part of the input that came from caches, 0 to 1; undefined where there was no input. */
export const cacheShareOf = ({ input, cacheRead }: UsageGroup): number | undefined =>
  input > 0 ? Math.min(1, cacheRead / input) : undefined

export const percentText = (share: number | undefined): string =>
  share === undefined ? '' : `${Math.round(share * 100)} %`
