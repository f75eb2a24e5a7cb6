import type { Json } from './json.ts'

/** As deep as any real request, and far from where recursion over it would end the stack. */
export const DEEPEST = 512

/** Whether a value holds objects or arrays nested in more than 512 levels. Never recurses itself. */
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
    ? (Object.values(value).filter(child => typeof child === 'object' && child !== null) as Json[])
    : []
