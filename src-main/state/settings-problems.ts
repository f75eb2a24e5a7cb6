import type { z } from 'zod'
import type { Problem } from '../core/routing/settings.ts'

type Issue = z.core.$ZodIssue

/** A validation error as problems for people: unknown names one by one, of several allowed shapes the one that was meant. */
export const problemsOf = (error: z.ZodError): Problem[] =>
  error.issues.flatMap(issue => problemsOfIssue(issue, []))

function problemsOfIssue(issue: Issue, base: readonly (string | number)[]): Problem[] {
  const path = [...base, ...issue.path.map(part => (typeof part === 'symbol' ? String(part) : part))]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({ path: [...path, key], reason: 'no setting has this name' }))
    case 'invalid_key':
      return [{ path, reason: issue.issues[0]?.message ?? issue.message }]
    case 'invalid_union': {
      const meant = issue.errors.reduce<Issue[] | undefined>(
        (best, branch) => (best && closeness(best) >= closeness(branch) ? best : branch),
        undefined,
      )
      if (!meant || closeness(meant) < 0)
        return [{ path, reason: 'this value has none of the allowed forms' }]
      return meant.flatMap(inner => problemsOfIssue(inner, path))
    }
    default:
      return [{ path, reason: issue.message }]
  }
}

/** How near a shape is to what was written: negative when it is of another type altogether. */
const closeness = (issues: readonly Issue[]): number =>
  issues.some(issue => issue.code === 'invalid_type' && issue.path.length === 0) ? -1 : 100 - issues.length
