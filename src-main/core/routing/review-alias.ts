import type { Alias } from './aliases.ts'
import type { Directory } from './directory.ts'
import { compilePattern, fillPattern, isPattern } from './patterns.ts'
import type { Resolution, Unresolved } from './resolution.ts'
import { resolve } from './resolve.ts'

/** Something to know about an alias that works nevertheless. */
interface AliasRemark {
  readonly code: 'shadows' | 'target_missing' | 'target_unlisted' | 'target_disabled'
  /** A sentence. */
  readonly message: string
  readonly target?: string
}

/** What an alias means in a directory. */
export interface AliasReview {
  /** `leadsTo` is a model id; absent where the target leads nowhere, or depends on what `*` stands for. */
  readonly targets: readonly { readonly text: string; readonly leadsTo?: string }[]
  /** Where a request goes first. */
  readonly leadsTo?: string
  readonly warnings: readonly AliasRemark[]
}

/** Looks where each target of an alias leads and which listed names it takes over. It need not be among the directory's own. */
export function reviewAlias(alias: Alias, directory: Directory): AliasReview {
  const reviewed = alias.targets.map(({ text }) => reviewTarget(alias, text, directory))
  return {
    targets: reviewed.map(({ text, leadsTo }) => ({ text, leadsTo })),
    leadsTo: reviewed.find(({ leadsTo, open }) => leadsTo !== undefined || open)?.leadsTo,
    warnings: [
      ...(isPattern(alias.key)
        ? takenOver(alias, directory)
        : shadowed(alias.key, reviewed[0]?.leadsTo, directory)),
      ...reviewed.flatMap(({ warning }) => warning ?? []),
    ],
  }
}

interface ReviewedTarget {
  readonly text: string
  readonly leadsTo?: string
  readonly warning?: AliasRemark
  /** What it means depends on what `*` stands for. */
  readonly open?: boolean
}

/** A name that no client sends and no alias matches: it stands for one target alone. */
const PROBE = '\uE000'

function reviewTarget(alias: Alias, text: string, directory: Directory): ReviewedTarget {
  if (isPattern(text)) return { text, open: true }
  const only: Alias = { ...alias, key: PROBE, targets: [{ text, path: [] }] }
  const { aliases } = directory
  const exact = (name: string) => (name === PROBE ? { alias: only, targets: [text] } : aliases.exact(name))
  const pattern = (name: string) => (name === PROBE ? undefined : aliases.pattern(name))
  const resolution = resolve(PROBE, { ...directory, aliases: { ...aliases, exact, pattern } })
  const leadsTo = resolution.ok ? resolution.targets[0].modelId : undefined
  return { text, leadsTo, warning: remark(text, resolution, directory) }
}

function remark(
  text: string,
  resolution: Resolution | Unresolved,
  directory: Directory,
): AliasRemark | undefined {
  if (!resolution.ok) {
    const isDisabled = resolution.failure.code === 'model_disabled'
    return {
      code: isDisabled ? 'target_disabled' : 'target_missing',
      target: text,
      message: isDisabled ? `"${text}" is disabled.` : `"${text}" leads to no model.`,
    }
  }
  const [{ modelId, provider, listed }] = resolution.targets
  if (listed || directory.unlisted.includes(provider)) return undefined
  return {
    code: 'target_unlisted',
    target: text,
    message: `${provider.name} does not list "${modelId}"; requests are sent there as they are.`,
  }
}

function shadowed(name: string, leadsTo: string | undefined, directory: Directory): AliasRemark[] {
  const slash = name.indexOf('/')
  const owner = slash > 0 ? directory.provider(name.slice(0, slash)) : undefined
  const own = owner && directory.lists(owner, name.slice(slash + 1)) ? [name] : []
  const ids = [...own, ...directory.listedBy(name).map(({ id }) => `${id}/${name}`)]
  if (ids.length === 0 || (leadsTo !== undefined && ids.includes(leadsTo))) return []
  return [{ code: 'shadows', message: `It hides the listed name "${name}" of ${ids.map(quote).join(', ')}.` }]
}

/** Listed names that a pattern leads elsewhere. */
function takenOver({ key, targets }: Alias, directory: Directory): AliasRemark[] {
  const pattern = compilePattern(key)
  const taken = new Set<string>()
  for (const { provider, upstreamId } of directory.models()) {
    const modelId = `${provider.id}/${upstreamId}`
    for (const name of [upstreamId, modelId]) {
      const captures = pattern.match(name)
      if (!captures || directory.aliases.exact(name)) continue
      const meant = fillPattern(targets[0]?.text ?? '', captures)
      if (meant !== modelId && meant !== upstreamId) taken.add(name)
    }
  }
  const [first] = taken
  if (first === undefined) return []
  const message =
    taken.size === 1
      ? `It takes over the listed name "${first}".`
      : `It takes over ${taken.size} listed names, such as "${first}".`
  return [{ code: 'shadows', message }]
}

const quote = (text: string): string => `"${text}"`
