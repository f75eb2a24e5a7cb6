import { useSubscription } from '@trpc/tanstack-react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useApi, useApiClient } from '../../../api/client.ts'
import { useRetry } from '../../../api/live-state.tsx'
import { say } from '../../../api/settle.ts'
import {
  addOlder,
  applyChange,
  dropFar,
  fillSlice,
  type LogRows,
  SLICE,
  sliceAt,
  totalOf,
} from './log-rows.ts'

export interface Log {
  /** Undefined until the first snapshot. Of an earlier filter until that of this one has come. */
  readonly rows: LogRows | undefined
  /** The rows are those of this filter. */
  readonly current: boolean
  /** Shows what waits. */
  showNewest(): void
  /** The rows between these are in sight: loads what is missing around them. */
  look(first: number, last: number): void
}

/** Rows before the end at which the next page is asked for. */
const AHEAD = 120
/** Milliseconds until a page that could not be had is asked for again. */
const RETRY_AFTER = 5000

/**
 * The log as it grows, and as far back as the user scrolls. `reading`: nothing may move, so rows that come in wait. The
 * rows stay while the connection comes back.
 */
export function useLog(filter: string, reading: boolean): Log {
  const api = useApi()
  const client = useApiClient()
  const [{ rows, of }, setState] = useState<{ rows?: LogRows; of?: string }>({})
  const held = useRef(reading)
  held.current = reading
  /** The next snapshot shows everything, whoever reads. */
  const wanted = useRef(false)
  const latest = useRef<LogRows>(undefined)
  latest.current = rows
  const loading = useRef(new Set<string>())
  const put = useCallback(
    (change: (rows: LogRows) => LogRows) =>
      setState(last => {
        if (!last.rows || last.of !== filter) return last
        const rows = change(last.rows)
        return rows === last.rows ? last : { rows, of: filter }
      }),
    [filter],
  )

  const subscription = useSubscription(
    api.log.changes.subscriptionOptions(
      { filter },
      {
        onData: change => {
          const still = held.current && !(wanted.current && change.type === 'snapshot')
          if (change.type === 'snapshot') wanted.current = false
          setState(last => {
            const own = last.of === filter ? last.rows : undefined
            const next = applyChange(own, change, still)
            return next ? { rows: next, of: filter } : last
          })
        },
      },
    ),
  )
  useRetry(subscription)
  const { reset } = subscription
  const showNewest = useCallback(() => {
    if (!latest.current?.waiting.size) return
    wanted.current = true
    reset()
  }, [reset])
  useEffect(() => {
    if (!reading) showNewest()
  }, [reading, showNewest])

  const load = async (key: string, fetch: () => Promise<(rows: LogRows) => LogRows>) => {
    const name = `${filter}\n${key}`
    if (loading.current.has(name)) return
    loading.current.add(name)
    try {
      put(await fetch())
      loading.current.delete(name)
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), 'Older requests could not be read')
      window.setTimeout(() => loading.current.delete(name), RETRY_AFTER)
    }
  }

  const look = (first: number, last: number) => {
    const now = latest.current
    if (!now || of !== filter) return
    const { oldest } = now
    if (now.more && oldest && last > totalOf(now) - AHEAD)
      void load(`older ${oldest.id}`, async () => {
        const page = await client.log.list.query({ filter, before: oldest, limit: SLICE })
        return log => (log.oldest?.id === oldest.id ? addOlder(log, page) : log)
      })
    const until = Math.min(now.slices.length - 1, sliceAt(now, last) + 1)
    for (let index = Math.max(0, sliceAt(now, first) - 1); index <= until; index++) {
      const slice = now.slices[index]
      const { before } = slice ?? {}
      if (!slice || slice.rows || !before) continue
      void load(`slice ${before.id}`, async () => {
        const page = await client.log.list.query({ filter, before, limit: Math.min(500, slice.count) })
        return log => {
          const place = log.slices.findIndex(other => other.before?.id === before.id)
          return place < 0 ? log : fillSlice(log, place, page.rows)
        }
      })
    }
    put(log => dropFar(log, first, last))
  }

  return {
    rows,
    current: of === filter,
    showNewest,
    look,
  }
}
