import type { AliasOperations, AliasRow } from '../../control/contract/aliases.ts'
import { readAlias } from '../../core/routing/aliases.ts'
import type { Directory } from '../../core/routing/directory.ts'
import { isPattern } from '../../core/routing/patterns.ts'
import { reviewAlias } from '../../core/routing/review-alias.ts'
import type { ExchangeLog } from '../log/exchange-log.ts'
import { switchAlias } from '../switches.ts'
import type { Workspace } from '../workspace.ts'
import { aliasEdit, aliasProblems } from './alias-edit.ts'
import { changeOf, refused } from './change-of.ts'

type Row = Omit<AliasRow, 'hits' | 'lastHitAt'>

const RECENT_NAMES = 20

/** What the page shows of aliases and changes about them. */
export function aliasOperations(
  workspace: Workspace,
  log: Pick<ExchangeLog, 'hits' | 'recentNames'>,
): Omit<AliasOperations, 'test'> {
  const { settingsFile } = workspace
  const isThere = (name: string): boolean => Object.hasOwn(settingsFile.settings().aliases, name)
  const missing = (name: string) => refused('unknown', `There is no alias "${name}" any more.`)
  let kept: { directory: Directory; rows: readonly Row[] } | undefined

  const rows = (): readonly Row[] => {
    const directory = workspace.directory()
    if (kept?.directory !== directory) kept = { directory, rows: rowsOf(directory) }
    return kept.rows
  }

  return {
    list: () => rows().map(row => ({ ...row, ...log.hits(row.name) })),
    check(input) {
      const edit = aliasEdit(input)
      const problems = aliasProblems(input, edit, settingsFile)
      if (problems.length > 0) return { ok: false, problems, warnings: [], targets: [] }
      const review = reviewAlias(readAlias(edit.name, edit.value), workspace.directory())
      return { ok: true, problems, ...review }
    },
    async save(input) {
      const edit = aliasEdit(input)
      const problems = aliasProblems(input, edit, settingsFile)
      if (problems.length > 0) {
        const message = problems.map(problem => problem.message).join(' ')
        return {
          ...refused('invalid', message),
          problems: problems.map(problem => ({ message: problem.message })),
        }
      }
      return changeOf(await settingsFile.change(edit.rewrite))
    },
    async remove({ name }) {
      if (!isThere(name)) return missing(name)
      return changeOf(await settingsFile.edit(['aliases', name], undefined))
    },
    recentNames: () => log.recentNames(RECENT_NAMES),
    async switchTarget({ name, target }) {
      if (!isThere(name)) return missing(name)
      const switched = await switchAlias(settingsFile, name, target)
      return switched.ok ? { ok: true } : refused('unknown', switched.message)
    },
  }
}

const rowsOf = (directory: Directory): Row[] =>
  directory.aliases.ordered.map(alias => ({
    name: alias.key,
    pattern: isPattern(alias.key),
    latest: alias.latest,
    hidden: alias.hidden,
    ...reviewAlias(alias, directory),
  }))
