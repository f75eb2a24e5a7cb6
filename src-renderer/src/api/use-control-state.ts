import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import type { ControlState } from '../../../src-main/control/contract.ts'
import { useApi } from './client.ts'

export interface LiveState {
  /** The last known state; undefined until the first snapshot. */
  readonly state: ControlState | undefined
  readonly connected: boolean
  readonly problem: string | undefined
}

/** The app's state as it changes: a snapshot, then what changed. The last one stays while the connection comes back. */
export function useControlState(): LiveState {
  const api = useApi()
  const [state, setState] = useState<ControlState>()
  const { status, error } = useSubscription(
    api.stateChanges.subscriptionOptions(undefined, {
      onData: change =>
        setState(last =>
          change.type === 'snapshot' ? change.state : last && { ...last, ...change.changed },
        ),
    }),
  )
  return { state, connected: status === 'pending', problem: error?.message }
}
