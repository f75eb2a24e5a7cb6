import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '../../../api/client.ts'
import { type LogRows, totalOf } from './log-rows.ts'

/** Milliseconds between two counts of a log that goes on. */
const EVERY = 5000

/** How many requests fit; counted here where all of them are here, else by the server. */
export function useCount(filter: string, rows: LogRows | undefined) {
  const api = useApi()
  const whole = rows !== undefined && !rows.more
  const counted = useQuery(
    api.log.count.queryOptions(
      { filter },
      { enabled: rows !== undefined && !whole, refetchInterval: EVERY, placeholderData: keepPreviousData },
    ),
  )
  return whole ? { count: totalOf(rows) + rows.waiting.size, more: false } : counted.data
}
