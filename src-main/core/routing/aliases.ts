import type { Pattern } from './patterns.ts'
import { bySpecificity, compilePattern, fillPattern, isPattern } from './patterns.ts'
import type { AliasSettings, Settings } from './settings.ts'

/** One alias as the user wrote it, in one shape. */
export interface Alias {
  /** The name or pattern. */
  readonly key: string
  /** Targets in order of failover; `*` is still unfilled. */
  readonly targets: readonly AliasTarget[]
  readonly hidden: boolean
  /** Set where the targets are names of families: their newest member is meant. */
  readonly latest?: { readonly prerelease: boolean }
}

/** A target and where the settings say it, below `aliases[key]`. */
interface AliasTarget {
  readonly text: string
  readonly path: readonly (string | number)[]
}

/** An alias that a name hit, with its targets filled. */
export interface AliasMatch {
  readonly alias: Alias
  readonly targets: readonly string[]
}

/** The aliases of the settings, ready to be asked. */
export interface AliasIndex {
  readonly all: readonly Alias[]
  /** In order of precedence: exact names as in the file, then patterns as `pattern` tries them. */
  readonly ordered: readonly Alias[]
  exact(name: string): AliasMatch | undefined
  /** The pattern with the most literal characters that matches the whole name; the first in the file of equals. */
  pattern(name: string): AliasMatch | undefined
}

/** More aliases than this behind one name are taken for a loop. */
export const LONGEST_CHAIN = 32

export function aliasIndex(settings: Pick<Settings, 'aliases'>): AliasIndex {
  const all = Object.entries(settings.aliases).map(([key, value]) => readAlias(key, value))
  const exact = new Map(all.filter(({ key }) => !isPattern(key)).map(alias => [alias.key, alias]))
  const patterns = all
    .filter(({ key }) => isPattern(key))
    .map(alias => ({ alias, pattern: compilePattern(alias.key) }))
    .sort(bySpecificity)
  return {
    all,
    ordered: [...exact.values(), ...patterns.map(({ alias }) => alias)],
    exact(name) {
      const alias = exact.get(name)
      return alias && { alias, targets: alias.targets.map(({ text }) => text) }
    },
    pattern: name => firstMatch(patterns, name),
  }
}

function firstMatch(patterns: readonly { alias: Alias; pattern: Pattern }[], name: string) {
  for (const { alias, pattern } of patterns) {
    const captures = pattern.match(name)
    if (captures) return { alias, targets: alias.targets.map(({ text }) => fillPattern(text, captures)) }
  }
  return undefined
}

/** An alias as the settings say it, in one shape. */
export function readAlias(key: string, value: AliasSettings): Alias {
  if (typeof value === 'string' || Array.isArray(value)) {
    return { key, targets: readTargets(value, []), hidden: false }
  }
  if ('latest' in value) {
    const { latest, prerelease, hidden } = value
    return { key, targets: readTargets(latest, ['latest']), hidden, latest: { prerelease } }
  }
  return { key, targets: readTargets(value.to, ['to']), hidden: value.hidden }
}

const readTargets = (value: string | readonly string[], path: readonly string[]): AliasTarget[] =>
  typeof value === 'string'
    ? [{ text: value, path }]
    : value.map((text, index) => ({ text, path: [...path, index] }))
