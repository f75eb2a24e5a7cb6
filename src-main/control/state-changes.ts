import type { ControlState, StateChange } from './contract/state.ts'
import type { ControlParts } from './parts.ts'
import { waitForChanges } from './wait-for-changes.ts'

/** A snapshot, then what changed, until the signal ends it. Only the newest state matters: those between are passed over. */
export function stateChanges(
  state: () => ControlState,
  onChange: ControlParts['onChange'],
  signal: AbortSignal | undefined,
): AsyncIterable<StateChange> {
  let last: ControlState
  return waitForChanges<StateChange>({
    listen: onChange,
    signal,
    first() {
      last = state()
      return { type: 'snapshot', state: last }
    },
    next() {
      const now = state()
      const changed = difference(last, now)
      last = now
      return changed && { type: 'change', changed }
    },
  })
}

/** The top-level parts that are not as they were; undefined when all are. */
function difference(before: ControlState, after: ControlState): Partial<ControlState> | undefined {
  const old: Readonly<Record<string, unknown>> = { ...before }
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : undefined
}
