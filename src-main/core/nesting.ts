import type { Json } from './json.ts'

/** A judgement: recorded requests nest in 16 levels at most, and recursion over some thousands would end the stack. */
export const DEEPEST = 512

/** Whether a value holds objects or arrays nested in more than `DEEPEST` levels. Never recurses itself. */
export function isTooDeep(value: Json): boolean {
  let level: Json[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= DEEPEST) return true
    level = level.flatMap(childrenOf)
  }
  return false
}

const childrenOf = (value: Json): Json[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).filter(child => typeof child === 'object' && child !== null)
    : []
