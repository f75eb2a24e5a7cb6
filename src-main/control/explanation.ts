import type { ResolvedTarget } from '../core/routing/resolution.ts'
import type { Explanation, TargetView } from './contract/aliases.ts'
import type { ControlParts } from './parts.ts'

/** A resolution and its dispatch as people read them. */
export function explanation({ resolution, dispatch }: ReturnType<ControlParts['resolve']>): Explanation {
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
