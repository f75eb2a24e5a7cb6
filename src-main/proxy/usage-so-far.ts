import type { Usage } from '../core/reply.ts'

/**
 * What is known of a reply's counts before it has come to its end. Streams of Messages begin with counts in any case, which
 * are 0 where nobody has counted yet: no prompt has no tokens, and what was said is counted when it has been said.
 */
export function usageSoFar(usage: Usage | undefined): Usage | undefined {
  if (!usage) return undefined
  const { input, cacheRead, cacheWrite, output, reasoning, raw } = usage
  const known: Usage = {
    ...(input && { input, cacheRead, cacheWrite }),
    ...(output && { output, reasoning }),
  }
  return Object.keys(known).length === 0 ? undefined : { ...known, raw }
}
