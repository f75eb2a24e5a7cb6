import type { Alias, AliasIndex } from './aliases.ts'
import { aliasIndex, LONGEST_CHAIN } from './aliases.ts'
import { compilePattern, fillPattern } from './patterns.ts'
import type { Problem, Settings } from './settings.ts'

/**
 * What is wrong with the aliases: loops, self-references, targets that cannot be read. A target whose provider is not
 * configured is no problem here; calling it says `alias_target_missing`.
 */
export function checkAliases(settings: Pick<Settings, 'aliases' | 'providers'>): Problem[] {
  const index = aliasIndex(settings)
  const providers = new Set(Object.keys(settings.providers))
  return index.all.flatMap(alias => [
    ...checkName(alias),
    ...alias.targets.flatMap(({ text, path }) => {
      const reason = unreadable(alias, text, providers) ?? loop({ alias, text, index, providers })
      return reason === undefined ? [] : [{ path: ['aliases', alias.key, ...path], reason }]
    }),
  ])
}

const checkName = ({ key }: Alias): Problem[] =>
  key.trim() === key && key !== ''
    ? []
    : [
        {
          path: ['aliases', key],
          reason: 'an alias may not be empty, nor begin or end with a space',
          isName: true,
        },
      ]

function unreadable({ key }: Alias, text: string, providers: ReadonlySet<string>): string | undefined {
  if (text.trim() === '') return 'the target is empty; write "provider/model" or the name of a model or alias'
  if (text.trim() !== text) return `the target ${quote(text)} begins or ends with a space`
  const wildcards = compilePattern(text).wildcards
  const captures = compilePattern(key).wildcards
  if (wildcards > captures) {
    return `the target ${quote(text)} has ${wildcards} "*" and ${quote(key)} only ${captures} to fill them`
  }
  if (text.startsWith('/')) return `the target ${quote(text)} has no provider before its first "/"`
  if (text.endsWith('/') && providers.has(text.slice(0, -1))) {
    return `the target ${quote(text)} names a provider and no model`
  }
  return undefined
}

/**
 * Follows a target as resolution would. Each `*` is a character that no name holds: a pattern that matches it matches
 * whatever stands there, so only loops that every name of the pattern would run into are found, never a false one.
 */
function loop(start: {
  alias: Alias
  text: string
  index: AliasIndex
  providers: ReadonlySet<string>
}): string | undefined {
  const { alias, index, providers } = start
  // The newest of a family is looked up in the lists, never among the aliases.
  if (alias.latest) return undefined
  const anything =
    compilePattern(alias.key)
      .match(alias.key)
      ?.map((_, at) => String.fromCharCode(0xe000 + at)) ?? []
  const name = fillPattern(alias.key, anything)
  const done = new Set<string>()

  const follow = (
    at: string,
    names: readonly string[],
    way: readonly string[],
  ): readonly string[] | undefined => {
    if (at.includes('/') && providers.has(at.split('/', 1)[0] ?? '')) return undefined
    const match = index.exact(at) ?? index.pattern(at)
    if (!match || match.alias.latest) return undefined
    const further = [...way, match.alias.key]
    const returns = match.alias.key === alias.key && at.length >= name.length
    if (returns || names.includes(at) || further.length > LONGEST_CHAIN) return further
    if (done.has(at)) return undefined
    for (const target of match.targets) {
      const found = follow(target, [...names, at], further)
      if (found) return found
    }
    done.add(at)
    return undefined
  }

  const way = follow(fillPattern(start.text, anything), [name], [alias.key])
  if (!way) return undefined
  if (way.length > LONGEST_CHAIN) return `leads through more than ${LONGEST_CHAIN} aliases: ${shown(way)} …`
  return way.length === 2
    ? `${quote(alias.key)} points to itself; write the target as "provider/model"`
    : `a loop: ${shown(way)}; write one of the targets as "provider/model"`
}

const shown = (way: readonly string[]): string => way.slice(0, 8).map(quote).join(' → ')
const quote = (text: string): string => `"${text}"`
