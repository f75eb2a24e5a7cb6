import type { DeprecationView, EndpointView, ModelRow } from '../../control/contract/models.ts'
import type { Directory } from '../../core/routing/directory.ts'
import type { ResolvedTarget } from '../../core/routing/resolution.ts'
import type { KnownPrice } from '../../upstream/prices.ts'
import { modelPrices } from '../model-prices.ts'
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

/** The rows with what their models cost. Prices are looked up when they are first asked for: a start does not wait for them. */
export function pricedRows(
  rows: () => readonly ModelRow[],
  workspace: Pick<Workspace, 'directory'>,
): () => readonly ModelRow[] {
  const { priceOf } = modelPrices(workspace.directory)
  let kept: { plain: readonly ModelRow[]; priced: readonly ModelRow[] } | undefined
  return () => {
    const plain = rows()
    if (kept?.plain !== plain) kept = { plain, priced: plain.map(row => withPrice(row, priceOf(row.id))) }
    return kept.priced
  }
}

function withPrice(row: ModelRow, known: KnownPrice | undefined): ModelRow {
  if (!known) return row
  const { isDeprecated, ...price } = known
  const deprecation: DeprecationView | undefined = isDeprecated && { source: 'bundled' }
  return { ...row, price, deprecation: row.deprecation ?? deprecation }
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
    capabilities: listed?.capabilities,
    deprecation: listed?.deprecation && { ...listed.deprecation, source: 'list' },
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
