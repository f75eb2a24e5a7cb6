import type { AliasInput, AliasProblem } from '../../control/contract/aliases.ts'
import type { AliasSettings } from '../../core/routing/settings.ts'
import { editSettingsText } from '../../state/settings-edit.ts'
import type { Rewrite, SettingsFile } from '../../state/settings-file.ts'
import { renameSettingsText } from '../../state/settings-order.ts'
import type { SettingsProblem } from '../../state/settings-text.ts'

/** An alias from the form, ready to be written: its name and targets without the spaces around them. */
export interface AliasEdit {
  readonly name: string
  readonly value: AliasSettings
  readonly rewrite: Rewrite
}

export function aliasEdit({ name: given, targets, latest, hidden, previousName }: AliasInput): AliasEdit {
  const name = given.trim()
  const value = aliasValue({ targets: targets.map(target => target.trim()), latest, hidden })
  const isRenamed = previousName !== undefined && previousName !== name
  return {
    name,
    value,
    rewrite(text) {
      const renamed = isRenamed ? renameSettingsText(text, ['aliases', previousName], name) : text
      return editSettingsText(renamed, ['aliases', name], shortest(value))
    },
  }
}

function aliasValue({
  targets,
  latest,
  hidden,
}: Pick<AliasInput, 'targets' | 'latest' | 'hidden'>): AliasSettings {
  const [first = '', ...others] = targets
  if (latest) return { latest: first, prerelease: latest.prerelease, hidden }
  const to = others.length > 0 ? [...targets] : first
  return hidden ? { to, hidden } : to
}

/** As people write it: what is off is not said. */
const shortest = (value: AliasSettings): unknown =>
  typeof value === 'string' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([, said]) => said !== false))

/** Why an alias cannot be saved; empty when it can. */
export function aliasProblems(
  input: AliasInput,
  edit: AliasEdit,
  settingsFile: SettingsFile,
): AliasProblem[] {
  const own = formProblems(input, edit, settingsFile)
  if (own.length > 0) return own
  return settingsFile.preview(edit.rewrite).map(problem => fieldProblem(problem, edit.name))
}

/** What can be said better here than by the settings' own check. */
function formProblems(
  { targets, latest, previousName }: AliasInput,
  { name }: AliasEdit,
  settingsFile: SettingsFile,
): AliasProblem[] {
  const problems: AliasProblem[] = []
  const { aliases } = settingsFile.settings()
  const isThere = (alias: string) => Object.hasOwn(aliases, alias)
  if (settingsFile.problems().length > 0) {
    problems.push({ field: 'settings', message: 'The settings file has errors. Correct them first.' })
  }
  if (name === '') problems.push({ field: 'name', message: 'Give it a name.' })
  if (previousName !== undefined && !isThere(previousName)) {
    problems.push({ field: 'name', message: `There is no alias "${previousName}" any more.` })
  }
  if (name !== previousName && isThere(name)) {
    problems.push({ field: 'name', message: `There is an alias "${name}" already.` })
  }
  if (targets.length === 0) problems.push({ field: 'targets', message: 'Name a target.' })
  if (latest && targets.length > 1) {
    problems.push({
      field: 'targets',
      message: 'The newest of a family has one target: the name of the family.',
    })
  }
  for (const [index, target] of targets.entries()) {
    if (target.trim() !== '') continue
    const message = 'Write "provider/model", or the name of a model or alias.'
    problems.push({ field: 'targets', index, message })
  }
  return problems
}

function fieldProblem({ path, reason, isName }: SettingsProblem, name: string): AliasProblem {
  const [part, alias, ...rest] = path
  if (part !== 'aliases') return { field: 'settings', message: [...path, reason].join(': ') }
  if (alias !== name) return { field: 'targets', message: `The alias "${alias}" would be wrong: ${reason}` }
  const index = rest.find(at => typeof at === 'number')
  if (index !== undefined) return { field: 'targets', index, message: reason }
  return { field: isName ? 'name' : 'targets', message: reason }
}
