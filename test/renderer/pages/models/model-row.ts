import type { ModelRow } from '../../../../src-main/control/contract/models.ts'

/** A model of a list; everything that a test does not name is unremarkable. */
export function modelRow(id: string, fields: Partial<ModelRow> = {}): ModelRow {
  const [provider = ''] = id.split('/', 1)
  return {
    id,
    provider,
    upstreamId: id.slice(provider.length + 1),
    mode: 'chat',
    endpoints: { dialects: ['chat'], source: 'provider', evidence: `what ${provider} serves` },
    enabled: true,
    isNew: false,
    ...fields,
  }
}
