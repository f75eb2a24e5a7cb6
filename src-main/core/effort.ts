import type { Effort } from './options.ts'

/** All efforts that vendors know, weakest first. */
export const EFFORTS: readonly string[] = [
  'none',
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
] satisfies Effort[]

/** Thinking budgets as efforts: the effort for everything below the limit, in tokens. The bounds are a judgement. */
const BUDGETS: readonly { readonly below: number; readonly effort: Effort }[] = [
  { below: 2_000, effort: 'low' },
  { below: 10_000, effort: 'medium' },
  { below: 32_000, effort: 'high' },
]

/** The effort that a budget of thinking tokens stands for. */
export const effortOfBudget = (tokens: number): Effort =>
  BUDGETS.find(({ below }) => tokens < below)?.effort ?? 'xhigh'

/**
 * The wish where it is accepted; else the strongest accepted effort that is weaker, or the weakest there is. Undefined where no
 * effort fits: reasoning is neither switched on nor off by this.
 */
export function nearestEffort(wish: string, accepted: readonly string[]): string | undefined {
  if (accepted.includes(wish)) return wish
  const rank = EFFORTS.indexOf(wish)
  if (rank <= 0) return undefined
  const known = EFFORTS.filter(effort => effort !== 'none' && accepted.includes(effort))
  return known.findLast(effort => EFFORTS.indexOf(effort) < rank) ?? known[0]
}
