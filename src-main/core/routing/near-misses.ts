import type { Directory } from './directory.ts'
import { familyMember } from './family.ts'
import type { ResolutionStep } from './resolution.ts'

const MOST = 5

/**
 * Adds to a family's step the listed ids that look like members and are none, with the part that tells: people who read the way
 * want to know why `grok-4` is not `grok-4-fast-reasoning`. Looks at every model, so it is for people, not for each request.
 */
export const withNearMisses = (
  steps: readonly ResolutionStep[],
  name: string,
  directory: Directory,
): ResolutionStep[] =>
  steps.map(step => {
    if (step.rule !== 'family') return step
    const rejected = [...(step.rejected ?? []), ...nearMisses(name, directory)]
    return rejected.length > 0 ? { ...step, rejected } : step
  })

function nearMisses(name: string, directory: Directory): { id: string; reason: string }[] {
  const found: { id: string; reason: string }[] = []
  for (const { provider, upstreamId } of directory.models()) {
    const rest = upstreamId.slice(name.length)
    const isNear = upstreamId.startsWith(name) && /^[-.:@]/.test(rest) && !familyMember(name, upstreamId)
    if (!isNear) continue
    found.push({
      id: `${provider.id}/${upstreamId}`,
      reason: `"${rest}" is no date or version: another model`,
    })
    if (found.length === MOST) break
  }
  return found
}
