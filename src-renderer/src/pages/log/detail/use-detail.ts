import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { LogDetail, LogRow } from '../../../../../src-main/control/contract/log.ts'
import { useApi } from '../../../api/client.ts'

/** Milliseconds between two looks at a request that runs: its row may be outside of the filter. */
const EVERY = 600
/** Bodies can be large: what is no longer looked at goes soon. */
const FORGET_AFTER = 20_000

/** Everything that is known of one request; asked again while it runs, and whenever its row says more. Null: it is gone. */
export function useDetail(id: string, row: LogRow | undefined) {
  const api = useApi()
  const detail = useQuery(
    api.log.get.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) => (state.data?.outcome === 'running' ? EVERY : false),
        // Who moves from request to request sees the last one until the next is there: nothing jumps.
        placeholderData: keepPreviousData,
        // A request that began this moment may be known a moment later.
        retry: 1,
      },
    ),
  )
  const { refetch } = detail
  const seen = useRef(row)
  useEffect(() => {
    const ended = seen.current?.outcome === 'running' && row?.outcome !== 'running'
    const isOther = seen.current?.kept !== row?.kept
    if (seen.current?.id === row?.id && (ended || isOther)) void refetch()
    seen.current = row
  }, [row, refetch])
  return detail
}

/** How a part of a request is asked for: again while it runs, once more when it has ended. */
export const whileRunning = ({ outcome }: Pick<LogDetail, 'outcome'>) => ({
  refetchInterval: outcome === 'running' ? EVERY : (false as const),
  gcTime: FORGET_AFTER,
})

/** Asks once more when the request has ended. */
export function useLastLook({ outcome }: Pick<LogDetail, 'outcome'>, refetch: () => unknown): void {
  const seen = useRef(outcome)
  useEffect(() => {
    if (seen.current === 'running' && outcome !== 'running') void refetch()
    seen.current = outcome
  }, [outcome, refetch])
}
