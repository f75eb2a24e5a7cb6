import type { ResolvedTarget } from '../core/routing/resolution.ts'
import type { ControlOperations, ControlState, Explanation, StateChange, TargetView } from './contract.ts'
import type { ControlParts } from './parts.ts'
import { withoutCredentials } from './without-credentials.ts'

/** The operations of the contract, done with what the app gives. */
export function createOperations(parts: ControlParts): ControlOperations {
  const state = (): ControlState => withoutCredentials(parts.state())
  return {
    state,
    stateChanges: signal => stateChanges(state, parts.onChange, signal),
    pause: parts.pause,
    resume: parts.resume,
    resolve: ({ name, endpoint }) => explain(parts.resolve(name, endpoint)),
  }
}

function explain({ resolution, dispatch }: ReturnType<ControlParts['resolve']>): Explanation {
  const { requested, steps } = resolution
  if (!resolution.ok || !dispatch) {
    const failure = resolution.ok ? undefined : resolution.failure
    return {
      ok: false,
      requested,
      steps,
      warnings: [],
      message: failure?.message ?? 'The name resolves, but nothing can be sent to it.',
      candidates: failure?.candidates ?? [],
    }
  }
  return {
    ok: true,
    requested,
    steps,
    warnings: resolution.warnings,
    targets: resolution.targets.map(targetView),
    dispatch: {
      action: dispatch.action,
      reason: dispatch.action === 'refuse' ? dispatch.failure.message : dispatch.reason,
      to: dispatch.action === 'refuse' ? undefined : dispatch.to,
    },
  }
}

const targetView = ({ modelId, enabled, endpoints }: ResolvedTarget): TargetView => ({
  modelId,
  enabled,
  endpoints,
})

/**
 * A snapshot, then what changed, until the signal ends it. Changes that come while a slow page still reads are
 * folded into one: only the newest state matters.
 */
async function* stateChanges(
  state: () => ControlState,
  onChange: ControlParts['onChange'],
  signal: AbortSignal | undefined,
): AsyncGenerator<StateChange> {
  let wake = () => {}
  let dirty = false
  const stop = onChange(() => {
    dirty = true
    wake()
  })
  const abort = () => wake()
  signal?.addEventListener('abort', abort)
  try {
    let last = state()
    yield { type: 'snapshot', state: last }
    while (!signal?.aborted) {
      if (!dirty) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
        continue
      }
      dirty = false
      const next = state()
      const changed = difference(last, next)
      last = next
      if (changed) yield { type: 'change', changed }
    }
  } finally {
    stop()
    signal?.removeEventListener('abort', abort)
  }
}

/** The top-level parts that are not as they were; undefined when all are. */
function difference(before: ControlState, after: ControlState): Partial<ControlState> | undefined {
  const old: Readonly<Record<string, unknown>> = { ...before }
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : undefined
}
