import { bySpecificity, compilePattern, isPattern } from './patterns.ts'
import type { ModelSettings, Settings } from './settings.ts'

/** What the user says about one model: each field from the most specific key that states it. */
export interface ModelWish extends Omit<ModelSettings, 'endpoints' | 'mode'> {
  /** `endpoints` and `mode` go together: both come from the one key that has either. */
  readonly calls?: Pick<ModelSettings, 'endpoints' | 'mode'> & { readonly key: string }
}

/** Gives the lookup by model id. An exact key beats patterns; of patterns, most literal characters first. */
export function modelSettings(settings: Pick<Settings, 'models'>): (modelId: string) => ModelWish {
  const entries = Object.entries(settings.models).map(([key, value]) => ({ key, value }))
  const exact = new Map(entries.filter(({ key }) => !isPattern(key)).map(entry => [entry.key, entry]))
  const patterns = entries
    .filter(({ key }) => isPattern(key))
    .map(entry => ({ entry, pattern: compilePattern(entry.key) }))
    .sort(bySpecificity)
  return modelId => {
    const own = exact.get(modelId)
    const wide = patterns.filter(({ pattern }) => pattern.match(modelId)).map(({ entry }) => entry)
    return merge(own ? [own, ...wide] : wide)
  }
}

function merge(entries: readonly { key: string; value: ModelSettings }[]): ModelWish {
  const calls = entries.find(({ value }) => value.endpoints ?? value.mode)
  const first = <Field extends keyof ModelSettings>(field: Field): ModelSettings[Field] =>
    entries.find(({ value }) => value[field] !== undefined)?.value[field]
  return {
    enabled: first('enabled'),
    contextWindow: first('contextWindow'),
    maxOutputTokens: first('maxOutputTokens'),
    mismatch: first('mismatch'),
    calls: calls && { key: calls.key, endpoints: calls.value.endpoints, mode: calls.value.mode },
  }
}
