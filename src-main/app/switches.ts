import type { AliasSettings } from '../core/routing/settings.ts'
import type { SettingsFile } from '../state/settings-file.ts'

/** A change of the settings file that was made, or why it was not, for people. */
export type Switched = { readonly ok: true } | { readonly ok: false; readonly message: string }

/**
 * Makes one of an alias's targets its first, so that the name means it from the next request on; the others stay for
 * failover, in their order.
 */
export async function switchAlias(
  settingsFile: SettingsFile,
  name: string,
  target: string,
): Promise<Switched> {
  const { aliases } = settingsFile.settings()
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined
  const found = alias === undefined ? undefined : targetList(alias)
  if (!found?.targets.includes(target)) {
    return { ok: false, message: `The alias "${name}" has no target "${target}" any more.` }
  }
  if (found.targets[0] === target) return { ok: true }
  const others = found.targets.filter(other => other !== target)
  return settingsFile.edit(['aliases', name, ...found.path], [target, ...others])
}

/** Sets the model that unknown names reach; null for none. */
export const switchDefault = (settingsFile: SettingsFile, model: string | null): Promise<Switched> =>
  settingsFile.edit(['defaultModel'], model)

/** The list of targets and its place inside the alias; undefined where there is one target only. */
function targetList(alias: AliasSettings): { targets: readonly string[]; path: string[] } | undefined {
  if (Array.isArray(alias)) return { targets: alias, path: [] }
  if (typeof alias === 'object' && 'to' in alias && Array.isArray(alias.to))
    return { targets: alias.to, path: ['to'] }
  return undefined
}
