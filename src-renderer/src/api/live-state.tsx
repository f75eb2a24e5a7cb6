import { useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { ControlState } from '../../../src-main/control/contract.ts'
import { useApi } from './client.ts'

export interface LiveState {
  /** The last known state; undefined until the first snapshot. */
  readonly state: ControlState | undefined
  readonly connected: boolean
}

/** Milliseconds until a stream that was refused is asked for again. */
const RETRY_AFTER = 1500

const LiveStateContext = createContext<LiveState>({ state: undefined, connected: false })

/**
 * The app's state as it changes, for the whole page: a snapshot, then what changed. The last one stays while the connection
 * comes back, also to a server that was started anew. Whatever was asked of the server is asked again when settings or
 * lists changed, and after each snapshot.
 */
export function LiveStateProvider({ children }: { children: ReactNode }) {
  const api = useApi()
  const queries = useQueryClient()
  const [state, setState] = useState<ControlState>()
  const subscription = useSubscription(
    api.stateChanges.subscriptionOptions(undefined, {
      onData: change =>
        setState(last =>
          change.type === 'snapshot' ? change.state : last && { ...last, ...change.changed },
        ),
    }),
  )
  useRetry(subscription)
  const connected = subscription.status === 'pending'

  const versions = state && `${state.settings.version} ${state.catalog.version} ${connected}`
  const seen = useRef(versions)
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== versions) queries.invalidateQueries()
    seen.current = versions
  }, [queries, versions])

  return <LiveStateContext value={{ state, connected }}>{children}</LiveStateContext>
}

export const useLiveState = (): LiveState => useContext(LiveStateContext)

/** The state itself, for what is shown only once there is one (the pages). */
export function useControlState(): ControlState {
  const { state } = useLiveState()
  if (!state) throw new Error('a page is shown before the first state came')
  return state
}

/** Asks again for a stream that the server refused; while it is only cut, the stream comes back by itself. */
export function useRetry({ status, reset }: { status: string; reset: () => void }): void {
  useEffect(() => {
    if (status !== 'error') return
    const timer = window.setTimeout(reset, RETRY_AFTER)
    return () => window.clearTimeout(timer)
  }, [status, reset])
}
