import { useQuery } from '@tanstack/react-query'
import type { UsageKey } from '../../../../src-main/control/contract/usage.ts'
import { useApi } from '../../api/client.ts'
import type { Span } from './ranges.ts'

const LIVE = {
  refetchInterval: 5_000,
  refetchOnMount: 'always',
  placeholderData: <T>(last: T) => last,
} as const

/** The totals, the groups, and the groups of each day, asked again while the page is looked at. */
export function useUsage(span: Span, by: UsageKey) {
  const api = useApi()
  const ask = (keys: readonly UsageKey[]) => api.usage.summary.queryOptions({ ...span, by: [...keys] }, LIVE)
  const totals = useQuery(ask([]))
  const groups = useQuery(ask([by]))
  const days = useQuery(ask(['day', by]))
  return {
    totals: totals.data?.[0],
    groups: groups.data,
    days: days.data,
    loaded: totals.isSuccess,
    problem: (totals.error ?? groups.error ?? days.error)?.message,
  }
}
