import type { Dialect } from '../core/conversation.ts'
import type { Dispatch, Resolution, Unresolved } from '../core/routing/resolution.ts'
import type { ControlState } from './contract.ts'

/**
 * Everything that the control page needs from the app. It owns no state: each function is asked anew for every request.
 * URLs may hold a user and password here; the handlers take them out before anything leaves the process.
 */
export interface ControlParts {
  state(): ControlState
  /** Calls after every change of `state()`; gives the way to stop. */
  onChange(listener: () => void): () => void
  /** While paused, the proxy answers 503 and sends nothing upstream. */
  pause(): void
  resume(): void
  /** What a name means when it is called at this endpoint. `dispatch` is absent where the name leads nowhere. */
  resolve(name: string, endpoint: Dialect): { resolution: Resolution | Unresolved; dispatch?: Dispatch }
  /** Unexpected errors, with their stack; the page sees only that there was one. */
  onError(error: unknown): void
}
