import type { Usage } from './reply.ts'

/**
 * Counts that fit into each other, whatever the provider sent (mapping §6.2): nothing is negative, and a part that is larger
 * than its whole was counted apart from it (what Azure's Grok read from the cache, what xAI thought), and so belongs to it. What
 * was both read and written (Gemini, at OpenRouter) was read.
 */
export function soundUsage<Counted extends Usage>(usage: Counted): Counted {
  const cacheRead = counted(usage.cacheRead)
  const written = counted(usage.cacheWrite)
  const reasoning = counted(usage.reasoning)
  const read = cacheRead ?? 0
  const input = usage.input === undefined ? undefined : whole(usage.input, read, written ?? 0)
  const cacheWrite =
    written === undefined || input === undefined ? written : Math.min(written, Math.max(0, input - read))
  return {
    ...usage,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
    ...(reasoning !== undefined && { reasoning }),
    ...(input !== undefined && { input }),
    ...(usage.output !== undefined && { output: whole(usage.output, reasoning ?? 0) }),
  }
}

const counted = (tokens: number | undefined): number | undefined =>
  tokens === undefined ? undefined : Math.max(0, tokens)

/** The whole with all of its parts, where one of them is larger. */
const whole = (tokens: number, ...parts: readonly number[]): number => {
  const least = Math.max(0, tokens)
  return parts.some(part => part > least) ? parts.reduce((sum, part) => sum + part, least) : least
}
