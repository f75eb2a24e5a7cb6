import type { EndpointView, ModelRow } from '../../control/contract/models.ts'
import type { Directory } from '../../core/routing/directory.ts'
import type { ResolvedTarget } from '../../core/routing/resolution.ts'
import type { Workspace } from '../workspace.ts'

/** Every listed model as the page shows it; the same array until settings, lists or findings change. */
export function modelRows(
  workspace: Workspace,
  isNew: (modelId: string) => boolean,
): () => readonly ModelRow[] {
  let kept: { directory: Directory; rows: readonly ModelRow[] } | undefined
  return () => {
    const directory = workspace.directory()
    if (kept?.directory !== directory) {
      const rows = directory
        .models()
        .map(({ provider, upstreamId }) => rowOf(directory.targetOf(provider, upstreamId), workspace, isNew))
      kept = { directory, rows }
    }
    return kept.rows
  }
}

function rowOf(target: ResolvedTarget, workspace: Workspace, isNew: (modelId: string) => boolean): ModelRow {
  const { modelId, provider, upstreamId, endpoints, listed } = target
  const { models } = workspace.settings()
  return {
    id: modelId,
    provider: provider.id,
    upstreamId,
    displayName: listed?.displayName,
    mode: endpoints.dialects.length > 0 ? endpoints.mode : undefined,
    endpoints: endpointView(target, workspace),
    userMode: Object.hasOwn(models, modelId) ? models[modelId]?.mode : undefined,
    contextWindow: target.contextWindow,
    maxOutputTokens: target.maxOutputTokens,
    created: listed?.created,
    kind: target.kind,
    enabled: target.enabled,
    isNew: isNew(modelId),
  }
}

function endpointView({ endpoints, provider, modelId }: ResolvedTarget, workspace: Workspace): EndpointView {
  const { dialects, source, evidence } = endpoints
  const dates: Partial<Record<typeof source, number>> = {
    live: workspace.catalogs.catalogs()[provider.id]?.fetchedAt,
    learned: workspace.findings.findings()[modelId]?.at,
  }
  return { dialects, source, evidence, at: dates[source] }
}
