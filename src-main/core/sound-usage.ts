import type { Usage } from './reply.ts'

/**
 * Counts that fit into each other, whatever the provider sent (mapping §6.2): nothing is negative, and a part that is larger
 * than its whole was counted apart from it (what Azure's Grok read from the cache, what xAI thought), and so belongs to it.
 */
export function soundUsage<Counted extends Usage>(usage: Counted): Counted {
  const cacheRead = counted(usage.cacheRead)
  const cacheWrite = counted(usage.cacheWrite)
  const reasoning = counted(usage.reasoning)
  return {
    ...usage,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
    ...(reasoning !== undefined && { reasoning }),
    ...(usage.input !== undefined && { input: whole(usage.input, (cacheRead ?? 0) + (cacheWrite ?? 0)) }),
    ...(usage.output !== undefined && { output: whole(usage.output, reasoning ?? 0) }),
  }
}

const counted = (tokens: number | undefined): number | undefined =>
  tokens === undefined ? undefined : Math.max(0, tokens)

const whole = (tokens: number, part: number): number =>
  Math.max(0, tokens) < part ? Math.max(0, tokens) + part : tokens
