import type { Dialect } from '../core/conversation.ts'
import { dispatch } from '../core/routing/dispatch.ts'
import { withNearMisses } from '../core/routing/near-misses.ts'
import type { Dispatch, Resolution, Unresolved } from '../core/routing/resolution.ts'
import { resolve } from '../core/routing/resolve.ts'
import type { Workspace } from './workspace.ts'

/** What a name means, and what happens to an ordinary request for it; `dispatch` is absent where it leads nowhere. */
export interface Explained {
  readonly resolution: Resolution | Unresolved
  readonly dispatch?: Dispatch
}

export function explainName(workspace: Workspace, name: string, endpoint: Dialect): Explained {
  const directory = workspace.directory()
  const resolved = resolve(name, directory)
  const resolution = { ...resolved, steps: withNearMisses(resolved.steps, name, directory) }
  if (!resolution.ok) return { resolution }
  const traits = { dialect: endpoint, functionTools: false, customTools: false, reasoning: false }
  return {
    resolution,
    dispatch: dispatch(traits, resolution.targets[0], workspace.settings().dispatch.mismatch),
  }
}
