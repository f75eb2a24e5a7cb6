import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { useApi } from '../../api/client.ts'
import { useRetry } from '../../api/live-state.tsx'
import { applyChange, type LogRows } from './log-rows.ts'

/** The log as it grows; undefined until the first snapshot. The rows stay while the connection comes back. */
export function useLog(): LogRows | undefined {
  const api = useApi()
  const [log, setLog] = useState<LogRows>()
  const subscription = useSubscription(
    api.log.changes.subscriptionOptions(undefined, {
      onData: change => setLog(last => applyChange(last ?? { rows: [], capacity: 1 }, change)),
    }),
  )
  useRetry(subscription)
  return log
}
