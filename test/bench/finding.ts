/** Something that was measured, and what it should be. */
export interface Finding {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The largest value that is good enough; absent where it is only told. */
  readonly goal?: number
}

/** The value at this share of them, 0 the smallest and 1 the largest. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.round((values.length - 1) * share)] ?? Number.NaN

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export function printFinding({ name, value, unit, goal }: Finding): string {
  const shown = value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
  return `${name.padEnd(52)}${shown.padStart(8)} ${unit}${goal === undefined ? '' : `  (goal ${goal})`}`
}

/** The last line: which goals are reached. Speed is no test; nothing fails by it. */
export function printVerdict(findings: readonly Finding[]): string {
  const missed = findings.filter(({ value, goal }) => goal !== undefined && !(value <= goal))
  const total = findings.filter(({ goal }) => goal !== undefined).length
  if (missed.length === 0) return `All ${total} goals are reached.`
  const named = missed.map(({ name, value, goal }) => `${name} (${value.toFixed(2)}, goal ${goal})`)
  return `${total - missed.length} of ${total} goals are reached. Not reached: ${named.join('; ')}.`
}
