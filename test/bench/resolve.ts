import { buildDirectory } from '../../src-main/core/routing/directory.ts'
import type { Provider } from '../../src-main/core/routing/provider.ts'
import { resolve } from '../../src-main/core/routing/resolve.ts'
import { settingsSchema } from '../../src-main/core/routing/settings.ts'
import { type Finding, median } from './finding.ts'

const PROVIDERS = 10
const MODELS = 5000
const ALIASES = 200
const TURNS = 2000

/** `resolve()` with 5,000 models and 200 aliases, half of them patterns: each kind of name, in microseconds. */
export function measureResolve(): Finding[] {
  const ids = Array.from({ length: PROVIDERS }, (_, index) => `provider-${index}`)
  const provider = (id: string): Provider => ({
    ...{ id, name: id, baseUrl: 'http://127.0.0.1', endpoints: ['chat'], key: { kind: 'none' } },
    ...{ auth: { header: 'authorization' }, listPath: '/models', needsKey: false, source: 'bench' },
  })
  const models = Array.from({ length: MODELS / PROVIDERS }, (_, index) => ({
    id: `vendor/model-${index}-2026-01-15`,
  }))
  const aliases = Array.from({ length: ALIASES }, (_, index) =>
    index % 2 === 0 ? [`alias-${index}`, 'provider-3/x'] : [`pattern-${index}-*`, 'provider-3/*'],
  )
  const directory = buildDirectory({
    settings: settingsSchema.parse({ aliases: Object.fromEntries(aliases) }),
    providers: ids.map(provider),
    catalogs: Object.fromEntries(ids.map(id => [id, { models, fetchedAt: 1 }])),
    findings: {},
    now: Date.now(),
  })
  const names = {
    alias: 'alias-100',
    pattern: 'pattern-101-something',
    id: 'provider-7/vendor/model-99-2026-01-15',
    listed: 'vendor/model-99-2026-01-15',
    family: 'vendor/model-99',
    unknown: 'no-such-model-anywhere',
  }
  return Object.entries(names).map(([kind, name]) => {
    const rounds = Array.from({ length: 5 }, () => {
      const began = performance.now()
      for (let turn = 0; turn < TURNS; turn++) resolve(name, directory)
      return ((performance.now() - began) * 1000) / TURNS
    })
    return {
      name: `resolve(), ${kind}${kind === 'unknown' ? ' (with suggestions)' : ''}`,
      value: median(rounds),
      unit: 'µs',
      goal: kind === 'unknown' ? undefined : 50,
    }
  })
}
