import type { AliasSettings } from '../core/routing/settings.ts'
import { complain, print, table } from './terminal.ts'
import { withWorkspace } from './with-workspace.ts'

/** Writes an alias; one that cannot work is refused with its reason, and nothing is written. */
export const setAlias = ({ home, name, targets }: { home?: string; name: string; targets: string[] }) =>
  withWorkspace({ home }, async ({ settingsFile }) => {
    const before = settingsFile.settings().aliases[name]
    const edit = await settingsFile.edit(['aliases', name], replaced(before, targets))
    if (!edit.ok) return complain(edit.message)
    print(`${name} → ${targets.join(', then ')}`)
  })

export const removeAlias = ({ home, name }: { home?: string; name: string }) =>
  withWorkspace({ home }, async ({ settingsFile }) => {
    if (!Object.hasOwn(settingsFile.settings().aliases, name)) {
      return complain(`There is no alias "${name}". \`patchbay alias list\` prints those there are.`)
    }
    const edit = await settingsFile.edit(['aliases', name], undefined)
    if (!edit.ok) return complain(edit.message)
    print(`${name} is no alias any more.`)
  })

export const listAliases = ({ home, json }: { home?: string; json?: boolean }) =>
  withWorkspace({ home }, ({ settingsFile }) => {
    const { aliases } = settingsFile.settings()
    if (json) return print(JSON.stringify(aliases, null, 2))
    const rows = Object.entries(aliases).map(([name, alias]) => [name, '→', targetOf(alias)])
    for (const line of table(rows)) print(line)
  })

/** A hidden alias stays hidden when it gets another target. */
function replaced(before: AliasSettings | undefined, targets: string[]): AliasSettings {
  const [only = ''] = targets
  const to = targets.length === 1 ? only : targets
  const wasHidden = typeof before === 'object' && !Array.isArray(before) && before.hidden
  return wasHidden ? { to, hidden: true } : to
}

function targetOf(alias: AliasSettings): string {
  if (typeof alias === 'string') return alias
  if (Array.isArray(alias)) return alias.join(', then ')
  const target = 'latest' in alias ? `newest of ${alias.latest}` : targetOf(alias.to)
  return alias.hidden ? `${target} (hidden)` : target
}
